"""The same rules always have the same fingerprint, and other rules another one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest

from bot.domain.reviews.fingerprint import (
    Day,
    FixedRules,
    MovedDay,
    Pinned,
    Rules,
    agrees,
    canonical,
    fingerprint,
)
from bot.domain.reviews.scheme import dump_scheme
from tests.builders.shipped import load_scheme

OPENED = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
DAYS = {day: date(2027, 1, number) for number, day in enumerate(Day, start=1)} | {Day.GOALS_DUE: None}
PINNED = Pinned(scheme=dump_scheme(load_scheme("kpi-values")), days=DAYS)


def recorded(pinned: Pinned, *, at: datetime = OPENED, by: str = "", reason: str | None = None) -> FixedRules:
    return FixedRules(
        fingerprint=fingerprint(pinned),
        version=pinned.version,
        days=pinned.days,
        at=at,
        by=by,
        reason=reason,
    )


def test_it_is_the_hash_of_the_rules_as_anybody_can_write_them_out() -> None:
    written = canonical(PINNED)

    assert fingerprint(PINNED) == sha256(written.encode()).hexdigest()
    assert json.loads(written) == {
        "days": {day.value: at.isoformat() if at else None for day, at in DAYS.items()},
        "scheme": PINNED.scheme,
    }


def test_it_does_not_depend_on_the_order_in_which_something_is_kept() -> None:
    turned = Pinned(
        scheme=dict(reversed(PINNED.scheme.items())), days=dict(reversed(list(PINNED.days.items())))
    )

    assert fingerprint(turned) == fingerprint(PINNED)


@pytest.mark.parametrize("day", Day)
def test_every_day_is_in_it(day: Day) -> None:
    assert fingerprint(replace(PINNED, days={**DAYS, day: date(2027, 2, 1)})) != fingerprint(PINNED)


@pytest.mark.parametrize("part", dump_scheme(load_scheme("kpi-values")))
def test_every_part_of_the_scheme_is_in_it(part: str) -> None:
    assert fingerprint(replace(PINNED, scheme={**PINNED.scheme, part: "another"})) != fingerprint(PINNED)


def test_a_cycle_agrees_with_what_was_recorded_of_it_and_with_nothing_else() -> None:
    moved = replace(PINNED, days={**DAYS, Day.APPROVAL_DUE: date(2027, 2, 1)})

    assert agrees(PINNED, recorded(PINNED))
    assert not agrees(moved, recorded(PINNED))


def test_a_day_that_joins_the_rules_in_a_later_version_does_not_make_old_records_wrong() -> None:
    fewer = replace(PINNED, days={day: at for day, at in DAYS.items() if day is not Day.SECOND_LOOK_DUE})

    assert agrees(PINNED, recorded(fewer))


def test_rules_that_were_fixed_once_never_changed() -> None:
    rules = Rules(fixed=(recorded(PINNED),))

    assert (rules.fixed_at, rules.changed_at, rules.changes) == (OPENED, None, ())
    assert rules.fingerprint.startswith(rules.short)


def test_a_change_says_who_moved_which_day_and_why() -> None:
    moved = replace(PINNED, days={**DAYS, Day.SELF_SCORE_CLOSES: date(2027, 1, 29)})
    rules = Rules(
        fixed=(recorded(PINNED), recorded(moved, at=LATER, by="He Jing", reason="Figures are late."))
    )

    [change] = rules.changes

    assert (change.at, change.by, change.reason) == (LATER, "He Jing", "Figures are late.")
    assert change.days == (
        MovedDay(day=Day.SELF_SCORE_CLOSES, was=DAYS[Day.SELF_SCORE_CLOSES], now=date(2027, 1, 29)),
    )
    assert change.versions is None
    assert (rules.changed_at, rules.fingerprint) == (LATER, fingerprint(moved))


def test_a_corrected_scheme_is_a_change_of_its_version() -> None:
    corrected = replace(PINNED, scheme={**PINNED.scheme, "version": PINNED.version + 1})
    rules = Rules(fixed=(recorded(PINNED), recorded(corrected, at=LATER)))

    [change] = rules.changes

    assert change.versions == (PINNED.version, PINNED.version + 1)
    assert change.days == ()
