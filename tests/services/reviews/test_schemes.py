"""The schemes that are shipped and added, and the JSON that a cycle keeps of one."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.scheme import Scheme, dump_scheme, restore_scheme
from bot.errors import Refusal
from bot.services.reviews.schemes import (
    add_scheme,
    find_scheme,
    list_schemes,
    read_scheme,
    shipped_schemes,
)
from storage.models.reviews import CycleRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import Company
from tests.builders.schemes import another
from tests.builders.self_score import MONDAY, open_quarter
from tests.builders.shipped import load_scheme

PINNED = json.loads(Path(__file__).with_name("pinned_by_0_2_0.json").read_text(encoding="utf-8"))
"""What a cycle that version 0.2.0 opened on kpi-values keeps, letter for letter."""

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
KNOWN = ["kpi-values", "operations", "three-part", "year"]


def sections(scheme: Scheme) -> list[tuple[str, int, str]]:
    return [(each.key, each.weight, each.method) for each in scheme.sections]


def test_kpi_values_is_the_companys() -> None:
    scheme = load_scheme("kpi-values")

    assert sections(scheme) == [("kpi", 70, "kpi_sheet"), ("values", 30, "ladders")]
    values = scheme.section("values")
    assert (values.gate_below, values.case_below, values.case_from) == (
        Decimal("2.5"),
        Decimal("2.5"),
        Decimal(3),
    )
    assert [str(point) for point in scheme.points] == ["5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5"]
    assert values.items(Basis()) == ("customer_first", "teamwork")


def test_three_part_is_ability_attitude_and_performance() -> None:
    scheme = load_scheme("three-part")

    assert sections(scheme) == [
        ("ability", 30, "statements"),
        ("attitude", 30, "statements"),
        ("performance", 40, "kpi_sheet"),
    ]
    assert all(each.gate_below is None for each in scheme.sections)


def test_operations_is_the_teams_kpis_ones_own_and_working_together() -> None:
    scheme = load_scheme("operations")

    assert sections(scheme) == [
        ("team", 40, "kpi_sheet"),
        ("own", 40, "kpi_sheet"),
        ("together", 20, "statements"),
    ]
    assert len(scheme.section("together").items(Basis())) == 5
    assert len(scheme.sheets) == 2


@pytest.mark.parametrize("scheme", shipped_schemes(), ids=lambda scheme: scheme.key)
def test_of_a_statement_what_just_meets_expectation_needs_no_case_and_all_else_does(scheme: Scheme) -> None:
    rules = {(each.case_below, each.case_from) for each in scheme.sections if each.method == "statements"}

    assert rules <= {(Decimal("3.5"), Decimal("3.75"))}


@pytest.mark.parametrize("scheme", shipped_schemes(), ids=lambda scheme: scheme.key)
def test_what_a_cycle_keeps_is_the_same_scheme(scheme: Scheme) -> None:
    kept = json.loads(json.dumps(dump_scheme(scheme)))

    assert restore_scheme(kept) == scheme


def test_a_scheme_without_shares_is_kept_as_it_was_before_there_were_any() -> None:
    assert "distribution" not in dump_scheme(load_scheme("three-part"))


def test_a_cycle_that_an_earlier_version_opened_is_on_the_same_scheme_without_its_shares() -> None:
    restored = restore_scheme(PINNED)

    assert restored == load_scheme("kpi-values").model_copy(update={"version": 1, "distribution": None})
    assert restored.section("values").case_needed(Decimal(3)).value == "for"


def test_a_second_cycle_opens_on_a_scheme_that_an_earlier_version_pinned(
    store: Store, people: Company
) -> None:
    open_quarter(store, by=people.hr)
    with store.begin() as unit:
        cycle = unit.session.query(CycleRow).one()
        # As that version would have kept the one with shares: what joined the form since is not in it.
        shares = dump_scheme(load_scheme("kpi-values"))["distribution"]
        cycle.name, cycle.scheme = "2026Q3", PINNED | {"version": 2, "distribution": shares}

    open_quarter(store, by=people.hr)

    assert [each.cycles for each in list_schemes(acting(store))] == [("2026Q3", "2026Q4"), (), (), ()]


def test_an_unknown_scheme_is_refused(store: Store) -> None:
    with store.read() as unit, pytest.raises(Refusal) as refusal:
        find_scheme(unit, "../secret")

    assert refusal.value.code == "scheme.unknown"
    assert refusal.value.facts == {"name": "../secret", "known": KNOWN}


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"key: [", "kpi.yaml: 1"),
        (b"key: a\n\x0bname: b", "kpi.yaml: 2"),
        ("key: 数据和价值观的评估，每季度一次\nname: \ud83d".encode("utf-8", "surrogatepass"), "kpi.yaml: 2"),
        (b"key: a\nkey: b\n", "kpi.yaml: "),
        (b"key: a\nversion: 2026-13-45\n", "kpi.yaml: "),
        (b"[" * 2000, "kpi.yaml: 1"),
        (b"", "kpi.yaml: "),
    ],
)
def test_a_scheme_that_cannot_be_read_is_refused_with_the_place(data: bytes, where: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_scheme("kpi", data)

    assert refusal.value.code == "scheme.unreadable"
    assert refusal.value.facts["where"].startswith(where)


def test_what_was_added_is_found_under_its_key_and_listed(store: Store) -> None:
    added = another(key="ours")

    assert add_scheme(acting(store, now=NOW), added) is True

    with store.read() as unit:
        assert find_scheme(unit, "OURS") == added
    ours = next(each for each in list_schemes(acting(store)) if each.scheme.key == "ours")
    assert (ours.is_shipped, ours.is_added, ours.cycles) == (False, True, ())


def test_the_same_again_is_there_already(store: Store) -> None:
    add_scheme(acting(store, now=NOW), another(key="ours"))

    assert add_scheme(acting(store, now=NOW + timedelta(days=1)), another(key="ours")) is False
    assert add_scheme(acting(store, now=NOW), load_scheme("three-part")) is False


@pytest.mark.parametrize(("key", "newest"), [("ours", 2), ("three-part", 3)])
def test_the_same_version_with_something_else_in_it_is_refused_with_the_next_version(
    store: Store, key: str, newest: int
) -> None:
    add_scheme(acting(store, now=NOW), another(key=key, version=newest))

    with pytest.raises(Refusal) as refusal:
        add_scheme(acting(store, now=NOW), another(key=key, version=2, gate=Decimal(3)))

    assert refusal.value.code == "scheme.stored"
    assert refusal.value.facts["next"] == newest + 1


def test_a_version_before_the_newest_is_refused(store: Store) -> None:
    add_scheme(acting(store, now=NOW), another(key="ours", version=3))

    with pytest.raises(Refusal) as refusal:
        add_scheme(acting(store, now=NOW), another(key="ours", version=2))

    assert refusal.value.code == "scheme.not_newer"
    assert (refusal.value.facts["newest"], refusal.value.facts["next"]) == (3, 4)


def test_a_scheme_in_use_that_changes_is_refused_naming_the_cycle(store: Store, people: Company) -> None:
    add_scheme(acting(store, now=NOW), another(key="ours"))
    open_quarter(store, by=people.hr, scheme="ours")

    with pytest.raises(Refusal) as refusal:
        add_scheme(acting(store, now=NOW), another(key="ours", gate=Decimal(3)))

    assert refusal.value.code == "scheme.in_use"
    assert (refusal.value.facts["cycle"], refusal.value.facts["next"]) == ("2026Q4", 2)
    with store.read() as unit:
        assert find_scheme(unit, "ours") == another(key="ours")


def test_the_newest_version_is_the_one_that_a_cycle_opens_on(store: Store, people: Company) -> None:
    add_scheme(acting(store, now=MONDAY), another(key="kpi-values", version=3))

    open_quarter(store, by=people.hr)

    with store.read() as unit:
        cycle = unit.session.query(CycleRow).one()
    assert (cycle.scheme_key, cycle.scheme_version) == ("kpi-values", 3)


def test_schemes_are_added_by_whoever_runs_steward_and_listed_for_hr_too(
    store: Store, people: Company
) -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        add_scheme(acting(store, by=people.hr), another(key="ours"))
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        list_schemes(acting(store, by=people.manager))
    assert [each.scheme.key for each in list_schemes(acting(store, by=people.hr))] == KNOWN
