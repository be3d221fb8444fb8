"""A cycle is found however it was written, and one that was withdrawn says who did that, when and why."""

from datetime import timedelta

import pytest

from bot.domain.home import Section
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.home import home_facts
from bot.services.reviews.approval import approve
from bot.services.reviews.calibration_room import rooms
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.find_cycle import (
    REASON_LIMIT,
    find_cycle,
    reason_given,
    require_hr,
    require_it_goes_on,
)
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.release import to_release
from bot.services.reviews.withdraw_cycle import withdraw_cycle
from messages.catalog import Words
from messages.home.team import team_section
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import OWN
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, open_quarter, review_of
from tests.builders.world import HANDED_IN, World
from tests.builders.year_beside import year_beside_a_quarter
from tests.services.reviews.test_year import WORDS

ENGLISH = Words(locale="en-US", timezone="Asia/Shanghai", now=HANDED_IN)
LATER = MONDAY + timedelta(hours=1)
WITHDRAWN = {"name": "2026Q4", "by": "Zhou Jing", "on": LATER, "reason": "Wrong sheets"}


def found(store: Store, name: str | None) -> str:
    with store.read() as unit:
        return find_cycle(unit, name).name


def withdraw(store: Store, people: Company) -> None:
    with store.read() as unit:
        cycle_id = find_cycle(unit, "2026Q4").id
    withdraw_cycle(acting(store, by=people.hr, now=LATER), cycle_id=cycle_id, reason="Wrong sheets")


@pytest.mark.parametrize(
    ("who", "allowed"), [("hr", True), (None, True), ("manager", False), ("admin", False)]
)
def test_cycles_are_hrs_and_the_command_lines(
    store: Store, people: Company, who: str | None, allowed: bool
) -> None:
    somebody = acting(store, by=getattr(people, who) if who else None)

    if allowed:
        require_hr(somebody)
    else:
        with pytest.raises(Refusal, match=r"cycle\.not_hr"):
            require_hr(somebody)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" Wrong sheets\n", "Wrong sheets"),
        ("x" * REASON_LIMIT, "x" * REASON_LIMIT),
        ("x" * (REASON_LIMIT + 1), None),
        (" \n", None),
        ("", None),
    ],
)
def test_a_reason_is_something_and_not_too_much(text: str, reason: str | None) -> None:
    refusal = Refusal("cycle.reason")

    if reason is None:
        with pytest.raises(Refusal) as refused:
            reason_given(text, otherwise=refusal)
        assert refused.value is refusal
    else:
        assert reason_given(text, otherwise=refusal) == reason


@pytest.mark.parametrize("name", ["2026Q4", "2026q4", None])
def test_a_cycle_is_found_by_its_name_and_the_latest_without_one(
    store: Store, people: Company, name: str | None
) -> None:
    open_quarter(store, by=people.hr)

    assert found(store, name) == "2026Q4"


def test_before_anything_was_opened_there_is_none(store: Store, people: Company) -> None:
    for name in ("2026Q4", None):
        with pytest.raises(Refusal, match=r"cycle\.none"):
            found(store, name)


def test_of_a_name_that_is_not_known_those_that_are_are_told(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with pytest.raises(Refusal, match=r"cycle\.unknown") as refused:
        found(store, "2027Q1")

    assert refused.value.facts == {"name": "2027Q1", "known": ["2026Q4"]}


def test_of_a_cycle_that_was_withdrawn_it_is_told_who_did_it_when_and_why(
    store: Store, people: Company
) -> None:
    open_quarter(store, by=people.hr)
    withdraw(store, people)

    with pytest.raises(Refusal, match=r"cycle\.withdrawn") as of_cycle:
        found(store, "2026Q4")
    with store.read() as unit:
        review = unit.reviews.look(review_of(store, people.employee))
        with pytest.raises(Refusal, match=r"review\.withdrawn") as of_review:
            require_it_goes_on(unit, review)

    assert of_cycle.value.facts == of_review.value.facts == WITHDRAWN


def test_a_cycle_that_was_opened_again_is_found_and_its_reviews_count(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    withdraw(store, people)
    with store.read() as unit:
        before = unit.reviews.look(review_of(store, people.employee))

    open_quarter(store, by=people.hr, now=LATER)

    with store.read() as unit:
        cycle = find_cycle(unit, "2026Q4")
        assert cycle.id != before.cycle_id
        assert not before.stage.counts


def test_without_a_name_the_one_that_is_scored_is_meant_and_else_the_one_in_goals(world: World) -> None:
    world.open_goals(world.people.employee)
    assert found(world.store, None) == "2027Q1"

    world.open_quarter(world.people.employee)

    assert found(world.store, None) == "2026Q4"
    assert found(world.store, "2027q1") == "2027Q1"


# A year beside a quarter


def test_a_year_beside_an_unfinished_quarter_hides_nothing_of_it(world: World) -> None:
    quarter, _ = year_beside_a_quarter(world)
    people = world.people
    employee, manager, hr = (world.acting(who) for who in (people.employee, people.manager, people.hr))

    mine = home_facts(employee).of[Section.REVIEW]
    assert mine.review_id == quarter.id
    assert [each.period for each in mine.beside] == ["2026Q3", "2026"]  # one is still talked about
    team = home_facts(manager).of[Section.TEAM]
    assert [each.period for each in (team.reviews, *team.beside)] == ["2026Q4", "2026"]
    overview = home_facts(hr).of[Section.CYCLE]
    assert [each.period for each in (overview, *overview.beside)] == ["2026Q4", "2026"]
    for who in (employee, manager, hr):
        status = cycle_status(who, name=None)
        assert (status.name, status.others_running) == ("2026Q4", ("2026",))
    assert home_facts(hr).of[Section.REACH].period == "2026Q4"
    with world.store.read() as unit:
        assert find_cycle(unit, None).id == quarter.cycle_id


def test_what_is_released_or_calibrated_without_a_name_is_what_waits(world: World) -> None:
    quarter, year = year_beside_a_quarter(world)
    people = world.people
    hr, boss = world.acting(people.hr), world.acting(people.boss)
    assert to_release(hr, name=None).cycle_id == quarter.cycle_id
    for owner, own in ((year, WORDS), (quarter, OWN)):
        handed_in = world.hand_in(owner, own=own)
        approve(world.acting(people.manager), review_id=owner.id, version=handed_in.version)
        world.look_again(owner)
        if owner is year:
            assert to_release(hr, name=None).cycle_id == year.cycle_id
            assert rooms(boss, name=None)[0] == year.cycle_id

    for do, word in ((to_release, "release"), (rooms, "calibrate")):
        with pytest.raises(Refusal) as refused:
            do(hr, name=None)
        assert (refused.value.code, refused.value.facts) == (
            "cycle.which",
            {"names": ["2026Q4", "2026"], "to": word},
        )
    team = home_facts(boss).of[Section.TEAM]
    assert team.calibrates == ("2026Q4", "2026")
    assert "Calibrate 2026 Q4…" in str(team_section(ENGLISH, team))


def test_while_one_talks_about_a_quarter_its_year_does_not_take_its_place(world: World) -> None:
    quarter = world.review_at(State.RELEASED)
    open_cycle(world.acting(world.people.hr, at=HANDED_IN), name="2026", is_meant=True)

    mine = home_facts(world.acting(world.people.employee)).of[Section.REVIEW]

    assert mine.review_id == quarter.id
    assert mine.talk is not None
    assert [each.period for each in mine.beside] == ["2026"]
    assert mine.beside[0].talk is None
