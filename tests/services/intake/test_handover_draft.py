"""What is typed about a hand-over is kept by step, until the step is taken."""

import pytest

from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import State as RequestState
from bot.services.intake.handover import say_what_will_be_done
from bot.services.intake.handover_draft import keep_words, kept_words
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.handovers import handed_over
from tests.builders.people import Company
from tests.builders.world import World


@pytest.fixture
def handover(world: World, store: Store, people: Company) -> int:
    number = world.request_at(RequestState.ACCEPTED).id
    briefed(store, number, world.acting(people.product_manager))
    return handed_over(store, people, number)


def test_it_is_kept_by_step_and_person_until_it_is_sent(world: World, people: Company, handover: int) -> None:
    he, sun = world.acting(people.developer), world.acting(people.product_manager)

    keep_words(he, about=handover, event=Event.SAY, text="Keep the basket")
    keep_words(he, about=handover, event=Event.ASK, text="  ")

    assert kept_words(he, about=handover, event=Event.SAY) == "Keep the basket"
    assert kept_words(he, about=handover, event=Event.ASK) == ""
    assert kept_words(sun, about=handover, event=Event.SAY) == ""

    say_what_will_be_done(he, handover_id=handover, text="Keep the basket", submission="V1")
    assert kept_words(he, about=handover, event=Event.SAY) == ""
