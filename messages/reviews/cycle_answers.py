"""Answers to `/review`, for the eyes of whoever typed it."""

from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import (
    AskedToWithdraw,
    CycleStatus,
    Dates,
    OpenedCycle,
    Progress,
    UnusualPeriod,
    WithdrawnCycle,
)
from bot.domain.reviews.way import Mark
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, actions, button, fit_mrkdwn, message, section
from messages.refusals import refusal_text
from messages.reviews.marks import Part, others, said
from messages.reviews.scheme_summary import weighted_sections
from messages.reviews.score_lines import cycle_title

OPEN_UNUSUAL = "reviews.cycle.open_unusual"
"""The button's value is the period's name, a colon, the scheme's key."""
WITHDRAW = "reviews.cycle.withdraw"
"""The button's value is the cycle's id, a colon, the reason."""

ANSWER_LIMIT = 3000
REASON_SHOWN = 1500
PEOPLE_SHOWN = 30
NAMES_SHOWN = 10


def opened_answer(words: Words, opened: OpenedCycle, *, hour: int) -> Mrkdwn:
    """What opening did, what is scored, and who is not under review."""
    return words.say(
        "reviews/cycle_answers/opened",
        cycle=cycle_title(opened.name),
        people=opened.people,
        hour=hour,
        scheme=words.pick(opened.scheme.name),
        sections=weighted_sections(words, opened.scheme),
        due=opened.dates.self_score_due,
        closes=opened.dates.self_score_closes,
        approval=opened.dates.approval_due,
        not_reviewed=list(opened.not_reviewed[:NAMES_SHOWN]),
    )


def unusual_question(words: Words, asked: UnusualPeriod, *, scheme: str) -> Message:
    """What is unusual about a period, with the button that opens it all the same."""
    name, usual = asked.period.name, asked.facts["usual"]
    text = refusal_text(words, asked.code, asked.facts)
    label = words.label("Open %(cycle)s", cycle=cycle_title(name))
    return message(
        text,
        section(text),
        section(words.say("reviews/cycle_answers/unusual_next", usual=usual[1])),
        actions(button(label, OPEN_UNUSUAL, value=f"{name}:{scheme}", danger=True)),
    )


def withdraw_question(words: Words, asked: AskedToWithdraw) -> Message:
    """How many were told and what they will read, with the button that withdraws it."""
    text = withdraw_question_text(words, asked)
    label = words.label("Withdraw %(cycle)s", cycle=cycle_title(asked.name))
    return message(
        text,
        section(text),
        actions(button(label, WITHDRAW, value=f"{asked.cycle_id}:{asked.reason}", danger=True)),
    )


def withdraw_question_text(words: Words, asked: AskedToWithdraw) -> Mrkdwn:
    """The question alone, as the command line asks it."""
    return words.say(
        "reviews/cycle_answers/withdraw_question",
        cycle=cycle_title(asked.name),
        on=asked.opened_at,
        people=asked.people,
        told=asked.told,
        reason=fit_mrkdwn(quote(asked.reason), REASON_SHOWN),
    )


def withdrawn_answer(words: Words, withdrawn: WithdrawnCycle) -> Mrkdwn:
    """That it was done, and how many people read it."""
    return words.say(
        "reviews/cycle_answers/withdrawn", cycle=cycle_title(withdrawn.name), told=withdrawn.told
    )


def extended_answer(words: Words, name: str, dates: Dates) -> Mrkdwn:
    """The new days."""
    return words.say(
        "reviews/cycle_answers/extended",
        cycle=cycle_title(name),
        closes=dates.self_score_closes,
        approval=dates.approval_due,
    )


def status_answer(words: Words, status: CycleStatus) -> Mrkdwn:
    """Counts by department, and each person where they are few; no scores."""
    lines = [
        words.say(
            "reviews/cycle_answers/status",
            cycle=cycle_title(status.name),
            total=len(status.people),
            approved=status.count(Mark.APPROVED),
            due=status.dates.self_score_due,
            closes=status.dates.self_score_closes,
            approval=status.dates.approval_due,
        )
    ]
    for department in status.departments:
        lines.append(
            words.say(
                "reviews/cycle_answers/department",
                name=department.name,
                total=department.people,
                approved=department.by_mark.get(Mark.APPROVED, 0),
                others=others(words, department.by_mark),
            )
        )
    if len(status.people) <= PEOPLE_SHOWN:
        lines.extend(_person(words, each) for each in status.people)
    return fit_mrkdwn("\n".join(lines), ANSWER_LIMIT)


def progress_text(words: Words, progress: Progress) -> Mrkdwn:
    """How far one person is: "with Liu Yang since Fri 8 Jan"."""
    return said(
        words,
        progress.mark,
        Part.STATUS,
        manager=progress.manager,
        since=progress.owed_since,
    )


def help_answer(words: Words, person: Person) -> Mrkdwn:
    """What `/review` does for this person."""
    return words.say("reviews/cycle_answers/help", is_hr=person.has(Role.HR))


def _person(words: Words, progress: Progress) -> Mrkdwn:
    return words.say("reviews/cycle_answers/person", name=progress.name, state=progress_text(words, progress))
