"""Answers to `/review`, for the eyes of whoever typed it."""

from bot.domain.goals.status import PersonsGoals, by_department
from bot.domain.goals.way import Mark as GoalsMark
from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import (
    AskedToWithdraw,
    CycleStatus,
    Dates,
    GoalsDates,
    OpenedCycle,
    Progress,
    UnusualPeriod,
    WithdrawnCycle,
    is_year,
)
from bot.domain.reviews.opening import EarlyScoring, Moment, OpenedScoring
from bot.domain.reviews.way import Mark
from messages.catalog import Mrkdwn, Words, quote
from messages.goals.marks import Part as GoalsPart
from messages.goals.marks import counted
from messages.goals.marks import said as goals_said
from messages.kit import Message, actions, button, fit_mrkdwn, message, section
from messages.refusals import refusal_text
from messages.reviews.marks import Part, others, said
from messages.reviews.no_surprise_lines import late_feedback_lines
from messages.reviews.not_ready_card import not_ready_lines, shown_names
from messages.reviews.scheme_summary import weighted_sections
from messages.reviews.score_lines import cycle_title, decider
from messages.reviews.talk_overview import talk_counts

OPEN_UNUSUAL = "reviews.cycle.open_unusual"
"""The button's value is the period's name, the scheme's key, and the moment if one was said, with colons."""
SCORE_EARLY = "reviews.cycle.score_early"
"""The button's value is the period's name."""
WITHDRAW = "reviews.cycle.withdraw"
"""The button's value is the cycle's id, a colon, the reason."""

ANSWER_LIMIT = 3000
REASON_SHOWN = 1500
PEOPLE_SHOWN = 30
NAMES_SHOWN = 10


def opened_answer(words: Words, opened: OpenedCycle, *, hour: int) -> Mrkdwn:
    """What opening did, what comes next and when, what is scored, and who is not under review."""
    goals = opened.goals
    return words.say(
        "reviews/cycle_answers/opened_goals" if goals else "reviews/cycle_answers/opened",
        cycle=cycle_title(opened.name),
        name=opened.name,
        goals_due=goals.due if goals else None,
        scoring=goals.scoring_opens_on if goals else None,
        kept=opened.kept,
        people=opened.people,
        hour=hour,
        scheme=words.pick(opened.scheme.name),
        sections=weighted_sections(words, opened.scheme),
        due=opened.dates.self_score_due,
        closes=opened.dates.self_score_closes,
        approval=opened.dates.approval_due,
        not_reviewed=list(opened.not_reviewed[:NAMES_SHOWN]),
        too_new=list(opened.too_new[:NAMES_SHOWN]),
        without_result=list(opened.without_result[:NAMES_SHOWN]),
        is_year=is_year(opened.name),
    )


def scoring_answer(words: Words, opened: OpenedScoring, *, hour: int) -> Mrkdwn:
    """Who is scored from now on and by when, and who is not yet."""
    text = words.say(
        "reviews/cycle_answers/scoring",
        cycle=cycle_title(opened.name),
        people=len(opened.people),
        names=shown_names(words, opened.people),
        is_more=opened.is_more,
        hour=hour,
        due=opened.dates.self_score_due,
        closes=opened.dates.self_score_closes,
        approval=opened.dates.approval_due,
    )
    lines = [text, *not_ready_lines(words, opened.name, opened.not_ready)]
    return fit_mrkdwn("\n".join(lines), ANSWER_LIMIT)


def early_question(words: Words, asked: EarlyScoring) -> Message:
    """When scoring would open by itself, with the button that opens it now."""
    text = refusal_text(words, asked.code, asked.facts)
    label = words.label("Open scoring of %(cycle)s now", cycle=cycle_title(asked.name))
    return message(text, section(text), actions(button(label, SCORE_EARLY, value=asked.name, danger=True)))


def unusual_question(
    words: Words, asked: UnusualPeriod, *, scheme: str | None, moment: Moment | None = None
) -> Message:
    """What is unusual about a period, with the button that opens it all the same."""
    name, usual = asked.period.name, asked.facts["usual"]
    text = refusal_text(words, asked.code, asked.facts)
    label = words.label("Open %(cycle)s", cycle=cycle_title(name))
    carried = (name, scheme or "", *((moment.value,) if moment else ()))
    return message(
        text,
        section(text),
        section(words.say("reviews/cycle_answers/unusual_next", usual=usual[len(usual) // 2])),
        actions(button(label, OPEN_UNUSUAL, value=":".join(carried), danger=True)),
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
        is_in_goals=asked.is_in_goals,
    )


def withdrawn_answer(words: Words, withdrawn: WithdrawnCycle) -> Mrkdwn:
    """That it was done, and how many people read it."""
    return words.say(
        "reviews/cycle_answers/withdrawn", cycle=cycle_title(withdrawn.name), told=withdrawn.told
    )


def extended_answer(words: Words, name: str, dates: Dates | GoalsDates) -> Mrkdwn:
    """The new days."""
    if isinstance(dates, GoalsDates):
        return words.say(
            "reviews/cycle_answers/extended_goals",
            cycle=cycle_title(name),
            due=dates.due,
            scoring=dates.scoring_opens_on,
        )
    return words.say(
        "reviews/cycle_answers/extended",
        cycle=cycle_title(name),
        closes=dates.self_score_closes,
        approval=dates.approval_due,
    )


def status_answer(words: Words, status: CycleStatus) -> Mrkdwn:
    """Counts by department, and each person where they are few; no scores."""
    lines = _goals(words, status) if status.is_in_goals else [*_scored(words, status), *_late(words, status)]
    lines += [
        words.say("reviews/cycle_answers/other_running", cycle=cycle_title(name), name=name)
        for name in status.others_running
    ]
    lines += [
        words.say("reviews/cycle_answers/other", cycle=cycle_title(name), name=name)
        for name in status.others_in_goals
    ]
    return fit_mrkdwn("\n".join(lines), ANSWER_LIMIT)


def _scored(words: Words, status: CycleStatus) -> list[Mrkdwn]:
    lines = [
        words.say(
            "reviews/cycle_answers/status",
            cycle=cycle_title(status.name),
            total=status.rated,
            released=status.count(Mark.RELEASED),
            due=status.dates.self_score_due,
            closes=status.dates.self_score_closes,
            approval=status.dates.approval_due,
        )
    ]
    if status.talks:
        lines.append(talk_counts(words, status.talks))
    for department in status.departments:
        lines.append(
            words.say(
                "reviews/cycle_answers/department",
                name=department.name,
                total=department.people,
                released=department.by_mark.get(Mark.RELEASED, 0),
                others=others(words, department.by_mark),
            )
        )
    if len(status.people) <= PEOPLE_SHOWN:
        lines.extend(_person(words, each) for each in status.people)
    if status.too_new:
        names = shown_names(words, status.too_new)
        lines.append(words.say("reviews/cycle_answers/too_new", names=names))
    return [*lines, *late_feedback_lines(words, status.came_late)]


def _late(words: Words, status: CycleStatus) -> list[Mrkdwn]:
    """Those who are not scored yet, because they have not agreed on goals."""
    if not status.agreeing:
        return []
    return [
        words.say("reviews/cycle_answers/not_scored", count=len(status.agreeing)),
        *_agreeing(words, status),
    ]


def _goals(words: Words, status: CycleStatus) -> list[Mrkdwn]:
    """The same of a cycle in which goals are agreed on."""
    lines = [
        words.say(
            "reviews/cycle_answers/status_goals",
            cycle=cycle_title(status.name),
            total=len(status.agreeing),
            agreed=sum(each.mark is GoalsMark.AGREED for each in status.agreeing),
            due=status.goals.due if status.goals else None,
            scoring=status.goals.scoring_opens_on if status.goals else None,
            kept=status.kept,
        )
    ]
    lines += [
        words.say(
            "reviews/cycle_answers/department_goals",
            name=department,
            counts=counted(words, counts),
        )
        for department, counts in by_department(status.agreeing).items()
    ]
    return [*lines, *_agreeing(words, status)]


def _agreeing(words: Words, status: CycleStatus) -> list[Mrkdwn]:
    if len(status.agreeing) > PEOPLE_SHOWN:
        return []
    return [
        words.say("reviews/cycle_answers/person", name=each.name, state=goals_text(words, each))
        for each in status.agreeing
    ]


def goals_text(words: Words, progress: PersonsGoals) -> Mrkdwn:
    """How far one person's goals are: "with Liu Yang since Fri 8 Jan"."""
    return goals_said(
        words, progress.mark, GoalsPart.STATUS, manager=progress.manager, since=progress.owed_since
    )


def progress_text(words: Words, progress: Progress) -> Mrkdwn:
    """How far one person is: "with Liu Yang since Fri 8 Jan"."""
    return said(
        words,
        progress.mark,
        Part.STATUS,
        manager=decider(words, progress.manager, progress.delegate),
        since=progress.owed_since,
        given_back=progress.given_back,
    )


def help_answer(words: Words, person: Person) -> Mrkdwn:
    """What `/review` does for this person."""
    return words.say("reviews/cycle_answers/help", is_hr=person.has(Role.HR))


def _person(words: Words, progress: Progress) -> Mrkdwn:
    return words.say("reviews/cycle_answers/person", name=progress.name, state=progress_text(words, progress))
