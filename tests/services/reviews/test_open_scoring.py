"""The second moment: whoever is ready is scored, the others join when they are."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.goals.way import State as GoalsState
from bot.domain.obligations import Kind
from bot.domain.people import Grade, Person
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.notices import ReviewOpened
from bot.domain.reviews.opening import EarlyScoring, Lacks, Moment, NotReady
from bot.domain.reviews.review import Review
from bot.domain.reviews.sheets import SheetOrigin
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.goals.agreement import sign
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.open_scoring import join_scoring, not_ready, open_due_scoring, open_scoring
from bot.services.reviews.review_facts import review_facts
from storage.models.delivery import OutboxRow
from storage.models.people import PersonRow
from storage.models.reviews import KpiSheetRow, ReviewRow
from storage.unit import Store
from tests.builders.people import kpi_sheet, person
from tests.builders.record import another_past
from tests.builders.schemes import team_sheets
from tests.builders.world import World

JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 29, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou on the day on which scoring of 2027Q1 opens by itself."""
AFTER = datetime(2027, 4, 12, 2, 0, tzinfo=UTC)
"""A Monday after the period; self-scores are due on 8 April and taken until the 22nd."""


def reviews_of(store: Store, who: Person) -> list[Review]:
    with store.read() as unit:
        ids = unit.session.scalars(select(ReviewRow.id).where(ReviewRow.employee_id == who.id)).all()
        return [unit.reviews.look(review_id) for review_id in ids]


def reviewed(store: Store) -> set[int]:
    with store.read() as unit:
        return set(unit.session.scalars(select(ReviewRow.employee_id)))


def agrees(world: World, of: Person, *, at: datetime = MARCH, by: Person | None = None) -> None:
    """Their manager signs what is on the table."""
    goals = world.goals_of(of)
    assert goals.sheet_id is not None
    manager = by or world.people.manager
    sign(world.acting(manager, at=at), goals_id=goals.id, sheet_id=goals.sheet_id)


def due_on(world: World, who: Person, *, at: datetime) -> date:
    """By when their self-score is due."""
    with world.store.read() as unit:
        owed = owed_by(unit, who, world.acting(at=at))
    [self_score] = [each for each in owed if each.kind is Kind.SELF_SCORE]
    return self_score.due_on


def opened(world: World, name: str = "2027Q1") -> CycleFacts:
    with world.store.read() as unit:
        cycle = unit.cycles.named(name)
        assert cycle is not None
        return unit.cycles.facts(cycle.id)


def refused(world: World, code: str, *, at: datetime = MARCH, **more: Any) -> Refusal:
    wanted = {"name": "2027Q1", "by": world.people.hr, **more}
    with pytest.raises(Refusal) as refusal:
        open_scoring(world.acting(wanted.pop("by"), at=at), **wanted)
    assert refusal.value.code == code
    return refusal.value


@pytest.fixture
def two(world: World) -> World:
    """Chen Jie and Wu Min were asked for goals of 2027Q1, and Chen Jie's are agreed on."""
    world.open_goals(world.people.employee, world.people.colleague)
    world.goals_at(GoalsState.AGREED)
    return world


def alone(world: World, *people: Person) -> None:
    """Only these are of the cadence of a quarter."""
    with world.store.begin() as unit:
        for row in unit.session.scalars(select(PersonRow)):
            row.grade = Grade.STAFF if row.id in {each.id for each in people} else Grade.SENIOR


# By hand


def test_whose_sheet_is_agreed_is_scored_by_it_and_the_others_are_named(two: World) -> None:
    alone(two, two.people.employee, two.people.colleague)

    found = open_scoring(two.acting(two.people.hr, at=MARCH), name="2027q1")

    assert (found.name, found.people, found.is_more) == ("2027Q1", ("Chen Jie",), False)
    assert found.not_ready == (NotReady(name="Wu Min", lacks=Lacks.SHEET),)
    assert found.dates.self_score_due == date(2027, 4, 8)
    review = two.review_of(two.people.employee)
    assert (review.state, review.sheet_id) == (
        State.GOALS_AGREED,
        two.goals_of(two.people.employee).agreed_sheet_id,
    )
    assert opened(two).scoring_opened_at == MARCH
    with two.store.read() as unit:
        assert [(each.event, each.by_id) for each in unit.reviews.history(review.id)] == [
            (Event.OPEN, two.people.hr.id)
        ]
    assert two.notices() == [
        ("NotReadyForScoring", two.people.hr.id),
        ("ReviewOpened", two.people.employee.id),
    ]


def test_each_hears_of_it_on_their_own_next_working_day_and_owes_a_self_score(two: World) -> None:
    open_scoring(two.acting(two.people.hr, at=MARCH), name="2027Q1")

    with two.store.read() as unit:
        row = unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == ReviewOpened.kind)).first()
        assert row is not None
        assert row.due_at == datetime(2027, 3, 30, 2, 0, tzinfo=UTC)
    assert due_on(two, two.people.employee, at=row.due_at) == date(2027, 4, 8)
    assert rebuild(two.acting(at=MARCH)) == 0


def test_people_with_a_sheet_from_the_file_are_scored_by_it_and_were_not_asked(world: World) -> None:
    newcomer = person(world.store, "New Comer", manager=world.people.manager, kpis=())
    open_cycle(world.acting(world.people.hr, at=JANUARY), name="2027Q1")
    world.goals_at(GoalsState.AGREED, of=newcomer)

    found = open_scoring(world.acting(world.people.hr, at=MARCH), name="2027Q1")

    assert (len(found.people), found.not_ready) == (8, ())
    assert "NotReadyForScoring" not in {kind for kind, _ in world.notices()}


def test_a_sheet_that_was_signed_for_another_period_is_nobodys_for_this_one(two: World) -> None:
    """They came back, or to this cadence, after goals were opened: nobody asked them."""
    with two.store.begin() as unit, another_past(unit):
        sheet_id = kpi_sheet(unit, two.people.admin.id, version=2)
        unit.session.get_one(KpiSheetRow, sheet_id).origin = SheetOrigin.SIGNED

    found = open_scoring(two.acting(two.people.hr, at=MARCH), name="2027Q1")

    assert NotReady(name="Lin Tao", lacks=Lacks.SHEET) in found.not_ready


def test_before_its_day_it_is_asked_about(two: World) -> None:
    alone(two, two.people.employee, two.people.colleague)
    early = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)

    refusal = refused(two, "cycle.early", at=early)

    assert isinstance(refusal, EarlyScoring)
    assert refusal.facts == {"name": "2027Q1", "opens": date(2027, 3, 29), "ready": 1, "people": 2}
    assert reviewed(two.store) == set()
    open_scoring(two.acting(two.people.hr, at=early), name="2027Q1", is_meant=True)
    assert reviewed(two.store) == {two.people.employee.id}


def test_scoring_that_opens_after_the_period_has_its_days_counted_from_then(two: World) -> None:
    found = open_scoring(two.acting(two.people.hr, at=AFTER), name="2027Q1")

    assert found.dates.self_score_due == date(2027, 4, 19)
    assert opened(two).self_score_due == date(2027, 4, 19)


def test_a_change_that_only_one_side_has_signed_falls_away(world: World) -> None:
    goals = world.goals_at(GoalsState.CHANGE_SENT)

    open_scoring(world.acting(world.people.hr, at=MARCH), name="2027Q1")

    after = world.reload(goals)
    assert (after.state, after.sheet_id, after.agreed_sheet_id) == (
        GoalsState.AGREED,
        None,
        goals.agreed_sheet_id,
    )
    assert world.review_of(world.people.employee).sheet_id == goals.agreed_sheet_id
    assert {who for kind, who in world.notices() if kind == "ChangeDropped"} == {
        world.people.employee.id,
        world.people.manager.id,
    }
    assert rebuild(world.acting(at=MARCH)) == 0


def test_only_hr_and_the_command_line_open_it(two: World) -> None:
    refused(two, "cycle.not_hr", by=two.people.manager)

    assert open_scoring(two.acting(at=MARCH), name="2027Q1").people == (
        "Chen Jie",
        "He Jun",
        "Lin Tao",
        "Liu Yang",
        "Sun Li",
        "Zhou Jing",
    )


def test_a_cycle_that_was_opened_for_scoring_is_open_already(world: World) -> None:
    world.open_quarter(world.people.employee)

    refusal = refused(world, "cycle.scoring_open", name="2026Q4")

    assert refusal.facts["waiting"] == []


def test_what_is_not_there_or_was_taken_back_cannot_be_opened(world: World) -> None:
    refused(world, "cycle.none")
    world.goals_at(GoalsState.WITHDRAWN)

    assert refused(world, "cycle.withdrawn").facts["reason"] == "The wrong quarter."


def test_with_nobody_ready_nothing_is_opened_by_hand(world: World) -> None:
    alone(world, world.people.employee)
    open_cycle(world.acting(at=JANUARY), name="2027Q1", moment=Moment.GOALS)

    assert refused(world, "cycle.nobody_ready").facts["due"] == date(2027, 1, 18)
    assert opened(world).scoring_opened_at is None


def test_a_department_without_kpis_is_named_where_the_scheme_scores_them(world: World) -> None:
    alone(world, world.people.employee)
    open_cycle(world.acting(at=JANUARY), name="2027Q1", scheme_key="operations", moment=Moment.GOALS)
    world.goals_at(GoalsState.AGREED)

    assert refused(world, "cycle.no_team_sheet").facts["names"] == ["Marketing"]
    team_sheets(world.store)
    open_scoring(world.acting(at=MARCH), name="2027Q1")
    assert world.review_of(world.people.employee).team_sheet_id is not None


def test_opening_it_again_takes_in_whoever_has_become_ready_since(world: World) -> None:
    alone(world, world.people.employee)
    open_cycle(world.acting(at=JANUARY), name="2027Q1", scheme_key="operations", moment=Moment.GOALS)
    world.goals_at(GoalsState.AGREED)
    assert open_due_scoring(world.acting(at=MARCH)) == 1
    assert reviewed(world.store) == set()
    assert refused(world, "cycle.no_team_sheet").facts["names"] == ["Marketing"]

    team_sheets(world.store)
    found = open_scoring(world.acting(world.people.hr, at=AFTER), name="2027Q1")

    assert (found.people, found.is_more, found.not_ready) == (("Chen Jie",), True, ())
    assert opened(world).scoring_opened_at == MARCH
    assert refused(world, "cycle.scoring_open").facts == {
        "name": "2027Q1",
        "on": MARCH,
        "waiting": [],
        "more": 0,
    }


# By itself


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        (MARCH - timedelta(days=1), 0),
        (MARCH - timedelta(minutes=1), 0),
        (MARCH, 1),
        (MARCH + timedelta(days=40), 1),
    ],
)
def test_it_opens_by_itself_at_the_opening_hour_of_its_day_or_when_that_was_missed(
    two: World, at: datetime, opens: int
) -> None:
    assert open_due_scoring(two.acting(at=at)) == opens
    assert (two.people.employee.id in reviewed(two.store)) is bool(opens)


def test_it_opens_once_though_the_job_runs_again(two: World) -> None:
    assert open_due_scoring(two.acting(at=MARCH)) == 1
    before = two.notices()

    assert open_due_scoring(two.acting(at=MARCH + timedelta(minutes=5))) == 0
    assert two.notices() == before
    assert [each for each in before if each[0] == "NotReadyForScoring"] == [
        ("NotReadyForScoring", two.people.hr.id)
    ]


def test_two_processes_open_it_once(two: World) -> None:
    ready = Barrier(2)

    def one_of_them() -> int:
        ready.wait()
        return open_due_scoring(two.acting(at=MARCH))

    with ThreadPoolExecutor(2) as pool:
        found = [each.result() for each in [pool.submit(one_of_them) for _ in range(2)]]

    assert sorted(found) == [0, 1]
    assert sum(kind == "ReviewOpened" for kind, _ in two.notices()) == len(reviewed(two.store))


def test_it_opens_though_nobody_is_ready_so_that_each_joins(world: World) -> None:
    world.goals_at(GoalsState.SENT)
    alone(world, world.people.employee)

    assert open_due_scoring(world.acting(at=MARCH)) == 1
    agrees(world, world.people.employee)

    assert reviewed(world.store) == {world.people.employee.id}


def test_what_was_withdrawn_opens_by_itself_no_more(world: World) -> None:
    world.goals_at(GoalsState.WITHDRAWN)

    assert open_due_scoring(world.acting(at=MARCH)) == 0


def test_who_left_or_has_a_manager_who_did_is_not_scored(two: World) -> None:
    alone(two, two.people.employee, two.people.colleague)
    two.goals_at(GoalsState.AGREED, of=two.people.colleague)
    two.leaves(two.people.colleague)
    two.leaves(two.people.manager)

    open_due_scoring(two.acting(at=MARCH))

    assert reviewed(two.store) == set()
    with two.store.read() as unit:
        assert not_ready(unit, opened(two).id, two.store.policy) == [
            NotReady(name="Chen Jie", lacks=Lacks.MANAGER)
        ]


# Joining


def test_whoever_is_agreed_on_later_joins_as_though_it_were_opened_then(two: World) -> None:
    open_due_scoring(two.acting(at=MARCH))
    two.goals_at(GoalsState.SENT, of=two.people.colleague)
    at = MARCH + timedelta(days=1)

    agrees(two, two.people.colleague, at=at)

    review = two.review_of(two.people.colleague)
    assert (review.owed_since, review.sheet_id) == (
        at,
        two.goals_of(two.people.colleague).agreed_sheet_id,
    )
    with two.store.read() as unit:
        [row] = [
            each
            for each in unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == ReviewOpened.kind))
            if each.payload["to"] == two.people.colleague.id
        ]
        assert row.due_at == datetime(2027, 3, 31, 2, 0, tzinfo=UTC)
    assert due_on(two, two.people.colleague, at=row.due_at) == date(2027, 4, 8)
    assert ("JoinedLate", two.people.hr.id) not in two.notices()
    assert rebuild(two.acting(at=at)) == 0


def test_whoever_joins_after_the_period_has_until_the_closing_day_wherever_it_is_said(two: World) -> None:
    open_due_scoring(two.acting(at=MARCH))
    two.goals_at(GoalsState.SENT, of=two.people.colleague)

    agrees(two, two.people.colleague, at=AFTER)

    review = two.review_of(two.people.colleague)
    assert due_on(two, two.people.colleague, at=AFTER + timedelta(days=1)) == date(2027, 4, 22)
    with two.store.read() as unit:
        assert review_facts(unit, review.id).cycle.self_score_due == date(2027, 4, 22)
        mine = unit.overview.review_of_period(two.people.colleague.id)
        others = unit.overview.review_of_period(two.people.employee.id)
    assert mine is not None
    assert others is not None
    assert (mine.self_score_due, others.self_score_due) == (date(2027, 4, 22), date(2027, 4, 8))
    assert ("JoinedLate", two.people.hr.id) not in two.notices()
    assert rebuild(two.acting(at=AFTER)) == 0


def test_hr_hears_of_whoever_has_fewer_days_than_is_usual(two: World) -> None:
    open_due_scoring(two.acting(at=MARCH))
    two.goals_at(GoalsState.SENT, of=two.people.colleague)

    agrees(two, two.people.colleague, at=datetime(2027, 4, 19, 2, 0, tzinfo=UTC))

    assert ("JoinedLate", two.people.hr.id) in two.notices()


def test_nobody_joins_a_cycle_that_is_not_open_for_scoring_or_twice(two: World) -> None:
    assert reviewed(two.store) == set()

    open_due_scoring(two.acting(at=MARCH))
    with two.store.begin() as unit:
        join_scoring(unit, unit.goals.get(two.goals_of(two.people.employee).id), two.acting(at=MARCH))

    with two.store.read() as unit:
        mine = select(ReviewRow.id).where(ReviewRow.employee_id == two.people.employee.id)
        assert len(unit.session.scalars(mine).all()) == 1


def test_whoever_left_does_not_join(two: World) -> None:
    open_due_scoring(two.acting(at=MARCH))
    goals = two.goals_at(GoalsState.SENT, of=two.people.colleague)
    two.leaves(two.people.colleague)

    with two.store.begin() as unit:
        gone = replace(unit.goals.get(goals.id), state=GoalsState.AGREED, agreed_sheet_id=goals.sheet_id)
        join_scoring(unit, gone, two.acting(at=MARCH))

    assert two.people.colleague.id not in reviewed(two.store)


def test_whoever_signs_while_scoring_opens_is_scored_once(two: World) -> None:
    two.goals_at(GoalsState.SENT, of=two.people.colleague)
    ready = Barrier(2)

    def signs() -> None:
        ready.wait()
        agrees(two, two.people.colleague)

    def opens() -> None:
        ready.wait()
        open_due_scoring(two.acting(at=MARCH))

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(signs), pool.submit(opens)]:
            each.result()

    assert two.people.colleague.id in reviewed(two.store)


# Two cycles at once


def test_one_quarter_is_scored_while_the_next_agrees_on_goals(world: World) -> None:
    people = world.people
    world.open_quarter(people.employee, people.colleague)
    review = world.review_at(State.SELF_SCORED)
    world.open_goals(people.employee, people.colleague)
    goals = world.goals_at(GoalsState.SENT)

    with world.store.read() as unit:
        latest = unit.cycles.latest()
        assert latest is not None
        assert latest.name == "2026Q4"
        assert [each.name for each in unit.cycles.in_goals()] == ["2027Q1"]
        mine = unit.overview.review_of_period(people.employee.id)
        assert mine is not None
        assert (mine.period, mine.cycle_id) == ("2026Q4", latest.id)
        owed = owed_by(unit, people.manager, world.acting(at=MARCH))
    assert [(each.kind, each.period) for each in owed] == [
        (Kind.APPROVAL, "2026Q4"),
        (Kind.GOALS_AGREEMENT, "2027Q1"),
    ]
    agrees(world, people.employee)
    assert world.reload(review).sheet_id != world.reload(goals).agreed_sheet_id
    open_due_scoring(world.acting(at=MARCH))

    reviews = {each.cycle_id: each.sheet_id for each in reviews_of(world.store, people.employee)}
    assert reviews[latest.id] == review.sheet_id
    assert reviews[goals.cycle_id] == world.reload(goals).agreed_sheet_id
    with world.store.read() as unit:
        now_latest = unit.cycles.latest()
        assert now_latest is not None
        assert now_latest.name == "2027Q1"
    assert rebuild(world.acting(at=MARCH)) == 0
