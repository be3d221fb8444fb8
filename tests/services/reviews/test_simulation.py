"""HR replays what was released; names go on record, and nothing else is written."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from sqlalchemy import inspect, text

from bot.domain.people import Person
from bot.domain.reviews.view_as import Side
from bot.errors import Refusal
from bot.services.reviews.simulation import simulate
from storage.models.view_as import ViewedAsRow
from storage.unit import Store
from tests.builders.matrix import BEFORE, IN_OCTOBER, STAR, released, team
from tests.builders.schemes import another
from tests.builders.world import World

STRICT = another(key="ours", gate=Decimal("3.5"))
"""Values of 3 fail it."""


@pytest.fixture
def six(world: World) -> tuple[Person, ...]:
    """All six of Marketing in two quarters, everybody a 3.75 by KPIs of 4 and values of 3."""
    people = team(world)
    released(world, dict.fromkeys(people, STAR), name=BEFORE, at=IN_OCTOBER)
    released(world, dict.fromkeys(people, STAR))
    return people


def contents(store: Store) -> dict[str, Sequence[object]]:
    """Every row of every table."""
    with store.engine.connect() as connection:
        tables = inspect(store.engine).get_table_names()
        return {each: sorted(map(str, connection.execute(text(f"select * from {each}")))) for each in tables}


def code(world: World, **asked: object) -> str:
    with pytest.raises(Refusal) as refused:
        simulate(world.acting(None), **({"scheme": None, "bands": "30/60/10"} | asked))  # type: ignore[arg-type]
    return refused.value.code


def test_what_was_released_is_replayed_and_not_a_row_is_written(
    world: World, six: tuple[Person, ...]
) -> None:
    before = contents(world.store)

    found = simulate(world.acting(None), scheme=STRICT, bands="30/60/10")

    assert found.periods == (BEFORE, "2026Q4")
    assert (found.whole.people, found.whole.results, found.whole.failed, found.whole.down) == (6, 12, 12, 12)
    assert found.whole.steps_down == 12 * 4, "from 3.75 to 2.5"
    assert found.moved == ()
    assert simulate(world.acting(None), scheme="kpi-values", bands=None, cycles=[BEFORE]).whole.down == 0
    assert contents(world.store) == before


def test_names_are_for_hr_never_of_oneself_and_whoever_is_named_reads_it(
    world: World, six: tuple[Person, ...]
) -> None:
    hr = world.people.hr
    found = simulate(world.acting(None), scheme=STRICT, bands=None, cycles=[BEFORE], names_for=hr.email)

    assert {each.past.name for each in found.moved} == {each.name for each in six}
    with world.store.read() as unit:
        looks = [(row.by_id, row.whom_id, row.side) for row in unit.session.query(ViewedAsRow)]
    assert sorted(looks) == sorted((hr.id, each.id, Side.MATRIX) for each in six)
    for address in (world.people.admin.email, world.people.boss.email, "nobody@elsewhere.example"):
        assert code(world, names_for=address) == "simulation.not_hr"


def test_a_reader_of_hr_is_left_out(world: World) -> None:
    hr = world.people.hr
    people = (*team(world), hr)
    with world.store.begin() as unit:
        unit.session.execute(
            text("update people set manager_id = :boss where id = :hr"),
            {"boss": world.people.boss.id, "hr": hr.id},
        )
    released(world, dict.fromkeys(people, STAR))

    assert simulate(world.acting(None), scheme=STRICT, bands=None).whole.people == 7
    found = simulate(world.acting(None), scheme=STRICT, bands=None, names_for=hr.email)
    assert found.whole.people == 6
    assert hr.name not in {each.past.name for each in found.moved}


def test_what_cannot_be_replayed_is_refused(world: World, six: tuple[Person, ...]) -> None:
    assert code(world, bands=None) == "simulation.nothing_asked"
    assert code(world, bands="30/60") == "simulation.bands"
    assert code(world, scheme="three-part") == "simulation.missing"
    assert code(world, scheme="nowhere") == "scheme.unknown"
    assert code(world, cycles=["2025Q1"]) == "cycle.unknown"
    with pytest.raises(Refusal) as refused:
        simulate(world.acting(world.people.admin), scheme=None, bands="30/60/10")
    assert refused.value.code == "deed.not_yours"


def test_where_nothing_is_released_there_is_nothing(world: World) -> None:
    assert code(world) == "simulation.none"
