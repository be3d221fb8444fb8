"""A project as its rules see it: what it lacks, and who owes what."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.assess import Assessed, Assessment, Effort, Impact, Priority
from bot.domain.intake.project import (
    Argument,
    Missing,
    Participant,
    Project,
    ProjectFacts,
    ProjectStep,
    Side,
    implied,
    is_project_sized,
    usual_day,
)
from bot.domain.intake.project_record import Days
from bot.domain.intake.project_way import Event, State
from bot.domain.intake.triage import Kind as RequestKind
from bot.domain.intake.triage import Reach
from bot.domain.obligations import Kind
from tests.builders.intake import facts as request
from tests.builders.people import CHEN, SUN, WU

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PROJECT = Project(
    id=4,
    request_id=214,
    by_id=SUN.id,
    decide_by=date(2026, 12, 3),
    state=State.DISCUSSING,
    owed_since=NOW,
    version=1,
)


def line(side: Side) -> Argument:
    return Argument(id=1, project_id=4, author=WU, side=side, text="It is so", at=NOW, edited_at=None)


def takes_part(has_spoken: bool = False) -> Participant:
    return Participant(person=WU, since=LATER, has_spoken=has_spoken)


def facts(
    *lines: Argument, state: State = State.DISCUSSING, steps: tuple[ProjectStep, ...] = ()
) -> ProjectFacts:
    return ProjectFacts(
        project=replace(PROJECT, state=state),
        request=request(),
        by=SUN,
        participants=(takes_part(),),
        arguments=lines,
        steps=steps,
    )


def step(event: Event, number: int = 1) -> ProjectStep:
    is_estimate = event is Event.ESTIMATE
    return ProjectStep(
        number=number,
        event=event,
        by=SUN,
        at=NOW,
        text=event.value,
        estimate=Days(least=5, most=8, by=WU.id) if is_estimate else None,
        estimated_by=WU if is_estimate else None,
    )


def test_everything_that_is_missing_is_said_at_once() -> None:
    assert facts().missing == (Missing.FOR, Missing.AGAINST, Missing.ESTIMATE, Missing.DECISION)
    assert replace(facts(), participants=()).missing[0] is Missing.PARTICIPANTS
    left = replace(takes_part(), person=replace(WU, left_on=date(2026, 11, 1)))
    assert replace(facts(), participants=(left,)).missing[0] is Missing.PARTICIPANTS


def test_what_has_to_be_cleared_up_is_neither_for_nor_against() -> None:
    assert Missing.FOR in facts(line(Side.OPEN)).missing
    assert Missing.AGAINST in facts(line(Side.FOR)).missing


def test_nothing_is_missing_of_what_was_argued_estimated_and_decided() -> None:
    complete = facts(line(Side.FOR), line(Side.AGAINST), state=State.DECIDED, steps=(step(Event.ESTIMATE),))

    assert complete.missing == ()


def test_a_decision_holds_until_it_is_discussed_again() -> None:
    decided = (step(Event.OPEN), step(Event.DECIDE, 2))

    assert facts(steps=decided, state=State.DECIDED).decision == decided[1]
    assert facts(steps=(*decided, step(Event.DISCUSS, 3))).decision is None


def test_why_it_stands_still_is_what_was_said_last() -> None:
    steps = (step(Event.START), step(Event.PAUSE, 2))

    paused = facts(steps=steps, state=State.PAUSED).halt
    assert paused is not None
    assert paused.text == "pause"
    assert facts(steps=steps, state=State.STARTED).halt is None


def test_who_has_not_spoken_owes_a_word_since_they_were_named_and_nobody_once_it_is_decided() -> None:
    owed = {each.kind: each for each in implied(PROJECT, owner=SUN, participants=[takes_part()])}

    assert {kind: each.person_id for kind, each in owed.items()} == {
        Kind.DECISION: SUN.id,
        Kind.ARGUMENT: WU.id,
    }
    assert owed[Kind.ARGUMENT].since == LATER
    assert owed[Kind.DECISION].due_on == PROJECT.decide_by
    spoken = implied(PROJECT, owner=SUN, participants=[takes_part(has_spoken=True)])
    assert [each.kind for each in spoken] == [Kind.DECISION]
    decided = replace(PROJECT, state=State.DECIDED)
    assert list(implied(decided, owner=SUN, participants=[takes_part()])) == []


@pytest.mark.parametrize("effort", list(Effort))
def test_a_project_is_what_was_filed_as_one_or_is_as_much_work(effort: Effort) -> None:
    assessment = Assessment(
        impact=Impact.LOW, reach=Reach.ME, effort=effort, priority=Priority.P4, reason="x"
    )
    assessed = replace(request(), assessed=Assessed(assessment=assessment, by=SUN, at=NOW, number=2))

    assert is_project_sized(assessed) is (effort in (Effort.LARGE, Effort.HUGE))
    assert is_project_sized(replace(request(), kind=RequestKind.PROJECT))


def test_where_nobody_says_otherwise_it_is_decided_in_five_working_days() -> None:
    assert usual_day(CHEN, now=NOW) == date(2026, 11, 30)
