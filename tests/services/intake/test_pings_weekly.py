"""The week's count of interruptions kept away, for those who want it."""

from datetime import datetime, timedelta

import pytest

from bot.domain.intake.form_facts import Source
from bot.domain.intake.pings_weekly import PingCount
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.intake.no_pings import deflect_ping
from bot.services.intake.pings_weekly import ping_count, pings_wish, send_weekly_pings, wish_for_pings
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, announced, filed
from tests.builders.people import Company

FRIDAY = MORNING + timedelta(days=4, hours=6)
"""16:00."""


def ping(store: Store, by: Person, *, ts: str, now: datetime = MORNING, call: str = "U0HE") -> None:
    deflect_ping(
        acting(store, by=by, now=now),
        channel="C1",
        ts=ts,
        thread_ts=None,
        markup=f"<@{call}> look",
        calls=[call],
    )


def wants(store: Store, *people: Person) -> None:
    for each in people:
        wish_for_pings(acting(store, by=each, now=MORNING), is_wanted=True)


def told(store: Store) -> list[int]:
    return [payload["to"] for kind, payload in announced(store) if kind == "PingsOfAWeek"]


def test_a_developer_hears_of_their_own_and_a_product_manager_of_all(store: Store, people: Company) -> None:
    wants(store, people.developer, people.product_manager)
    ping(store, people.employee, ts="1.1")
    ping(store, people.employee, ts="1.2")
    ping(store, people.colleague, ts="1.3", now=MORNING + timedelta(days=1))
    filed(store, people.employee, source=Source(channel="C1", ts="1.1"))

    assert send_weekly_pings(acting(store, now=FRIDAY)) == 2

    assert told(store) == [people.product_manager.id, people.developer.id]
    with store.read() as unit:
        assert ping_count(unit, people.developer, until=FRIDAY) == PingCount(
            deflected=3, became_requests=1, of_all=False
        )
        assert ping_count(unit, people.product_manager, until=FRIDAY).of_all
        assert ping_count(unit, people.developer, until=FRIDAY + timedelta(days=7)).deflected == 0


def test_it_is_said_once_a_week_and_not_where_there_was_nothing(store: Store, people: Company) -> None:
    wants(store, people.developer)
    ping(store, people.employee, ts="1.1")

    for minutes in (0, 15, 30):
        send_weekly_pings(acting(store, now=FRIDAY + timedelta(minutes=minutes)))
    send_weekly_pings(acting(store, now=FRIDAY + timedelta(days=7)))

    assert told(store) == [people.developer.id]


def test_who_did_not_ask_or_asked_no_more_hears_nothing(store: Store, people: Company) -> None:
    wants(store, people.developer)
    wish_for_pings(acting(store, by=people.developer), is_wanted=False)
    ping(store, people.employee, ts="1.1")

    assert send_weekly_pings(acting(store, now=FRIDAY)) == 0
    assert not pings_wish(acting(store, by=people.developer)).is_wanted


def test_nobody_else_is_told_how_developers_are_interrupted(store: Store, people: Company) -> None:
    for act in (pings_wish, lambda by: wish_for_pings(by, is_wanted=True)):
        with pytest.raises(Refusal, match=r"pings\.not_counted"):
            act(acting(store, by=people.employee))
