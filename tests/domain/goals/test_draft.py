"""A sheet that somebody works on: kept and read again, put together and taken apart."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.goals.draft import SheetDraft, with_kpi, without
from bot.domain.goals.way import Party, State
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi, Measures
from bot.errors import Refusal
from tests.builders.agreement import sheet_form
from tests.builders.goals import SHEET, kpi
from tests.builders.posts import post

FULL = kpi(
    "k3",
    10,
    name="<!channel> & 转化率\n",
    quantity=Quantity.PERCENT,
    direction=Direction.LOWER,
    measures=Measures.WORK,
    scored_by=ScoredBy.BANDS,
    figure_by_id=7,
    arrives_days=0,
    anchors=(
        Anchor(score=Decimal("3.75"), low=None, high=Decimal("3.60")),
        Anchor(score=Decimal(3), text="弱", low=Decimal("3.60"), high=None),
    ),
)


@pytest.mark.parametrize(
    "draft",
    [
        SheetDraft(base_id=None, kpis=()),
        SheetDraft(base_id=4, kpis=SHEET, reason="The shop was moved.", counts_from=date(2027, 2, 1)),
        SheetDraft(base_id=None, kpis=(FULL,), reason="<&>\n“新”"),
    ],
)
def test_what_is_kept_is_read_again_as_it_was(draft: SheetDraft) -> None:
    through_the_database = json.loads(json.dumps(draft.as_kept()))

    assert SheetDraft.of(through_the_database) == draft


@given(
    base_id=st.none() | st.integers(1, 10**6),
    reason=st.text(st.characters(exclude_categories=["Cs"]), max_size=500),
    weights=st.lists(st.integers(1, 100), max_size=12),
    named=st.text(st.characters(exclude_categories=["Cs"]), max_size=150),
    days=st.none() | st.integers(0, 120),
)
def test_so_is_every_other_draft(
    base_id: int | None, reason: str, weights: list[int], named: str, days: int | None
) -> None:
    kpis = tuple(
        replace(FULL, key=f"k{number}", weight=weight, name=named, arrives_days=days)
        for number, weight in enumerate(weights)
    )
    draft = SheetDraft(base_id=base_id, kpis=kpis, reason=reason)

    assert SheetDraft.of(json.loads(json.dumps(draft.as_kept()))) == draft


def test_a_kpi_takes_the_place_of_the_one_of_its_key_or_comes_last() -> None:
    another = replace(SHEET[0], name="Another")

    assert with_kpi(SHEET, another) == (another, SHEET[1])
    assert with_kpi(SHEET, FULL) == (*SHEET, FULL)
    assert with_kpi((), FULL) == (FULL,)


def test_a_kpi_that_is_not_there_can_be_dropped_again() -> None:
    assert without(SHEET, "k1") == (SHEET[1],)
    assert without(SHEET, "k9") == SHEET
    assert without((), "k1") == ()


def test_a_kpi_is_found_by_its_key_or_was_dropped_meanwhile() -> None:
    assert sheet_form().kpi("k2") == SHEET[1]
    with pytest.raises(Refusal, match=r"goals\.kpi_gone"):
        sheet_form().kpi("k9")


def test_of_the_posts_kpis_those_are_offered_that_are_not_on_the_sheet() -> None:
    def offered(*kpis: Kpi) -> list[str]:
        return [each.key for each in sheet_form(post=post(), kpis=kpis).offered]

    assert offered() == ["price", "in_time"]
    assert offered(kpi("price", 100)) == ["in_time"]
    assert offered(kpi("in_time", 50), kpi("price", 50)) == []
    assert sheet_form(kpis=()).offered == ()


@pytest.mark.parametrize(("side", "other"), [(Party.EMPLOYEE, "Liu Yang"), (Party.MANAGER, "Chen Jie")])
def test_the_other_side_is_the_one_that_signs_it_too(side: Party, other: str) -> None:
    assert sheet_form(side=side).other.name == other


@pytest.mark.parametrize(
    ("state", "side", "is_change", "needs_reason"),
    [
        (State.OPEN, Party.EMPLOYEE, False, False),
        (State.SENT, Party.MANAGER, False, True),
        (State.ADJUSTED, Party.EMPLOYEE, False, False),
        (State.ADJUSTED, Party.MANAGER, False, True),
        (State.AGREED, Party.EMPLOYEE, True, True),
        (State.AGREED, Party.MANAGER, True, True),
        (State.CHANGE_SENT, Party.MANAGER, True, True),
        (State.CHANGE_ADJUSTED, Party.EMPLOYEE, True, True),
        (State.CHANGE_ADJUSTED, Party.MANAGER, True, True),
    ],
)
def test_whoever_changes_what_another_wrote_or_both_agreed_on_says_why(
    state: State, side: Party, is_change: bool, needs_reason: bool
) -> None:
    found = sheet_form(state, side)

    assert (found.is_change, found.needs_reason) == (is_change, needs_reason)
