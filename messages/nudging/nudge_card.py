"""The weekly nudge: everything that waits for one person, in one message."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.domain.nudging.nudges import Behind, NudgeFacts
from bot.domain.obligations import in_teams
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    fit_mrkdwn,
    message,
    overflow,
    section,
)
from messages.obligations import owed_lines, step_count
from messages.reviews.score_lines import cycle_title, short
from messages.weeks.pocket_reminder import empty_pocket_line

REMIND_NEXT_WEEK = "nudge.remind_on_monday"
DO_NOT_REMIND = "nudge.do_not_remind"
MORE = "nudge.more"

TOMORROW, ANOTHER_DAY, WHY, MY_RHYTHM = "tomorrow", "another_day", "why", "rhythm"
"""What is under ⋯, with the day of the reminder after it."""

LINES = 10
NAMES = 12
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


def nudge_card(words: Words, facts: NudgeFacts) -> Message:
    """What is owed, soonest first, with a button each; a manager's has their team below.

    Shown as it stands now: done, put off, or replaced by a newer one.
    """
    headline = words.say(
        "nudging/nudge_card/headline",
        replaced_on=facts.replaced_on,
        count=len(facts.owed),
        behind=len(facts.team_behind) + len(facts.company_behind),
        missed=cycle_title(facts.missed[0].period) if facts.missed else "",
        closed_on=facts.missed[0].closed_on if facts.missed else None,
    )
    if facts.replaced_on:
        return message(headline, section(headline))
    if facts.is_empty:
        return message(headline, *(_missed(words, facts) or [section(headline)]))
    lines = in_teams(facts.owed)[:LINES]
    return message(
        headline,
        section(Mrkdwn(f"*{headline}*")) if facts.owed else None,
        *owed_lines(words, lines, person=facts.person),
        _more(words, len(facts.owed) - sum(each.together for each in lines)),
        *_missed(words, facts),
        _behind(words, "nudging/nudge_card/team", facts.team_behind),
        _behind(words, "nudging/nudge_card/company", facts.company_behind),
        *empty_pocket_line(words, facts.pocket),
        *_later(words, facts),
    )


def _more(words: Words, more: int) -> Block | None:
    return context(words.say("nudging/nudge_card/more", count=more)) if more > 0 else None


def _missed(words: Words, facts: NudgeFacts) -> list[Block]:
    return [
        section(
            words.say("nudging/nudge_card/missed", period=cycle_title(each.period), closed_on=each.closed_on)
        )
        for each in facts.missed
    ]


def _behind(words: Words, opening: str, behind: Sequence[Behind]) -> Block | None:
    """Names and kinds of steps, never what stands in them."""
    if not behind:
        return None
    lines = [words.say(opening)]
    for each in behind[:NAMES]:
        steps = words.names([step_count(words, kind, count) for kind, count in each.owes])
        lines.append(words.say("nudging/nudge_card/behind", name=short(each.name), steps=steps))
    more = len(behind) - NAMES
    if more > 0:
        lines.append(words.say("nudging/nudge_card/more_behind", count=more))
    return section(fit_mrkdwn("\n".join(lines)))


def _later(words: Words, facts: NudgeFacts) -> list[Block]:
    day, offered = facts.day.isoformat(), facts.offers
    next_week = offered.next_week if offered else None
    if facts.remind_on is None:
        put_off = (
            button(_remind_me(words, facts, next_week), REMIND_NEXT_WEEK, value=day) if next_week else None
        )
        return [actions(put_off, _more_ways(words, facts))]
    is_due_before = any(each.due_on < facts.remind_on for each in facts.owed)
    will_remind = words.say(
        "nudging/nudge_card/will_remind", remind_on=facts.remind_on, is_due_before=is_due_before
    )
    return [
        section(will_remind, accessory=button(words.label("Do not remind me"), DO_NOT_REMIND, value=day)),
        actions(_more_ways(words, facts)),
    ]


def _more_ways(words: Words, facts: NudgeFacts) -> Element:
    day, offered = facts.day.isoformat(), facts.offers
    ways: list[tuple[str, str]] = []
    if offered is not None and offered.tomorrow is not None and offered.tomorrow != offered.next_week:
        ways.append((TOMORROW, _next_day(words, facts, offered.tomorrow)))
    if offered is not None and offered.latest is not None:
        ways.append((ANOTHER_DAY, words.label("Another day…")))
    ways += [(WHY, words.label("Why am I asked?")), (MY_RHYTHM, words.label("My day and hour…"))]
    return overflow(MORE, [(f"{way}:{day}", label) for way, label in ways])


def _next_day(words: Words, facts: NudgeFacts, day: date) -> str:
    """Their next working day, which need not be tomorrow."""
    today = words.now.astimezone(facts.person.zone).date()
    return words.label("Tomorrow") if day - today == A_DAY else _remind_me(words, facts, day)


def _remind_me(words: Words, facts: NudgeFacts, day: date) -> str:
    """Names the day: a weekday where it is at most a week ahead, else its date too."""
    is_near = day - words.now.astimezone(facts.person.zone).date() <= A_WEEK
    return words.label("Remind me on %(day)s", day=words.weekday(day) if is_near else words.day(day))
