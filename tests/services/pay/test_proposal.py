"""Everybody who is here has one row: what the table says, or why nothing is proposed."""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from bot.domain.pay.proposal import Proposal, Proposed, Why
from bot.domain.people import Person, Role
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.pay.proposal import propose, statuses
from bot.services.reviews.appeal import appeal, decide
from bot.services.reviews.talk import hold
from storage.models.people import DepartmentRow, PersonRow
from storage.models.reviews import CycleRow
from tests.builders.matrix import BULL, TOP
from tests.builders.pay import YEAR, placed, year
from tests.builders.people import TECHNICAL, person
from tests.builders.world import FRIDAY, QUARTER, World


def of(proposal: Proposal, person: Person) -> Proposed:
    (found,) = (each for each in proposal.rows if each.person_id == person.id)
    return found


def proposed(world: World, *, at: datetime = FRIDAY) -> Proposal:
    return propose(world.acting(at=at), year=YEAR)


def test_each_has_one_row_by_the_table_or_with_the_reason(world: World) -> None:
    people = world.people
    year(world, {people.employee: TOP, people.colleague: BULL})
    placed(world, {people.employee: ("P5", 3), people.manager: ("M1", 1)})

    found = proposed(world)

    assert sorted(each.person_id for each in found.rows) == sorted(each.id for each in people.everyone)
    chen, wu, liu = (of(found, each) for each in (people.employee, people.colleague, people.manager))
    assert (chen.score, chen.change, chen.new_step, chen.why) == (Decimal("4.5"), 2, 5, None)
    assert (chen.manager, chen.post, chen.department) == (
        people.manager.name,
        people.employee.post,
        people.employee.department,
    )
    assert (wu.change, wu.why, liu.change, liu.why) == (None, Why.NO_PLACE, None, Why.NO_REVIEW)
    (status,) = statuses(world.acting(), year=YEAR)
    assert (status.number, status.people, status.proposed, status.decided) == (
        found.number,
        len(found.rows),
        1,
        0,
    )


def test_whoever_changed_departments_stands_once_where_they_are_now(world: World) -> None:
    chen = world.people.employee
    year(world, {chen: TOP})
    placed(world, {chen: ("P5", 3)})
    with world.store.begin() as unit:
        where = unit.session.query(DepartmentRow.id).filter(DepartmentRow.name == TECHNICAL).scalar()
        unit.session.execute(update(PersonRow).where(PersonRow.id == chen.id).values(department_id=where))

    assert of(proposed(world), chen).department == TECHNICAL


def test_nothing_is_proposed_while_a_result_is_open_or_appealed_against(world: World) -> None:
    people = world.people
    chen, wu = people.employee, people.colleague
    world.open_quarter(chen, wu)
    world.review_at(State.NOT_RATED, of=wu)
    review = world.review_at(State.SCORED, of=chen)
    placed(world, {chen: ("P5", 3), wu: ("P4", 2)})
    with world.store.begin() as unit:
        unit.session.execute(update(CycleRow).where(CycleRow.name == QUARTER).values(name=YEAR))
    with pytest.raises(Refusal) as refused:
        proposed(world)
    assert refused.value.code == "pay.nothing_released"

    world.review_at(State.RELEASED, of=chen)
    first = proposed(world)
    assert (of(first, chen).why, of(first, wu).why) == (None, Why.NOT_RATED)
    with world.store.read() as unit:
        talk = unit.talks.of_review(review.id)
    assert talk is not None
    judge = person(world.store, "Lu Hua", manager=people.boss, roles=(Role.HR,))
    hold(world.acting(people.manager), talk_id=talk.id, day=FRIDAY.date())
    appeal(world.acting(chen), talk_id=talk.id, reason="no", evidence="see")
    assert (of(proposed(world), chen).why, of(proposed(world), chen).change) == (Why.APPEAL, None)

    decide(world.acting(judge), talk_id=talk.id, decision=TalkEvent.UPHOLD, reason="it stands")
    assert of(proposed(world), chen).why is None


def test_only_the_command_line_proposes_and_only_a_year(world: World) -> None:
    year(world, {world.people.employee: TOP})

    for by, name, code in (
        (world.people.hr, YEAR, "deed.not_yours"),
        (None, "2026Q4", "pay.not_a_year"),
        (None, "2031", "cycle.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            propose(world.acting(by), year=name)
        assert refused.value.code == code
