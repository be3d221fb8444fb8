"""Under what somebody can keep a case, by how far their goals and their review are."""

from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.domain.weeks.kept_under import Kind
from bot.services.weeks.pocket_places import places_of
from storage.unit import Store
from tests.builders.goals import SHEET
from tests.builders.people import Company
from tests.builders.pockets import MENTORING, written
from tests.builders.self_score import open_quarter
from tests.builders.world import World
from tests.builders.year_beside import year_beside_a_quarter


def offered(store: Store, who: Person, kind: Kind) -> list[str]:
    with store.read() as unit:
        return [place.key for place in places_of(unit, who) if place.kind is kind]


def test_before_any_period_there_are_the_sheet_and_the_values(store: Store, people: Company) -> None:
    assert offered(store, people.employee, Kind.KPI) == ["conversion", "dwell"]
    assert len(offered(store, people.employee, Kind.VALUE)) == 10


def test_goals_bring_theirs_and_an_open_review_of_the_period_before_its_own(
    world: World, store: Store
) -> None:
    chen = world.people.employee
    world.review_at(State.GOALS_AGREED)
    world.goals_at(GoalsState.AGREED)

    goals = [kpi.key for kpi in SHEET]
    both = offered(store, chen, Kind.KPI)
    assert both[: len(goals)] == goals
    assert {"conversion", "dwell"} <= set(both)

    world.review_at(State.RELEASED)
    assert offered(store, chen, Kind.KPI) == goals


def test_goals_without_a_sheet_offer_values_alone(world: World, store: Store) -> None:
    world.goals_at(GoalsState.OPEN)

    assert offered(store, world.people.employee, Kind.VALUE)


def test_another_scheme_offers_its_statements(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr, scheme="three-part")

    assert offered(store, people.employee, Kind.STATEMENT)
    assert offered(store, people.employee, Kind.VALUE) == []


def test_a_year_beside_it_takes_nothing_from_what_its_quarter_offers(world: World, store: Store) -> None:
    year_beside_a_quarter(world, scheme="three-part")

    assert offered(store, world.people.employee, Kind.STATEMENT)
    assert offered(store, world.people.employee, Kind.VALUE) == []


def test_whoever_is_not_scored_has_headings_of_their_own(store: Store, people: Company) -> None:
    written(store, people.boss)

    assert offered(store, people.boss, Kind.KPI) == []
    assert offered(store, people.boss, Kind.OWN) == [MENTORING.key]


def test_where_a_case_is_is_offered_whatever_became_of_it(store: Store, people: Company) -> None:
    with store.read() as unit:
        assert places_of(unit, people.employee, also=MENTORING)[0] == MENTORING
