"""Whoever mentions a developer is pointed to the desk, once and kindly; some pass."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.intake.form_facts import Source
from bot.domain.intake.markup import called
from bot.domain.people import Person
from bot.domain.policy import Intake, Policy
from bot.errors import Refusal
from bot.services.intake.no_pings import deflect_ping, forget_notes, keep_note, ping_facts, read_ping
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, POLICY, announced, filed, kinds
from tests.builders.people import Company

EVENING = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def say(
    store: Store,
    by: Person,
    markup: str,
    *,
    now: datetime = MORNING,
    policy: Policy | None = None,
    **changes: Any,
) -> bool:
    values: dict[str, Any] = {"channel": "C1", "ts": "1.1", "thread_ts": None, **changes}
    writer = acting(store, by=by, now=now, policy=policy)
    return deflect_ping(writer, markup=markup, calls=called(markup), **values)


def test_mentioning_a_developer_is_pointed_to_the_desk(store: Store, people: Company) -> None:
    assert say(store, people.employee, "<@U0HE> the basket is empty &amp; cold", thread_ts="0.9")

    (kind, payload), *others = announced(store)
    assert (kind, others) == ("PingDeflected", [])
    with store.read() as unit:
        ping = ping_facts(unit, payload["ping_id"], policy=POLICY, now=MORNING)
    assert ping is not None
    assert ping.text == "@He Jun the basket is empty & cold"
    assert (ping.developers, ping.on_duty, ping.thread_ts) == (
        (people.developer,),
        people.product_manager,
        "0.9",
    )
    assert ping.within_minutes == 60


def test_out_of_hours_the_note_says_when(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")

    with store.read() as unit:
        ping = ping_facts(unit, announced(store)[0][1]["ping_id"], policy=POLICY, now=EVENING)

    assert ping is not None
    assert ping.within_minutes is None
    assert ping.answer_by == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_one_message_is_pointed_out_once(store: Store, people: Company) -> None:
    with ThreadPoolExecutor(3) as hands:
        answers = list(hands.map(lambda _: say(store, people.employee, "<@U0HE> look"), range(6)))

    assert answers.count(True) == 1
    assert kinds(store) == ["PingDeflected"]


@pytest.mark.parametrize(
    "markup",
    [
        "nobody named",
        "<@U0WU> a colleague",
        "<@U0HE> URGENT the shop is down",
        "<@U0HE> 支付紧急",
        "&lt;@U0HE&gt;",
    ],
)
def test_other_messages_and_emergencies_pass(store: Store, people: Company, markup: str) -> None:
    assert not say(store, people.employee, markup)

    assert announced(store) == []


@pytest.mark.parametrize("who", ["product_manager", "admin", "developer"])
def test_the_desk_and_technical_colleagues_pass(store: Store, people: Company, who: str) -> None:
    assert not say(store, getattr(people, who), "<@U0HE> look")

    assert announced(store) == []


def test_a_developer_who_switched_it_off_is_pinged(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.developer.id).open_to_pings = True

    assert not say(store, people.employee, "<@U0HE> look")


def test_a_developer_outside_the_technical_department_may_name_themselves(
    store: Store, people: Company
) -> None:
    untechnical = replace(people.developer, is_technical=False)

    assert not say(store, untechnical, "<@U0HE> will look")


def test_where_nobody_has_the_desk_there_is_nobody_to_point_to(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")
    number = announced(store)[0][1]["ping_id"]
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).left_on = date(2026, 11, 1)

    assert not say(store, people.employee, "<@U0HE> look", ts="2.2")
    with store.read() as unit:
        assert ping_facts(unit, number, policy=POLICY, now=MORNING) is None
    with pytest.raises(Refusal, match="nobody_on_duty"):
        read_ping(acting(store, by=people.employee, now=MORNING), ping_id=number)


def test_a_note_is_only_for_whom_it_was_written(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")
    number = announced(store)[0][1]["ping_id"]

    with pytest.raises(Refusal, match="not_yours"):
        read_ping(acting(store, by=people.colleague, now=MORNING), ping_id=number)


def test_the_company_chooses_its_own_emergency_words(store: Store, people: Company) -> None:
    policy = Policy(intake=Intake(emergency_words=("mayday",)))

    assert not say(store, people.employee, "<@U0HE> MAYDAY", policy=policy)
    assert say(store, people.employee, "<@U0HE> urgent", policy=policy)


def test_nothing_is_said_twice_in_ten_minutes_in_one_channel_and_all_of_it_counts(
    store: Store, people: Company
) -> None:
    later = MORNING + timedelta(minutes=9)
    assert say(store, people.employee, "<@U0HE> look")
    assert say(store, people.employee, "<@U0HE> and here", ts="1.2", thread_ts="0.9", now=later)
    assert say(store, people.employee, "<@U0HE> elsewhere", ts="1.3", channel="C2", now=later)
    assert say(store, people.colleague, "<@U0HE> me too", ts="1.4", now=later)
    assert say(store, people.employee, "<@U0HE> still", ts="1.5", now=MORNING + timedelta(minutes=10))

    assert [payload["ping_id"] for _, payload in announced(store)] == [1, 3, 4, 5]
    with store.read() as unit:
        assert unit.pings.get(2).is_quiet


def test_only_the_first_note_of_all_teaches(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")
    say(store, people.employee, "<@U0HE> look", ts="1.2", now=MORNING + timedelta(days=1))

    with store.read() as unit:
        first, second = (ping_facts(unit, each, policy=POLICY, now=MORNING) for each in (1, 2))

    assert first is not None
    assert second is not None
    assert (first.is_first, second.is_first) == (True, False)


def test_a_request_made_of_a_ping_is_told_where_the_note_was_clicked(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")
    chen = acting(store, by=people.employee, now=MORNING)
    keep_note(chen, ping_id=1, url="https://hooks.example/1")

    number = filed(store, people.employee, source=Source(channel="C1", ts="1.1"))

    assert "PingBecameRequest" in kinds(store)
    with store.read() as unit:
        assert unit.pings.request_of(1) == number


@pytest.mark.parametrize(
    ("clicked", "source"),
    [
        (MORNING - timedelta(minutes=30), Source(channel="C1", ts="1.1")),
        (MORNING, Source(channel="C1", ts="9.9")),
        (MORNING, None),
    ],
)
def test_too_late_or_of_another_message_nothing_is_said(
    store: Store, people: Company, clicked: datetime, source: Source | None
) -> None:
    say(store, people.employee, "<@U0HE> look", now=clicked)
    keep_note(acting(store, by=people.employee, now=clicked), ping_id=1, url="https://hooks.example/1")

    filed(store, people.employee, source=source)

    assert "PingBecameRequest" not in kinds(store)


def test_somebody_elses_request_of_the_message_is_not_the_writers(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")

    filed(store, people.colleague, source=Source(channel="C1", ts="1.1"))

    with store.read() as unit:
        assert unit.pings.request_of(1) is None


def test_the_address_of_a_note_is_forgotten_with_its_half_hour(store: Store, people: Company) -> None:
    say(store, people.employee, "<@U0HE> look")
    keep_note(acting(store, by=people.employee, now=MORNING), ping_id=1, url="https://hooks.example/1")

    forget_notes(acting(store, now=MORNING + timedelta(minutes=30)))

    with store.read() as unit:
        assert unit.pings.note(1, since=MORNING - timedelta(days=1)) is None
