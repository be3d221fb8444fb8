"""Only the company tells the head, and what was told once is not told again that day."""

import pytest

from bot.domain.record.head import HeadPlace
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.record.head import head_to_tell, head_was_told
from bot.services.record.seal import seal_what_waits
from tests.builders.world import World


def test_a_place_is_told_once_a_day(world: World) -> None:
    assert head_to_tell(world.acting(), HeadPlace.FILE) is None
    world.review_at(State.SELF_SCORED)
    seal_what_waits(world.acting())
    head = head_to_tell(world.acting(), HeadPlace.FILE)
    assert head is not None

    for _ in range(2):
        head_was_told(world.acting(), HeadPlace.FILE, head)

    assert head_to_tell(world.acting(), HeadPlace.FILE) is None
    assert head_to_tell(world.acting(), HeadPlace.WEBHOOK) == head


def test_that_is_nobody_elses(world: World) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        head_to_tell(world.acting(world.people.hr), HeadPlace.FILE)
