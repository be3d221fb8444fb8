"""Who looks after a request, and by when it is answered."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import is_working_day
from bot.domain.intake.triage import answer_by, may_triage, on_duty
from bot.domain.people import Role
from tests.builders.intake import someone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("filed_at", "owed"),
    [
        ("2026-11-23T14:30", "2026-11-23T15:30"),
        ("2026-11-23T17:30", "2026-11-24T09:30"),
        ("2026-11-23T18:00", "2026-11-24T10:00"),
        ("2026-11-23T07:15", "2026-11-23T10:00"),
        ("2026-11-20T17:45", "2026-11-23T09:45"),
        ("2026-11-21T12:00", "2026-11-23T10:00"),
        ("2026-09-30T17:50", "2026-10-08T09:50"),
    ],
)
def test_the_clock_runs_in_working_hours_only(filed_at: str, owed: str) -> None:
    answer = answer_by(local(filed_at), zone=SHANGHAI, country="CN", starts=9, ends=18, minutes=60)

    assert answer == local(owed)


@given(filed_after=st.timedeltas(timedelta(), timedelta(days=700)), minutes=st.integers(1, 2000))
def test_an_answer_is_owed_in_working_hours_and_never_too_early(filed_after: timedelta, minutes: int) -> None:
    filed_at = datetime(2026, 1, 1, tzinfo=UTC) + filed_after

    owed = answer_by(filed_at, zone=SHANGHAI, country="CN", starts=9, ends=18, minutes=minutes)
    there = owed.astimezone(SHANGHAI)

    assert owed - filed_at >= timedelta(minutes=minutes)
    assert is_working_day(there.date(), country="CN")
    assert 9 * 60 < there.hour * 60 + there.minute + (1 if there.second else 0) <= 18 * 60


def test_the_one_named_is_on_duty_else_the_first() -> None:
    sun, wei = someone(1, "Sun Li"), someone(2, "Wei Na")

    assert on_duty([sun, wei], email="2@Example.com ") == wei
    assert on_duty([sun, wei], email="\u200b２＠example.com\ufeff") == wei
    assert on_duty([sun, wei], email="") == sun
    assert on_duty([sun, wei], email="left@example.com") == sun
    assert on_duty([], email="1@example.com") is None


@pytest.mark.parametrize(
    ("role", "allowed"),
    [(Role.PRODUCT_MANAGER, True), (Role.ADMIN, True), (Role.HR, False), (Role.DEVELOPER, False)],
)
def test_product_managers_and_the_admin_answer(role: Role, allowed: bool) -> None:
    assert may_triage(someone(1, "Sun Li", roles=[role])) is allowed
