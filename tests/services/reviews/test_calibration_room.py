"""What HR and the head see of a department: its rooms, one's reasons, and whom to look at first."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from bot.domain.history import Changed, Facts
from bot.domain.home import Section
from bot.domain.moves import Move, Moved
from bot.domain.people import Person, Role
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.focus import Why
from bot.domain.reviews.review import Review
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import State
from bot.services.home import home_facts
from bot.services.reviews import approval
from bot.services.reviews.calibration import move
from bot.services.reviews.calibration_room import (
    kept_back,
    read_focus,
    read_person,
    read_room,
    rooms,
    to_calibrate,
)
from messages.catalog import Words
from messages.home.team import team_line, team_section
from storage.models.people import HeldRoleRow, PersonRow
from storage.models.view_as import ViewedAsRow
from tests.builders.approval import CONVERSION
from tests.builders.counting import statements
from tests.builders.world import FRIDAY, QUARTER, World
from tests.services.reviews.test_calibration import LOWER, code, department, room, two

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, through the second look."""
    return world.review_at(State.CONFIRMED)


def test_hr_chooses_among_the_departments_of_the_cycle(world: World, review: Review) -> None:
    cycle_id, found = rooms(world.acting(world.people.hr), name=QUARTER)

    assert (cycle_id, found) == (review.cycle_id, {department(world): world.people.employee.department})
    assert code(lambda: rooms(world.acting(world.people.employee), name=None)) == "calibration.not_yours"


def test_an_id_that_came_from_nowhere_tells_nothing(world: World, review: Review) -> None:
    hr = world.acting(world.people.hr)

    assert code(lambda: move(hr, review_id=999, to=LOWER, reason="x", seen=0)) == "calibration.not_yours"
    assert code(lambda: read_room(hr, cycle_id=999, department_id=1)) == "calibration.not_yours"
    lost = code(lambda: read_room(hr, cycle_id=review.cycle_id, department_id=999))
    assert lost == "calibration.not_yours"


def test_the_reasons_are_those_of_the_scores_and_of_the_second_look_and_no_case(world: World) -> None:
    review = world.review_at(State.SELF_SCORED)
    wanted = {CONVERSION: Wanted(score=Decimal("4"), reason="The north did better.")}
    manager = world.acting(world.people.manager)
    approval.adjust_scores(manager, review_id=review.id, version=review.version, entered=wanted)
    world.review_at(State.CONFIRMED)

    for who in (world.people.hr, world.people.boss):
        looked = read_person(world.acting(who), review_id=review.id)

        assert looked.explained is not None
        assert looked.explained.given[CONVERSION][-1].reason == "The north did better."
        assert {each.by for each in looked.explained.looks} == {"Zhao Min", "Zhou Jing"}
        assert "Took over the complaint" not in repr(looked)
    for nobody in (world.people.employee, world.people.colleague, world.people.manager):
        assert code(lambda who=nobody: read_person(world.acting(who), review_id=review.id)) == (
            "calibration.not_yours"
        )
    with world.store.read() as unit:
        looked_at = unit.session.execute(select(ViewedAsRow.by_id, ViewedAsRow.side)).all()
    assert looked_at == [(world.people.hr.id, Side.CALIBRATION)], "that HR read it is on record"
    world.release(review)
    assert code(lambda: read_person(world.acting(world.people.hr), review_id=review.id)) == (
        "calibration.not_yours"
    )


def test_of_a_colleague_in_hr_hr_reads_no_reasons_and_the_head_does(world: World, review: Review) -> None:
    with world.store.begin() as unit:
        unit.session.add(HeldRoleRow(person_id=world.people.employee.id, role=Role.HR))

    assert read_person(world.acting(world.people.hr), review_id=review.id).explained is None
    assert read_person(world.acting(world.people.boss), review_id=review.id).explained is not None


def test_focus_finds_the_last_result_who_is_new_and_who_is_new_in_a_post(world: World) -> None:
    """Chen Jie was released on 3.5 in the quarter before and is moved far up; Wu Min has a new post."""
    chen, wu = world.people.employee, world.people.colleague
    world.open_quarter(chen, name="2026Q3")
    world.review_at(State.RELEASED)
    world.open_quarter(chen, wu)
    reviews = [world.review_at(State.CONFIRMED, of=each) for each in (chen, wu)]
    hr = world.acting(world.people.hr)
    move(hr, review_id=reviews[0].id, to=Decimal("4.5"), reason="The new shop.", seen=0)
    posts = Facts(post=Changed[str](was="Buyer", now="Senior buyer"))
    with world.store.begin() as unit:
        unit.moves.add(
            [
                Moved(person_id=wu.id, move=Move.TRANSFER, day=date(2026, 11, 2), at=FRIDAY, facts=posts),
                Moved(person_id=chen.id, move=Move.TRANSFER, day=date(2026, 5, 2), at=FRIDAY, facts=posts),
            ]
        )

    _, found = read_focus(hr, cycle_id=reviews[0].cycle_id, department_id=department(world))

    assert [(each.name, [remark.why for remark in remarks]) for each, remarks in found.people] == [
        ("Chen Jie", [Why.LAST]),
        ("Wu Min", [Why.NEW_POST]),
    ]
    [far] = found.people[0][1]
    assert (far.beside, far.steps) == (Decimal("3.5"), 3)
    with world.store.begin() as unit:
        unit.session.execute(
            update(PersonRow).where(PersonRow.id == wu.id).values(joined_on=date(2026, 10, 9))
        )
    _, found = read_focus(hr, cycle_id=reviews[0].cycle_id, department_id=department(world))
    assert [remark.why for remark in found.people[1][1]] == [Why.NEWCOMER]


def test_a_room_takes_as_many_statements_for_two_as_for_one(world: World) -> None:
    world.open_quarter(world.people.employee, world.people.colleague)
    counts = []
    for each in (world.people.employee, world.people.colleague):
        review = world.review_at(State.CONFIRMED, of=each)
        with statements(world.store.engine) as sent:
            room(world, review)
            read_focus(
                world.acting(world.people.hr), cycle_id=review.cycle_id, department_id=department(world)
            )
        counts.append(len(sent))

    assert counts[0] == counts[1]


def test_it_is_kept_back_by_department_only_where_shares_bind(world: World) -> None:
    [review, _] = two(world)

    with world.store.read() as unit:
        assert kept_back(unit, review.cycle_id, [department(world)]) == ()


def test_a_head_is_shown_the_way_to_it_while_a_result_waits_in_their_department(world: World) -> None:
    def shown(who: Person) -> tuple[str, ...]:
        with world.store.read() as unit:
            return to_calibrate(unit, unit.people.get(who.id))

    people = world.people
    review = world.review_at(State.SCORED)
    assert shown(people.boss) == ()

    world.look_again(review)

    assert [who.name for who in people.everyone if shown(who)] == [people.boss.name]
    assert shown(people.boss) == (QUARTER,)
    team = home_facts(world.acting(people.boss)).of[Section.TEAM]
    assert "Calibrate…" in str(team_section(WORDS, team))
    assert "2026 Q4: results of your department can be calibrated." in team_line(WORDS, team)
    assert "Calibrate…" not in str(team_section(WORDS, replace(team, calibrates=())))
    world.release(review)
    assert shown(people.boss) == ()
