"""Somebody who is not in the organisation is pointed to the desk once a message, whoever hears it first."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from bot.domain.people import Person, Stranger
from bot.services.intake.shielding import Called
from bot.services.intake.stranger_pings import deflect_stranger, pinged_developers, stranger_ping_facts
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, POLICY, announced, kinds
from tests.builders.people import Company, company

GUEST = Stranger(slack_id="U0GUEST", locale="zh-TW", timezone="Asia/Taipei")


def point(
    store: Store, developer: Person, *, ts: str = "1.1", now: datetime = MORNING, channel: str = "C1"
) -> None:
    deflect_stranger(
        acting(store, now=now),
        called=Called(developers=(developer,), groups=(), members=(), focus_until=None),
        by=GUEST,
        channel=channel,
        ts=ts,
        thread_ts="0.9",
    )


def test_a_developer_is_shielded_from_strangers_and_nobody_else_is(store: Store, people: Company) -> None:
    def pinged(markup: str, *calls: str) -> tuple[Person, ...]:
        called = pinged_developers(acting(store), markup=markup, calls=calls, channel="C1")
        return called.developers if called else ()

    assert pinged("<@U0SUN> <@U0HE> look", "U0SUN", "U0HE") == (people.developer,)
    assert pinged("<@U0SUN> look", "U0SUN") == ()
    assert pinged("<@U0HE> urgent", "U0HE") == ()
    assert pinged("look") == ()


def test_a_message_is_one_note_although_two_hear_it_at_once(store: Store) -> None:
    developer = company(store).developer
    barrier = Barrier(4)

    def hear(_: int) -> None:
        barrier.wait()
        point(store, developer)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(hear, range(4)))
    point(store, developer, ts="1.2", now=MORNING + timedelta(minutes=10))

    assert kinds(store) == ["StrangerDeflected"] * 2


def test_a_stranger_hears_it_once_in_ten_minutes_in_one_channel(store: Store, people: Company) -> None:
    point(store, people.developer)
    point(store, people.developer, ts="1.2", now=MORNING + timedelta(minutes=9))
    point(store, people.developer, ts="1.3", channel="C2")

    assert kinds(store) == ["StrangerDeflected"] * 2
    with store.read() as unit:
        count = unit.pings_weekly.count(
            since=MORNING, until=MORNING + timedelta(hours=1), developer_id=people.developer.id
        )
    assert count.deflected == 3


def test_the_note_names_the_desk_and_what_is_known_of_the_writer(store: Store, people: Company) -> None:
    point(store, people.developer)

    with store.read() as unit:
        ping = stranger_ping_facts(unit, announced(store)[0][1]["ping_id"], policy=POLICY, now=MORNING)

    assert ping is not None
    assert (ping.author, ping.developers) == (GUEST, (people.developer,))
    assert ping.on_duty == people.product_manager
    assert (ping.channel, ping.thread_ts, ping.within_minutes) == ("C1", "0.9", 60)


def test_where_nobody_has_the_desk_any_more_there_is_nothing_to_say(store: Store, people: Company) -> None:
    point(store, people.developer)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).roles = []

    with store.read() as unit:
        assert (
            stranger_ping_facts(unit, announced(store)[0][1]["ping_id"], policy=POLICY, now=MORNING) is None
        )
