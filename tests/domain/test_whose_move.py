"""Whose move it is, as its reader calls them, and how long it has been theirs."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.people import Role
from bot.domain.whose_move import Holder, Worked, holder_of, their_turn
from tests.builders.people import CHEN, LIU

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
HR = replace(LIU, id=77, name="Zhou Jing", roles=frozenset({Role.HR}))


def test_a_reader_is_told_whether_it_is_theirs_their_managers_or_hrs() -> None:
    assert holder_of(CHEN, reader=CHEN) is Holder.YOU
    assert holder_of(LIU, reader=CHEN) is Holder.COLLEAGUE
    assert holder_of(HR, reader=CHEN) is Holder.HR


def test_hr_who_are_the_readers_own_manager_are_a_manager_there() -> None:
    assert holder_of(HR, reader=replace(CHEN, manager_id=HR.id)) is Holder.COLLEAGUE


def test_in_a_channel_everybody_reads_the_same() -> None:
    assert their_turn(CHEN, since=NOW, reader=None).holder is Holder.COLLEAGUE
    assert their_turn(HR, since=NOW, reader=None).holder is Holder.COLLEAGUE


@pytest.mark.parametrize(
    ("minutes", "hours", "days"),
    [(0, 0, 0), (59, 0, 0), (360, 6, 0), (959, 15, 0), (960, 16, 2), (2400, 40, 5)],
)
def test_from_two_working_days_on_it_is_said_in_days(minutes: int, hours: int, days: int) -> None:
    assert (Worked(minutes=minutes).hours, Worked(minutes=minutes).days) == (hours, days)
