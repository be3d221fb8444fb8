"""Answers to `/review`, for the eyes of whoever typed it."""

from bot.domain.people import Person, Role
from bot.domain.reviews.cycles import CycleStatus, Dates, OpenedCycle, Standing
from bot.domain.reviews.states import State
from messages.catalog import Mrkdwn, Words
from messages.kit import fit_mrkdwn
from messages.reviews.score_lines import cycle_title

ANSWER_LIMIT = 3000
PEOPLE_SHOWN = 30
NAMES_SHOWN = 10


def opened_answer(words: Words, opened: OpenedCycle, *, hour: int) -> Mrkdwn:
    """What opening did, and who is not under review."""
    return words.say(
        "reviews/cycle/opened",
        cycle=cycle_title(opened.name),
        people=opened.people,
        hour=hour,
        due=opened.dates.self_score_due,
        closes=opened.dates.self_score_closes,
        approval=opened.dates.approval_due,
        not_reviewed=list(opened.not_reviewed[:NAMES_SHOWN]),
    )


def extended_answer(words: Words, name: str, dates: Dates) -> Mrkdwn:
    """The new days."""
    return words.say(
        "reviews/cycle/extended",
        cycle=cycle_title(name),
        closes=dates.self_score_closes,
        approval=dates.approval_due,
    )


def status_answer(words: Words, status: CycleStatus) -> Mrkdwn:
    """Counts by department, and each person where they are few; no scores."""
    lines = [
        words.say(
            "reviews/cycle/status",
            cycle=cycle_title(status.name),
            total=len(status.standings),
            approved=status.count(State.SCORED),
            due=status.dates.self_score_due,
            closes=status.dates.self_score_closes,
            approval=status.dates.approval_due,
        )
    ]
    for department in status.departments:
        lines.append(
            words.say(
                "reviews/cycle/department",
                name=department.name,
                total=department.people,
                approved=department.by_state.get(State.SCORED, 0),
                waiting=department.by_state.get(State.SELF_SCORED, 0),
                asked=department.by_state.get(State.MORE_ASKED, 0),
                open=department.by_state.get(State.GOALS_AGREED, 0),
            )
        )
    if len(status.standings) <= PEOPLE_SHOWN:
        lines.extend(_person(words, standing) for standing in status.standings)
    return fit_mrkdwn("\n".join(lines), ANSWER_LIMIT)


def standing_text(words: Words, standing: Standing) -> Mrkdwn:
    """Where one person stands: "with Liu Yang since Fri 8 Jan"."""
    return words.say(
        "reviews/cycle/state",
        state=standing.state.value,
        manager=standing.manager,
        since=standing.owed_since,
    )


def help_answer(words: Words, person: Person) -> Mrkdwn:
    """What `/review` does for this person."""
    return words.say("reviews/cycle/help", is_hr=person.has(Role.HR))


def _person(words: Words, standing: Standing) -> Mrkdwn:
    return words.say("reviews/cycle/person", name=standing.name, state=standing_text(words, standing))
