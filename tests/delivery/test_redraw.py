"""Each card under which replies stand can be drawn anew, as itself."""

from bot.delivery.outgoing import Snapshot
from bot.delivery.redraw import DRAWN_BY, after_a_move, drawing
from bot.delivery.routes import ROUTES
from bot.domain.intake.states import State as RequestState
from bot.domain.reviews.states import State
from storage.models.delivery import CardRow
from storage.unit import Store
from tests.builders.approval import POLICY
from tests.builders.intake import MORNING
from tests.builders.world import FRIDAY, World


def put(store: Store, key: str, channel: str) -> None:
    with store.begin() as unit:
        unit.session.add(CardRow(key=key, channel=channel, ts=key, fingerprint="same", posted_at=MORNING))


def test_what_draws_a_card_draws_the_one_of_its_key(world: World, store: Store) -> None:
    review = world.review_at(State.SELF_SCORED)
    number = world.request_at(RequestState.NEW).id
    keys = [
        f"quarter:{review.id}",
        f"team:{review.cycle_id}:{review.manager.id}",
        f"request:{number}",
        f"my-request:{number}",
    ]

    with store.read() as unit:
        at = Snapshot(unit=unit, policy=POLICY, now=FRIDAY)
        for key in keys:
            notice = drawing(unit, key)
            assert notice is not None
            outgoing = ROUTES[type(notice)](at, notice)
            assert outgoing is not None
            assert outgoing.card == key

    assert {key.split(":")[0] for key in keys} == set(DRAWN_BY)


def test_a_card_without_a_thread_is_drawn_by_nobody(store: Store) -> None:
    with store.read() as unit:
        assert drawing(unit, "nudge:1:2026-11-27") is None


def test_after_a_move_the_cards_of_open_requests_are_drawn_and_shown_even_if_nothing_changed(
    world: World, store: Store
) -> None:
    states = (RequestState.NEW, RequestState.DECLINED, RequestState.NEW)
    first, closed, elsewhere = (
        world.request_at(state, submission=f"V{n}").id for n, state in enumerate(states)
    )
    for number, channel in ((first, "C0OLD"), (closed, "C0OLD"), (elsewhere, "C0OTHER")):
        put(store, f"request:{number}", channel)
    put(store, f"quarter:{first}", "C0OLD")

    with store.begin() as unit:
        notices = after_a_move(unit, gone="C0OLD", to="C0NEW")

    assert [notice.payload() for notice in notices] == [{"request_id": first, "version": "in-C0NEW"}]
    with store.read() as unit:
        card = unit.outbox.card(f"request:{first}")
        assert card is not None
        assert card.fingerprint == ""
