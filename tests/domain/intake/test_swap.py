"""A swap of weeks: by when it is answered, what is owed, and who can do what."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.intake.swap import Swap, SwapFacts, implied
from bot.domain.intake.swap_way import State
from tests.builders.people import SUN, WU

GAO = replace(WU, name="Gao Wei")
SWAP = Swap(
    id=7,
    asker_id=SUN.id,
    other_id=GAO.id,
    week=date(2026, 12, 7),
    in_return=date(2026, 11, 30),
    state=State.ASKED,
    asked_at=datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
    decided_at=None,
    reason="",
)


def test_it_is_answered_before_the_earlier_week_begins() -> None:
    assert SWAP.answer_on == date(2026, 11, 29)
    assert replace(SWAP, in_return=None).answer_on == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("today", "is_over"), [(date(2026, 11, 29), False), (date(2026, 11, 30), True), (date(2026, 12, 8), True)]
)
def test_it_is_over_once_one_of_its_weeks_has_begun(today: date, is_over: bool) -> None:
    assert SWAP.is_over(today) is is_over


def test_the_colleague_owes_an_answer_as_long_as_it_can_be_given() -> None:
    (owed,) = implied(SWAP)

    assert (owed.person_id, owed.other_id, owed.due_on) == (GAO.id, SUN.id, date(2026, 11, 29))
    assert owed.lapses_on == owed.due_on
    assert list(implied(replace(SWAP, state=State.DECLINED))) == []


def test_the_one_answers_and_the_other_takes_it_back() -> None:
    before_gao = SwapFacts(swap=SWAP, asker=SUN, other=GAO, reader=GAO)
    before_sun = replace(before_gao, reader=SUN)
    settled = replace(before_gao, swap=replace(SWAP, state=State.ACCEPTED))

    assert (before_gao.is_asked, before_gao.may_withdraw) == (True, False)
    assert (before_sun.is_asked, before_sun.may_withdraw) == (False, True)
    assert (settled.is_asked, settled.may_withdraw) == (False, False)
