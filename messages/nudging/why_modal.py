"""Why somebody is asked: what is owed since when, why on that day, and why not earlier."""

from collections.abc import Sequence
from typing import Any

from bot.domain.nudging.planner import Silence
from bot.domain.nudging.why import Because, Earlier, WhyFacts
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, actions, button, context, fit_mrkdwn, modal, section
from messages.nudging.rhythm_modal import RHYTHM, said, weekday
from messages.obligations import owed_line, step_count

WHY_MODAL = "nudge.why"

STEPS = 20


def why_modal(words: Words, facts: WhyFacts) -> dict[str, Any]:
    """For whoever got the reminder: each step as the reminder names it."""
    return modal(
        title=words.label("Why am I asked?"),
        blocks=[
            *(_step(words, facts, each) for each in facts.because[:STEPS]),
            _told(words, facts),
            section(earlier_lines(words, facts)) if facts.because and facts.earlier else None,
            context(words.say("nudging/why_modal/manners", most=facts.a_week, **said(words, facts.rhythm))),
            actions(button(words.label("My day and hour…"), RHYTHM, value="why")),
        ],
        callback_id=WHY_MODAL,
        close=words.label("Close"),
    )


def why_lines(words: Words, facts: WhyFacts) -> list[str]:
    """The same for an admin, a line each: kinds of steps and no more."""
    lines = []
    for each in facts.because:
        step = step_count(words, each.owed.kind, 1)
        lines.append(words.label("%(days)s: %(why)s", days=step, why=_because(words, facts, each)))
    if facts.told:
        lines.append(words.plain("nudging/why_modal/told", count=facts.told))
    if facts.because and facts.earlier:
        lines += words.plain("nudging/why_modal/why_not_earlier").splitlines()
        lines += [_earlier(words, each) for each in facts.earlier]
    return lines


def silence_lines(words: Words, quiet: Sequence[Silence]) -> list[str]:
    """Why nothing is said now, a line each, for an admin."""
    return [
        (f"{step_count(words, each.step.kind, 1)}: " if each.step is not None else "")
        + words.plain(f"nudging/why_modal/quiet/{each.why.value}", until=each.until, at=each.at)
        for each in quiet
    ]


def earlier_lines(words: Words, facts: WhyFacts) -> Mrkdwn:
    """Why not on the days before, newest first."""
    opening = words.say("nudging/why_modal/why_not_earlier")
    return fit_mrkdwn("\n".join([opening, *(f"• {_earlier(words, each)}" for each in facts.earlier)]))


def _step(words: Words, facts: WhyFacts, each: Because) -> Block:
    line = owed_line(words, each.owed, person=facts.person)
    return section(fit_mrkdwn(f"{line}\n{_because(words, facts, each)}"))


def _because(words: Words, facts: WhyFacts, each: Because) -> Mrkdwn:
    since = words.say("nudging/why_modal/since", since=_day_of(facts.person, each))
    why = words.say(
        f"nudging/why_modal/because/{each.reason.value}",
        on=facts.day,
        due=each.owed.due_on,
        said=each.said_before,
        weekday=weekday(words, facts.day.weekday()),
    )
    return Mrkdwn(f"{since} {why}")


def _told(words: Words, facts: WhyFacts) -> Block | None:
    if not (facts.told or not facts.because):
        return None
    name = "nudging/why_modal/told" if facts.told else "nudging/why_modal/nothing_left"
    return section(words.say(name, count=facts.told))


def _day_of(person: Person, each: Because) -> Any:
    begins = max(each.owed.since, each.owed.opens_at or each.owed.since)
    return begins.astimezone(person.zone).date()


def _earlier(words: Words, each: Earlier) -> str:
    why = words.plain(f"nudging/why_modal/earlier/{each.why.value}", until=each.until)
    days = words.day(each.first)
    if each.first != each.last:
        days = words.label("%(first)s to %(last)s", first=days, last=words.day(each.last))
    return words.label("%(days)s: %(why)s", days=days, why=why)
