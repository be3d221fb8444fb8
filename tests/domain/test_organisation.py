"""What may be wrong with an organisation: each rule by itself, and all of them at once."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.organisation import (
    BranchEntry,
    DepartmentEntry,
    KpiEntry,
    Organisation,
    PersonEntry,
    check,
)
from bot.domain.people import Grade, Role

SCALE = [Decimal(point) for point in ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")]
ANCHORS = ((Decimal("4.5"), "more"), (Decimal("3.5"), "on target"), (Decimal("2.5"), "less"))


def kpi(number: int = 0, *, weight: int = 50, **changes: Any) -> KpiEntry:
    entry = KpiEntry(
        at=("people", 0, "kpis", number),
        name=f"KPI {number}",
        result="Growth",
        measure="Orders",
        unit="%",
        target="3.6",
        source="Analytics",
        weight=weight,
        anchors=ANCHORS,
    )
    return replace(entry, **changes)


def person(number: int, name: str, *, manager: str | None = "boss", **changes: Any) -> PersonEntry:
    entry = PersonEntry(
        at=("people", number),
        email=f"{name}@example.com",
        name=name.title(),
        post="Planning",
        department="Marketing",
        branch="Hangzhou",
        manager=f"{manager}@example.com" if manager else None,
        grade=Grade.STAFF,
        kpis=(kpi(0), kpi(1)),
    )
    return replace(entry, **changes)


BOSS = person(
    0,
    "boss",
    manager=None,
    grade=Grade.SENIOR,
    roles=(Role.HR, Role.PRODUCT_MANAGER, Role.ADMIN),
    kpis=None,
)


def organisation(*people: PersonEntry, **changes: Any) -> Organisation:
    found = Organisation(
        branches=(BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai"),),
        departments=(DepartmentEntry(at=("departments", 0), name="Marketing"),),
        people=people,
    )
    return replace(found, **changes)


def problems(found: Organisation) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(problem.code, problem.at) for problem in check(found, scale=SCALE).problems]


def warnings(found: Organisation) -> list[str]:
    return [warning.code for warning in check(found, scale=SCALE).warnings]


def test_a_sound_organisation_has_neither_problems_nor_warnings() -> None:
    found = organisation(BOSS, person(1, "chen"))

    assert problems(found) == []
    assert warnings(found) == []


@pytest.mark.parametrize(
    ("wrong", "code", "field"),
    [
        ({"email": "chen"}, "email", "email"),
        ({"email": "boss@example.com"}, "twice", "email"),
        ({"department": "Sales"}, "department", "department"),
        ({"branch": "Beijing"}, "branch", "branch"),
        ({"manager": None}, "no_manager", "manager"),
        ({"manager": "nobody"}, "manager", "manager"),
        ({"manager": "chen"}, "circle", "manager"),
        ({"kpis": (kpi(0, weight=60), kpi(1))}, "weights", "kpis"),
        ({"kpis": tuple(kpi(n, weight=w) for n, w in enumerate([8] * 12 + [4]))}, "too_many_kpis", "kpis"),
    ],
)
def test_a_mistake_is_found_where_it_stands(wrong: dict[str, Any], code: str, field: str) -> None:
    found = organisation(BOSS, person(1, "chen", **wrong))

    assert problems(found) == [(code, ("people", 1, field))]


def test_a_manager_may_be_missing_above_staff_only() -> None:
    assert problems(organisation(BOSS, person(1, "zhao", manager=None, grade=Grade.SENIOR))) == []


def test_a_circle_of_managers_is_named_once() -> None:
    found = organisation(
        BOSS,
        person(1, "chen", manager="liu"),
        person(2, "liu", manager="wu"),
        person(3, "wu", manager="chen"),
        person(4, "sun", manager="wu"),
    )

    (circle,) = check(found, scale=SCALE).problems

    assert circle.code == "circle"
    assert circle.facts["names"] == ["Chen", "Liu", "Wu"]


def test_an_account_belongs_to_one_person() -> None:
    found = organisation(replace(BOSS, slack_id="U1"), person(1, "chen", slack_id="U1"))

    assert problems(found) == [("twice", ("people", 1, "slack_id"))]


def test_anchors_lie_on_the_scale_and_kpis_have_names_of_their_own() -> None:
    off = kpi(1, name="KPI 0", anchors=((Decimal("3.6"), "nearly"), *ANCHORS))

    assert problems(organisation(BOSS, person(1, "chen", kpis=(kpi(0), off)))) == [
        ("twice", ("people", 0, "kpis", 1, "name")),
        ("anchor", ("people", 0, "kpis", 1, "anchors", "3.6")),
    ]


def test_countries_and_zones_must_exist_and_places_stand_once() -> None:
    there = BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai")
    nowhere = BranchEntry(at=("branches", 1), name="Hangzhou", country="XX", timezone="Asia/Nowhere")

    assert problems(organisation(BOSS, branches=(there, nowhere))) == [
        ("country", ("branches", 1, "country")),
        ("timezone", ("branches", 1, "timezone")),
        ("twice", ("branches", 1, "name")),
    ]


def test_an_empty_organisation_is_refused() -> None:
    assert ("nobody", ("people",)) in problems(organisation())


@pytest.mark.parametrize(
    ("kpis", "expected"),
    [
        (None, ["no_sheet"]),
        ((kpi(0, weight=100),), ["single_goal"]),
        (tuple(kpi(n, weight=w) for n, w in enumerate([30, 10, 10, 10, 10, 10, 10, 10])), ["many_kpis"]),
        (tuple(kpi(n, weight=w) for n, w in enumerate([17, 17, 17, 17, 16, 16])), ["no_key_kpi"]),
        ((kpi(0), kpi(1, anchors=ANCHORS[:1])), ["one_anchor"]),
    ],
)
def test_a_sheet_that_serves_badly_deserves_a_look(
    kpis: tuple[KpiEntry, ...] | None, expected: list[str]
) -> None:
    assert warnings(organisation(BOSS, person(1, "chen", kpis=kpis))) == expected


def test_roles_that_nobody_has_deserve_a_look() -> None:
    assert warnings(organisation(replace(BOSS, roles=()))) == [
        "nobody_is_hr",
        "nobody_is_product_manager",
        "nobody_is_admin",
    ]


def test_what_could_not_be_read_is_not_judged() -> None:
    torn = person(
        1, "chen", email="unread", department="unread", unread=frozenset({"email", "department", "kpis"})
    )

    assert problems(organisation(BOSS, replace(torn, kpis=(kpi(0),)))) == []


def with_team_kpis(*kpis: KpiEntry, **changes: Any) -> Organisation:
    department = DepartmentEntry(at=("departments", 0), name="Marketing", kpis=kpis, **changes)
    return organisation(BOSS, person(1, "chen"), departments=(department,))


def test_the_kpis_of_a_department_are_held_against_the_rules_of_a_sheet() -> None:
    two = (kpi(0, at=("departments", 0, "kpis", 0)), kpi(1, at=("departments", 0, "kpis", 1)))
    light = replace(two[1], weight=40, anchors=((Decimal("3.6"), "on target"), *ANCHORS))

    assert problems(with_team_kpis(*two)) == []
    assert warnings(with_team_kpis(*two)) == []
    assert problems(with_team_kpis(two[0], light)) == [
        ("anchor", ("departments", 0, "kpis", 1, "anchors", "3.6")),
        ("weights", ("departments", 0, "kpis")),
    ]
    assert warnings(with_team_kpis(replace(two[0], weight=100))) == ["single_goal"]


def test_weights_of_a_departments_sheet_that_could_not_be_read_are_not_added_up() -> None:
    assert problems(with_team_kpis(kpi(0), unread=frozenset({"kpis"}))) == []


def test_nobody_misses_the_kpis_of_a_department() -> None:
    assert warnings(organisation(BOSS, person(1, "chen"))) == []
