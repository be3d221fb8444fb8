"""One version of a job-responsibility form, to its manager to be rated, to both once it is."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.actions.gaps import gaps_of_form
from bot.domain.goals.job_form import Met
from bot.domain.goals.job_form_facts import Fate, FormFacts
from bot.domain.goals.job_form_match import Match
from bot.domain.goals.job_form_way import JOB_FORM, Event
from messages.actions.gaps import close_gap_button
from messages.catalog import Mrkdwn, Words, quote
from messages.goals.job_form_buttons import ASK, FILL, RATE, READ, version_value
from messages.goals.job_form_lines import change_sections, met_text, packed, requirement_name
from messages.kit import Block, Element, Message, actions, button, context, message, section
from messages.reviews.score_lines import cycle_title, short
from messages.whose_move import whose_turn

CHANGES_SHOWN = 6
GAPS_SHOWN = 8
NOTE_LIMIT = 120
DECIDED = (Fate.RATED, Fate.REPLACED)


def job_form_card(words: Words, facts: FormFacts, *, is_employees: bool) -> Message:
    """The version as its reader needs it; the notification says nothing of how it was rated."""
    headline = _headline(words, facts, is_employees=is_employees)
    return message(
        headline,
        section(headline) if is_employees else None,
        section(title(words, facts)),
        *_body(words, facts),
        _row(_buttons(words, facts, is_employees=is_employees)),
        context(
            small_print(words, facts, is_managers=not is_employees),
            *whose_turn(words, facts.turn(facts.employee if is_employees else facts.manager)),
        ),
    )


def taken_over_card(words: Words, facts: FormFacts) -> Message:
    """What stays with the manager who gave a form up: who has it now, and nothing of what is in it."""
    said = words.say(
        "goals/job_form_card/taken_over",
        name=short(facts.employee.name),
        manager=short(facts.manager.name),
    )
    return message(said, section(said))


def title(words: Words, facts: FormFacts) -> Mrkdwn:
    """Whose form, and which version."""
    return words.say(
        "goals/job_form_card/title",
        name=short(facts.employee.name),
        post=short(facts.employee.post),
        number=facts.this.number,
    )


def match_blocks(words: Words, facts: FormFacts, match: Match, *, shown: int) -> list[Block]:
    """What both sides come to, and what the manager misses: so many of the gaps."""
    rating = facts.this.rating
    assert rating is not None
    says = words.say(
        "goals/job_form_card/match",
        name=short(facts.employee.name),
        by=short(facts.by),
        own=match.own,
        managers=match.managers,
        gaps=len(match.gaps),
    )
    lines = [
        words.say(
            "goals/job_form_card/gap",
            met=met_text(words, rating.answers[gap.key]),
            name=requirement_name(words, gap),
            note=short(rating.answers[gap.key].note, NOTE_LIMIT),
        )
        for gap in match.gaps[:shown]
    ]
    more = len(match.gaps) - shown
    rest = [words.say("goals/job_form_card/more_gaps", count=more)] if more > 0 else []
    return packed([says, *lines, *rest])


def small_print(words: Words, facts: FormFacts, *, is_managers: bool) -> Mrkdwn:
    """What became of this version, or whose move it is and by when."""
    today = words.now.astimezone(words.zone).date()
    return words.say(
        "goals/job_form_card/fate",
        fate=facts.fate.value,
        is_managers=is_managers,
        manager=short(facts.manager.name),
        by=short(facts.by),
        in_place_of=short(facts.in_place_of),
        at=facts.at,
        due=facts.due_on,
        is_late=facts.due_on is not None and today > facts.due_on,
        newest=facts.form.newest or 0,
    )


def _headline(words: Words, facts: FormFacts, *, is_employees: bool) -> Mrkdwn:
    return words.say(
        "goals/job_form_card/headline",
        fate=facts.fate.value,
        is_employees=is_employees,
        name=short(facts.employee.name),
        by=short(facts.by),
        cycle=cycle_title(facts.period),
    )


def _body(words: Words, facts: FormFacts) -> list[Block]:
    if facts.match is not None and facts.fate in DECIDED:
        return match_blocks(words, facts, facts.match, shown=GAPS_SHOWN)
    if facts.fate is Fate.SENT_BACK and facts.reason:
        return [section(quote(facts.reason))]
    if facts.fate is not Fate.WAITS:
        return []
    content = facts.this.content
    said = Counter(content.answer(each.key).met for each in content.requirements)
    counts = words.say(
        "goals/job_form_card/counts",
        name=short(facts.employee.name),
        met=said[Met.MET],
        partly=said[Met.PARTLY],
        not_yet=said[Met.NOT_YET],
        changes=facts.changed.count,
    )
    return [section(counts), *change_sections(words, facts.changed, shown=CHANGES_SHOWN)]


def _row(buttons: Sequence[Element | None]) -> Block | None:
    return actions(*buttons) if any(buttons) else None


def _buttons(words: Words, facts: FormFacts, *, is_employees: bool) -> list[Element | None]:
    form_id, value = facts.form.id, version_value(facts.form.id, facts.this.number)
    is_theirs_again = facts.fate is Fate.TAKEN_BACK and not is_employees
    read = None if is_theirs_again else button(words.label("Read all…"), READ, value=value)
    possible = JOB_FORM.possible(facts.form.state) if facts.employee.is_active else frozenset()
    is_current = facts.form.newest == facts.this.number
    if is_employees:
        can_fill = is_current and Event.FILL in possible
        anew = button(words.label("Fill in another version…"), FILL, value=str(form_id))
        return [read, *([anew] if can_fill else [])]
    rate = button(words.label("Rate it…"), RATE, value=str(form_id), primary=True)
    ask = button(words.label("Ask for another version…"), ASK, value=value)
    is_theirs = facts.employee.is_active and facts.employee.manager_id == facts.manager.id
    gaps = tuple(gaps_of_form(facts.this)) if facts.fate is Fate.RATED and is_theirs else ()
    return [
        close_gap_button(words, facts.employee.id, gaps, primary=True),
        *([rate] if facts.fate is Fate.WAITS and Event.RATE in possible else []),
        read,
        *([ask] if is_current and Event.CHANGE in possible else []),
    ]
