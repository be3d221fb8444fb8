"""A KPI that several share: whose answer waits, and how it stands on each sheet."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.goals.shared import (
    OWN_FIELDS,
    SHARED_FIELDS,
    Owner,
    answered_by,
    changed_fields,
    content_of,
    implied,
    on_a_sheet,
    placed,
    stands_as,
    waiting_for,
)
from bot.domain.goals.shared_way import State
from bot.domain.goals.sheet import FIELDS
from bot.domain.obligations import Kind, Subject
from tests.builders.goals import kpi
from tests.builders.people import CHEN, LIU, WU
from tests.builders.shared import ASKED_AT, VISITS, shared_kpi

OWNERS = (
    Owner(id=1, person_id=2, agreed_by_id=2, agreed_at=ASKED_AT),
    Owner(id=2, person_id=3),
    Owner(id=3, department_id=9),
)
ASKED = {1: [CHEN], 2: [WU], 3: [LIU, WU]}


@pytest.mark.parametrize(
    ("asked", "waits"),
    [
        (ASKED, [2, 3]),
        # Who has left is not waited for, and neither is a department that nobody leads.
        ({1: [CHEN], 2: [], 3: [LIU]}, [3]),
        ({1: [], 2: [], 3: []}, []),
    ],
)
def test_every_owner_who_can_be_asked_has_to_agree(asked: Any, waits: list[int]) -> None:
    assert [owner.id for owner in waiting_for(shared_kpi(*OWNERS), asked)] == waits


def test_somebody_answers_for_all_for_whom_they_can() -> None:
    shared = shared_kpi(*OWNERS)

    assert [owner.id for owner in answered_by(shared, ASKED, WU.id)] == [2, 3]
    assert [owner.id for owner in answered_by(shared, ASKED, LIU.id)] == [3]
    assert answered_by(shared, ASKED, CHEN.id) == []


def test_everybody_who_can_answer_owes_one_answer_within_some_working_days() -> None:
    owed = list(implied(shared_kpi(*OWNERS), ASKED, begun={}, period="2027Q1", agreement_days=3))

    assert [(each.person_id, each.other_id, each.kind, each.subject) for each in owed] == [
        (WU.id, CHEN.id, Kind.SHARED_KPI, Subject.SHARED_KPI),
        (LIU.id, CHEN.id, Kind.SHARED_KPI, Subject.SHARED_KPI),
    ]
    assert {(each.subject_id, each.since, each.due_on, each.period) for each in owed} == {
        (7, ASKED_AT, date(2027, 1, 8), "2027Q1")
    }


@pytest.mark.parametrize("state", [State.AGREED, State.DECLINED, State.WITHDRAWN])
def test_nothing_is_owed_once_it_is_decided(state: State) -> None:
    shared = shared_kpi(*OWNERS, state=state)

    assert list(implied(shared, ASKED, begun={}, period="2027Q1", agreement_days=3)) == []


def test_all_but_weight_and_duty_is_shared() -> None:
    assert set(SHARED_FIELDS) | OWN_FIELDS == set(FIELDS)
    content = content_of(replace(VISITS, shared_id=7))
    assert (content.key, content.weight, content.duty, content.shared_id) == ("", 0, "", None)
    assert changed_fields(content, content_of(replace(VISITS, weight=20, duty="Buys", key="k9"))) == ()
    assert changed_fields(content, replace(content, target="120", unit="orders")) == ("target", "unit")


def test_it_stands_where_it_stood_with_the_weight_and_the_duty_that_it_had() -> None:
    own = replace(VISITS, key="k4", weight=30, duty="Buys", shared_id=7)
    sheet = (kpi("k1", 70), own)

    renewed = placed(shared_kpi(target="120"), sheet, taken=(), is_whose_key=False)

    assert renewed == (sheet[0], replace(own, target="120"))
    assert on_a_sheet(shared_kpi(target="120"), own) == renewed[1]


def test_of_whoever_shared_it_it_is_the_kpi_that_they_shared() -> None:
    sheet = (VISITS, kpi("k2", 40))

    assert placed(shared_kpi(), sheet, taken=(), is_whose_key=True)[0] == replace(VISITS, shared_id=7)
    assert stands_as(shared_kpi(), sheet, is_whose_key=False) is None
    # Another KPI that has been shared since is not taken for it.
    other = (replace(VISITS, shared_id=8), kpi("k2", 40))
    assert stands_as(shared_kpi(), other, is_whose_key=True) is None


def test_on_another_sheet_it_comes_last_and_has_no_weight_yet() -> None:
    sheet = (kpi("k1", 70), kpi("k3", 30))

    *before, new = placed(shared_kpi(), sheet, taken={"k2"}, is_whose_key=False)

    assert tuple(before) == sheet
    assert (new.key, new.weight, new.shared_id, new.name) == ("k4", 0, 7, "Visits")
