"""Words in the thread: whose count, where, and what a refused one says."""

import pytest

from bot.domain.intake.cards import handover_card
from bot.domain.intake.climb import Outcome
from bot.domain.intake.handover_way import State
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.intake.handover import confirm_wording, say_what_will_be_done
from bot.services.intake.handover_words import take_word
from storage.cards import Spot
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.intake import MORNING
from tests.builders.people import Company
from tests.builders.world import World

CHANNEL, THREAD = "C0DEVELOPERS", "1.1"


@pytest.fixture
def handover(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    handover = handed_over(store, people, number)
    with store.begin() as unit:
        spot = Spot(key=str(handover_card(handover)), channel=CHANNEL, ts=THREAD, fingerprint="")
        unit.cards.put(spot, now=MORNING)
    return handover


def test_the_developer_says_how_far_it_is(world: World, store: Store, people: Company, handover: int) -> None:
    he = world.acting(people.developer)
    say_what_will_be_done(he, handover_id=handover, text="It", submission="V1")
    confirm_wording(world.acting(people.product_manager), handover_id=handover)

    def write(said: str, ts: str) -> bool:
        return take_word(he, channel=CHANNEL, thread_ts=THREAD, ts=ts, said=said)

    assert write("started", "2.1")
    assert write("started", "2.1")
    assert not write("What a day", "2.2")
    with pytest.raises(Refusal, match=r"handover\.waits_for_what"):
        write("waiting", "2.3")
    assert write("waiting: the test server", "2.4")

    with store.read() as unit:
        assert unit.handovers.look(handover).state is State.WAITING
        assert [each.note for each in unit.handovers.history(handover)][-2:] == ["", "the test server"]


def test_what_others_write_or_elsewhere_counts_for_nothing(
    world: World, store: Store, people: Company, handover: int
) -> None:
    he, sun = world.acting(people.developer), world.acting(people.product_manager)

    assert not take_word(sun, channel=CHANNEL, thread_ts=THREAD, ts="2.1", said="started")
    assert not take_word(he, channel="C0GENERAL", thread_ts=THREAD, ts="2.1", said="started")
    with pytest.raises(Refusal, match=r"handover\.not_now"):
        take_word(he, channel=CHANNEL, thread_ts=THREAD, ts="2.1", said="started")


def test_whatever_the_developer_writes_there_shows_that_it_was_opened(
    world: World, store: Store, people: Company, handover: int
) -> None:
    for by in (people.product_manager, people.developer, people.developer):
        assert not take_word(
            world.acting(by), channel=CHANNEL, thread_ts=THREAD, ts="2.1", said="I will have a look"
        )

    with store.read() as unit:
        [opened] = unit.contacts.of(handover)
    assert (opened.outcome, opened.person_id) == (Outcome.OPENED, people.developer.id)
