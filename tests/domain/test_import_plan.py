"""What an organisation file changes: everything in which it differs from what is stored, and no more."""

from decimal import Decimal
from typing import Any

import pytest

from bot.domain.import_plan import NOTHING_SIGNED, InSlack, Plan, Sheet, Stored, fields_of, plan, sheet_items
from bot.domain.matching import Known, Matching
from bot.domain.organisation import DepartmentEntry, KpiEntry, Organisation, PersonEntry
from bot.domain.people import Grade, Role

LIU, CHEN, WU = 1, 2, 3


def entry(name: str, **changes: Any) -> PersonEntry:
    values: dict[str, Any] = {
        "at": ("people", 0),
        "email": f"{name.lower()}@example.com",
        "name": name,
        "post": "Planning",
        "department": "Marketing",
        "branch": "Hangzhou",
        "manager": None,
        "grade": Grade.STAFF,
    }
    return PersonEntry(**values | changes)


def stored(
    person_id: int, said: PersonEntry, *, manager: int | None = None, has_left: bool = False
) -> Stored:
    """Somebody as the file before this one told of them."""
    return Stored(
        known=Known(
            id=person_id,
            email=said.email,
            name=said.name,
            post=said.post,
            number=said.number,
            slack_id=said.slack_id,
            has_left=has_left,
        ),
        fields=fields_of(said),
        manager=manager,
    )


def kpi(target: str = "3.6") -> KpiEntry:
    anchors = ((Decimal("4.50"), "above"), (Decimal("3.5"), "on target"))
    words = dict.fromkeys(("name", "result", "measure", "unit", "source"), "x")
    return KpiEntry(at=("people", 0, "kpis", 0), target=target, weight=100, anchors=anchors, **words)


def planned(
    people: list[PersonEntry],
    before: list[Stored],
    *,
    sheets: dict[int, Sheet] | None = None,
    departments: tuple[DepartmentEntry, ...] = (),
    team_sheets: dict[str, Sheet] | None = None,
    ids: dict[str, int] | None = None,
    in_slack: InSlack = NOTHING_SIGNED,
) -> Plan:
    """Everybody is found by their address, unless `ids` says otherwise."""
    known = {each.known.email: each.known.id for each in before}
    found = {said.email: known[said.email] for said in people if said.email in known}
    return plan(
        Organisation(branches=(), departments=departments, people=tuple(people)),
        before,
        sheets or {},
        Matching(ids=found if ids is None else ids, doubts=()),
        team_sheets=team_sheets or {},
        in_slack=in_slack,
    )


def test_the_same_again_changes_nothing() -> None:
    said = [entry("Liu"), entry("Chen", manager="liu@example.com", kpis=(kpi(),))]
    before = [stored(LIU, said[0]), stored(CHEN, said[1], manager=LIU)]

    made = planned(said, before, sheets={CHEN: (1, sheet_items([kpi()]))})

    assert made.summary == planned([], []).summary
    assert (made.updates, made.sheets, made.managers, made.freed, made.former) == ({}, [], [], [], [])


def test_who_is_new_is_added_and_who_is_missing_has_left_once() -> None:
    gone = [stored(LIU, entry("Liu")), stored(WU, entry("Wu"), has_left=True)]

    made = planned([entry("Chen")], gone)

    assert (made.summary.added, made.summary.left) == (["Chen"], ["Liu"])
    assert made.left == [LIU]


def test_who_is_back_is_returned_and_not_changed_besides() -> None:
    made = planned([entry("Liu", post="Lead")], [stored(LIU, entry("Liu"), has_left=True)])

    assert (made.returned, made.summary.returned, made.summary.changed) == ([LIU], ["Liu"], [])
    assert made.updates == {LIU: {"post": "Lead"}}


@pytest.mark.parametrize(
    ("before", "after", "changes", "shown"),
    [
        ({}, {"post": "Lead"}, {"post": "Lead"}, ("post", "Planning", "Lead")),
        ({}, {"roles": (Role.HR, Role.ADMIN)}, {"roles": ["admin", "hr"]}, ("roles", "–", "admin, hr")),
        ({"slack_id": "U1"}, {"slack_id": "U2"}, {"slack_id": "U2"}, ("slack_id", "U1", "U2")),
        # Where the file says nothing of a number or an account, what there is stays.
        ({"slack_id": "U1", "number": "17"}, {}, None, None),
    ],
)
def test_what_differs_is_changed_and_told_old_beside_new(
    before: dict[str, Any],
    after: dict[str, Any],
    changes: dict[str, Any] | None,
    shown: tuple[str, str, str] | None,
) -> None:
    made = planned([entry("Liu", **after)], [stored(LIU, entry("Liu", **before))])

    assert made.updates.get(LIU) == changes
    told = [(each.field, each.before, each.after) for each in made.summary.details]
    assert told == ([] if shown is None else [shown])
    assert made.summary.changed == ([] if changes is None else ["Liu"])


def test_a_former_address_is_remembered() -> None:
    moved = entry("Liu", email="liu@new.example")

    made = planned([moved], [stored(LIU, entry("Liu"))], ids={moved.email: LIU})

    assert made.former == [(LIU, "liu@example.com")]


def test_an_address_of_somebody_who_left_is_given_to_somebody_else() -> None:
    newcomer = entry("Chen", email="liu@example.com")

    made = planned([newcomer], [stored(LIU, entry("Liu"))], ids={})

    assert (made.robbed, made.left, made.former) == ([LIU], [LIU], [(LIU, "liu@example.com")])
    assert made.late_keys(newcomer) == {"email": "liu@example.com"}


def test_an_account_and_a_number_belong_to_whom_the_file_gives_them() -> None:
    before = [stored(LIU, entry("Liu", slack_id="U1", number="17")), stored(CHEN, entry("Chen"))]

    made = planned([entry("Liu"), entry("Chen", slack_id="U1", number="17")], before)

    assert (made.freed, made.renumbered) == ([LIU], [LIU])


@pytest.mark.parametrize(
    ("had", "manager", "changes", "told"),
    [
        (None, None, False, False),
        (None, "liu@example.com", True, False),  # their first manager: nothing was handed over
        (LIU, "liu@example.com", False, False),
        (LIU, "wu@example.com", True, True),
        (LIU, None, True, True),
        (LIU, "new@example.com", True, True),  # somebody whom only this file adds
    ],
)
def test_another_direct_superior_is_a_change(
    had: int | None, manager: str | None, changes: bool, told: bool
) -> None:
    people = [entry("Liu"), entry("Wu"), entry("New")]
    before = [stored(LIU, people[0]), stored(WU, people[1]), stored(CHEN, entry("Chen"), manager=had)]

    made = planned([*people, entry("Chen", manager=manager)], before)

    assert [each.name for each in made.managers] == (["Chen"] if changes else [])
    assert made.summary.new_manager == (["Chen"] if told else [])


@pytest.mark.parametrize(
    ("kpis", "before", "version"),
    [
        (None, (1, sheet_items([kpi()])), None),
        ((), (1, sheet_items([kpi()])), None),
        ((kpi(),), (1, sheet_items([kpi()])), None),
        ((kpi(),), None, 1),
        ((kpi("4"),), (2, sheet_items([kpi()])), 3),
    ],
)
def test_a_sheet_that_differs_is_its_next_version(
    kpis: tuple[KpiEntry, ...] | None, before: Sheet | None, version: int | None
) -> None:
    person, team = (
        entry("Chen", kpis=kpis),
        DepartmentEntry(at=("departments", 0), name="Marketing", kpis=kpis),
    )

    made = planned(
        [person],
        [stored(CHEN, entry("Chen"))],
        sheets={CHEN: before} if before else {},
        departments=(team,),
        team_sheets={"Marketing": before} if before else {},
    )

    expected = [] if version is None else [(version, sheet_items(kpis or ()))]
    assert [each[1:] for each in made.sheets] == [each[1:] for each in made.team_sheets] == expected
    assert (made.summary.sheets, made.summary.team_sheets) == (
        ([], []) if version is None else (["Chen"], ["Marketing"])
    )


def test_items_are_numbered_and_their_anchors_written_shortly() -> None:
    first, second = sheet_items([kpi(), kpi("4")])

    assert [(each["key"], each["position"], each["target"]) for each in (first, second)] == [
        ("k1", 0, "3.6"),
        ("k2", 1, "4"),
    ]
    assert first["anchors"] == [{"score": "4.5", "text": "above"}, {"score": "3.5", "text": "on target"}]


@pytest.mark.parametrize(
    ("in_slack", "version", "left_alone"),
    [
        (NOTHING_SIGNED, 4, []),
        (InSlack(versions={CHEN: 2}), 4, []),
        (InSlack(versions={CHEN: 6}), 7, []),
        (InSlack(signed={WU}, versions={WU: 9}), 4, []),
        (InSlack(signed={CHEN}, versions={CHEN: 3}), None, ["Chen"]),
    ],
)
def test_what_was_signed_in_slack_stays_and_no_number_is_given_twice(
    in_slack: InSlack, version: int | None, left_alone: list[str]
) -> None:
    said = [entry("Liu"), entry("Chen", manager="liu@example.com", kpis=(kpi("4"),))]
    before = [stored(LIU, said[0]), stored(CHEN, said[1], manager=LIU)]

    made = planned(said, before, sheets={CHEN: (3, sheet_items([kpi()]))}, in_slack=in_slack)

    assert [number for _, number, _ in made.sheets] == ([] if version is None else [version])
    assert made.summary.left_alone == left_alone
