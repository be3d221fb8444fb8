"""Nothing is handed over into a channel that is known to be gone."""

from datetime import timedelta

import pytest

from bot.domain.concerns import Cause
from bot.domain.intake.way import State as RequestState
from bot.errors import Refusal
from bot.services.concerns import note_concern, settle_concern
from bot.services.intake.handover import open_handover
from storage.unit import Store
from tests.builders.briefs import briefed
from tests.builders.people import Company
from tests.builders.world import World


def test_it_is_refused_until_the_channel_is_there_again(world: World, store: Store, people: Company) -> None:
    number = world.request_at(RequestState.ACCEPTED).id
    desk = world.acting(people.product_manager)
    briefed(store, number, desk)

    def note(lane: str) -> None:
        with store.begin() as unit:
            subject = f"{lane}/developers"
            note_concern(
                unit, Cause.CHANNEL_GONE, subject=subject, facts={"channel": "developers"}, now=desk.now
            )

    note("channel:intake")
    assert open_handover(desk, request_id=number).developers
    note("channel:developers")
    with pytest.raises(Refusal, match=r"handover\.no_channel"):
        open_handover(desk, request_id=number)

    week_later = world.acting(people.product_manager, at=desk.now + timedelta(days=8))
    assert open_handover(week_later, request_id=number).developers
    with store.begin() as unit:
        settle_concern(unit, Cause.CHANNEL_GONE, subject="channel:developers/developers", now=desk.now)
    assert open_handover(desk, request_id=number).developers
