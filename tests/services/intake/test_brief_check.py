"""The requester says whether a brief is what they meant: yes once, no with words, both in its time."""

import pytest

from bot.domain.intake.handover_way import Event
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.intake.brief_check import open_brief_check, say_it_is_meant, say_what_was_meant
from bot.services.intake.handover_steps import take_handover_step
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


def test_yes_is_said_once_and_a_no_after_it_counts(
    world: World, store: Store, people: Company, handover: int
) -> None:
    chen = world.acting(people.employee)

    say_it_is_meant(chen, handover_id=handover)
    say_it_is_meant(chen, handover_id=handover)
    say_what_was_meant(chen, handover_id=handover, text="The total, not the basket", submission="V1")
    say_what_was_meant(chen, handover_id=handover, text="The total, not the basket", submission="V1")

    facts = open_brief_check(chen, handover_id=handover)
    assert [each.event for each in facts.steps] == [Event.SEND, Event.MEANT, Event.NOT_MEANT]
    assert facts.meant is not None
    assert facts.meant.text == "The total, not the basket"


def test_it_is_for_whoever_asked_and_while_a_developer_has_it(
    world: World, people: Company, handover: int
) -> None:
    with pytest.raises(Refusal, match=r"handover\.not_your_request"):
        say_it_is_meant(world.acting(people.colleague), handover_id=handover)
    with pytest.raises(Refusal, match=r"handover\.nothing_said"):
        say_what_was_meant(world.acting(people.employee), handover_id=handover, text=" ", submission="V1")

    take_handover_step(
        world.acting(people.product_manager), handover_id=handover, event=Event.WITHDRAW, text="Not now"
    )
    with pytest.raises(Refusal, match=r"handover\.check_over"):
        open_brief_check(world.acting(people.employee), handover_id=handover)
