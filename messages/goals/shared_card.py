"""A version of a shared KPI before everybody whom it concerns: what it is, who has agreed, what follows."""

from bot.domain.goals.shared_facts import OwnerFacts, SharedFacts
from bot.domain.goals.shared_way import Event
from messages.catalog import Mrkdwn, Words, quote
from messages.goals.kpi_lines import change_lines, kpi_in_full
from messages.goals.my_goals_card import DRAFT
from messages.kit import (
    Block,
    Message,
    actions,
    button,
    confirm,
    context,
    fit_mrkdwn,
    message,
    section,
)
from messages.reviews.score_lines import cycle_title, goal, short

AGREE = "goals.shared.agree"
DECLINE = "goals.shared.decline"
WITHDRAW = "goals.shared.withdraw"
READ = "goals.shared.read"
"""The value of each is the version's id."""

BECAUSE_LIMIT = 600
ABOUT_LIMIT = 1200
NAME_LIMIT, TARGET_LIMIT, OWNER_LIMIT = 80, 60, 40


def shared_card(words: Words, facts: SharedFacts) -> Message:
    """Before whoever answers with what follows of it; before everybody with who has agreed."""
    return message(
        headline(words, facts),
        section(Mrkdwn(f"{headline(words, facts)}\n{title(words, facts)}")),
        *because(words, facts),
        section(fit_mrkdwn(what_changes(words, facts), ABOUT_LIMIT)),
        section(owners(words, facts)),
        _buttons(words, facts),
        context(what_follows(words, facts)),
    )


def shared_note(words: Words, facts: SharedFacts) -> Message:
    """Said once under the card: what came of it."""
    said = what_follows(words, facts)
    return message(said, section(said), *([_open(words, facts)] if _goes_on_a_sheet(facts) else []))


def headline(words: Words, facts: SharedFacts) -> Mrkdwn:
    return words.say(
        "goals/shared_card/headline",
        is_own=facts.may_withdraw or facts.reader.id == facts.proposer.id,
        is_closed=facts.shared.stage.closed,
        is_change=facts.before is not None,
        proposer=short(facts.proposer.name),
        name=short(facts.shared.kpi.name, NAME_LIMIT),
        cycle=cycle_title(facts.period),
    )


def title(words: Words, facts: SharedFacts) -> Mrkdwn:
    """ "*Visits to the shop* · 150,000 visits · shared for 2027 Q1"."""
    kpi = facts.shared.kpi
    return words.say(
        "goals/shared_card/title",
        name=short(kpi.name, NAME_LIMIT),
        target=short(goal(words, kpi), TARGET_LIMIT),
        cycle=cycle_title(facts.period),
    )


def because(words: Words, facts: SharedFacts) -> list[Block]:
    """Why it is proposed."""
    said = words.say("goals/shared_card/because", name=short(facts.proposer.name))
    return [section(fit_mrkdwn(Mrkdwn(f"{said}\n{quote(facts.shared.because)}"), BECAUSE_LIMIT))]


def what_changes(words: Words, facts: SharedFacts) -> Mrkdwn:
    """Of a change old beside new, else all that is shared."""
    if facts.change is not None:
        return change_lines(words, facts.change, named=facts.named, is_weighed=False)
    return kpi_in_full(words, facts.shared.kpi, named=facts.named, is_weighed=False)


def owners(words: Words, facts: SharedFacts) -> Mrkdwn:
    """Who shares it, and who of them has agreed."""
    return Mrkdwn("\n".join(_owner(words, owner) for owner in facts.owners))


def _owner(words: Words, owner: OwnerFacts) -> Mrkdwn:
    return words.say(
        "goals/shared_card/owner",
        name=short(owner.name, OWNER_LIMIT),
        is_department=owner.is_department,
        by=short(owner.agreed_by, OWNER_LIMIT),
        at=owner.agreed_at,
        asked=words.names([str(short(name, OWNER_LIMIT)) for name in owner.asked]) if owner.asked else "",
    )


def what_follows(words: Words, facts: SharedFacts) -> Mrkdwn:
    """Whose move it is, and what agreeing means for the reader; or what came of it."""
    decided = facts.decided
    if decided is not None:
        return words.say(
            "goals/shared_card/decided",
            came=decided.event.value,
            by=short(decided.by),
            reason=short(decided.reason, BECAUSE_LIMIT),
            name=short(facts.shared.kpi.name, NAME_LIMIT),
            is_change=facts.before is not None,
            placed=facts.placed.value,
            manager=short(facts.manager),
        )
    return words.say(
        "goals/shared_card/next",
        answers_for=[str(short(name, OWNER_LIMIT)) for name in facts.answers_for],
        is_own=facts.goals_id is not None,
        signs=facts.signs,
        manager=short(facts.manager),
        waiting=[str(short(name, OWNER_LIMIT)) for name in facts.waiting],
    )


def _buttons(words: Words, facts: SharedFacts) -> Block | None:
    value = str(facts.shared.id)
    if _goes_on_a_sheet(facts):
        return _open(words, facts)
    if facts.shared.stage.closed:
        return None
    sure = confirm(
        title=words.label("Take it back?"),
        text=words.label("Then nothing changes for anybody. Everybody who was asked is told."),
        yes=words.label("Take it back"),
        no=words.label("Leave it"),
    )
    answers = bool(facts.answers_for)
    return actions(
        button(words.label("Agree"), AGREE, value=value, primary=True) if answers else None,
        button(words.label("Say why not…"), DECLINE, value=value) if answers else None,
        button(words.label("Take it back"), WITHDRAW, value=value, asks=sure) if facts.may_withdraw else None,
        button(words.label("Read all…"), READ, value=value),
    )


def _goes_on_a_sheet(facts: SharedFacts) -> bool:
    return (
        facts.decided is not None
        and facts.decided.event is Event.SETTLE
        and facts.goals_id is not None
        and facts.placed is not facts.placed.ON_SHEET
    )


def _open(words: Words, facts: SharedFacts) -> Block:
    return actions(button(words.label("Open my KPI sheet…"), DRAFT, value=str(facts.goals_id), primary=True))
