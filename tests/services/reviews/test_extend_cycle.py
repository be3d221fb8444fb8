"""Giving a cycle more time: with a reason, and shown to everybody whose days moved."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.open_cycle import open_cycle
from storage.models.delivery import CardRow
from storage.models.reviews import CycleExtensionRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import was_nudged
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, open_quarter
from tests.builders.told import told
from tests.builders.world import World

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
FRIDAY_OF_JANUARY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)


def test_more_time_is_given_with_a_reason_and_shown_to_those_who_owe(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    hr = acting(store, by=people.hr, now=FRIDAY)

    dates = extend_cycle(hr, name="2026q4", closes=date(2027, 1, 29), reason=" figures came late ")

    assert dates.self_score_due == dates.self_score_closes == date(2027, 1, 29)
    with store.read() as unit:
        cycle = unit.cycles.named("2026Q4")
        assert cycle is not None
        assert cycle.dates == dates
        record = unit.session.scalars(select(CycleExtensionRow)).one()
        assert (record.reason, record.closes_before, record.by_id) == (
            "figures came late",
            date(2027, 1, 22),
            people.hr.id,
        )
    cards = [card for card, _ in told(store) if card.startswith("my-review:")]
    assert len(cards) == len(set(cards)) == 7


def test_more_time_shows_on_everything_that_names_a_day_of_the_cycle(
    world: World, store: Store, people: Company
) -> None:
    _, other = world.open_quarter(people.employee, people.colleague)
    review = world.review_at(State.SELF_SCORED)
    colleague, manager = people.colleague.id, people.manager.id
    was_nudged(store, people.colleague, FRIDAY_OF_JANUARY)
    with store.begin() as unit:
        key = f"team:{review.cycle_id}:{manager}"
        unit.session.add(CardRow(key=key, channel="D1", ts="1", fingerprint="", posted_at=FRIDAY))

    extend_cycle(
        acting(store, by=people.hr, now=FRIDAY_OF_JANUARY),
        name="2026Q4",
        closes=date(2027, 1, 29),
        reason="late",
    )

    assert world.notices() == [
        (f"my-review:{review.id}", people.employee.id),
        (f"approval:{review.id}:{manager}", manager),
        (f"my-review:{other.id}", colleague),
        (key, manager),
        (f"nudge:{colleague}:2027-01-08", colleague),
    ]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("cycle.not_later", {"closes": date(2027, 1, 22)}),
        ("cycle.past", {"closes": date(2026, 11, 22)}),
        ("cycle.reason", {"reason": "  "}),
        ("cycle.reason", {"reason": "x" * 501}),
        ("cycle.unknown", {"name": "2027Q1"}),
    ],
)
def test_more_time_that_makes_no_sense_is_refused(
    store: Store, people: Company, code: str, changes: dict[str, Any]
) -> None:
    open_quarter(store, by=people.hr)
    wanted: dict[str, Any] = {"name": "2026Q4", "closes": date(2027, 1, 29), "reason": "late"}

    with pytest.raises(Refusal) as refusal:
        extend_cycle(acting(store, by=people.hr, now=MONDAY), **{**wanted, **changes})

    assert refusal.value.code == code
    with store.read() as unit:
        assert unit.session.scalars(select(CycleExtensionRow)).all() == []


def test_only_hr_gives_more_time(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with pytest.raises(Refusal, match=r"cycle\.not_hr"):
        extend_cycle(
            acting(store, by=people.manager, now=MONDAY),
            name="2026Q4",
            closes=date(2027, 1, 29),
            reason="late",
        )


def test_a_reason_in_which_nothing_can_be_read_gives_no_more_time(store: Store, people: Company) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    with pytest.raises(Refusal, match=r"cycle\.reason"):
        extend_cycle(
            acting(store, now=MONDAY), name="2026Q4", closes=date(2027, 2, 26), reason="\u200b\u200d \u3164"
        )
