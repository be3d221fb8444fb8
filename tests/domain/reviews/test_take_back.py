"""When a self-score can be changed, and what became of the wish to have it back."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.history import Entry
from bot.domain.reviews.take_back import Reply, asked_back, has_started, reply_to
from bot.domain.reviews.way import Event, State

AT = datetime(2027, 1, 8, 2, 0, tzinfo=UTC)
FIRST, S, A, Q, B, G, K, H, L = (
    Event.OPEN, Event.SUBMIT, Event.ADJUST, Event.ASK_FOR_MORE, Event.ASK_BACK, Event.GIVE_BACK, Event.KEEP,
    Event.HAND_OVER, Event.LEAVE,
)  # fmt: skip


def history(*events: Event) -> list[Entry[State, Event]]:
    return [
        Entry(
            number=number,
            event=event,
            from_state=State.SELF_SCORED,
            to_state=State.SELF_SCORED,
            by_id=1,
            at=AT + timedelta(hours=number),
            note=None,
        )
        for number, event in enumerate(events, start=1)
    ]


@pytest.mark.parametrize(
    ("events", "started"),
    [
        ((FIRST,), False),
        ((FIRST, S), False),
        ((FIRST, S, S), False),
        ((FIRST, S, A), True),
        ((FIRST, S, A, H, L), True),
        ((FIRST, S, A, Q, S), False),
        ((FIRST, S, A, B, G, S), False),
        ((FIRST, S, Event.APPROVE, Event.SEND_BACK), True),
    ],
)
def test_a_manager_has_started_once_they_scored_what_was_handed_in_last(
    events: tuple[Event, ...], started: bool
) -> None:
    assert has_started(history(*events)) is started


@pytest.mark.parametrize(
    ("after", "reply"),
    [
        ((), Reply.WAITS),
        ((A, L), Reply.WAITS),
        ((G,), Reply.GIVEN),
        ((A, K), Reply.KEPT),
        ((Q,), Reply.OVERTAKEN),
        ((H, G), Reply.OVERTAKEN),
    ],
)
def test_a_wish_waits_until_it_is_answered_or_something_else_is_decided(
    after: tuple[Event, ...], reply: Reply
) -> None:
    told = history(FIRST, S, A, B, *after)

    found, at = reply_to(told, 4)

    assert found is reply
    assert (at is None) is (reply is Reply.WAITS)
    assert (asked_back(told) is not None) is (reply is Reply.WAITS)
