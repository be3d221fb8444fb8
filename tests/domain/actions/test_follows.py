"""Who hears of what happens to an action."""

import pytest

from bot.domain.actions.action import ActionKind
from bot.domain.actions.follows import FOLLOWS, ActionStep
from bot.domain.actions.way import Event, Stage, State
from tests.builders.actions import action
from tests.builders.people import CHEN, LIU, WU

OPEN, ASKED = Stage(open=True), Stage(asked=True)


def told(
    event: Event, state: State, *, was: Stage = OPEN, mentor: bool = False
) -> list[tuple[str, int | None]]:
    pairing = {"owner_id": WU.id, "kind": ActionKind.MENTORING} if mentor else {}
    step = ActionStep(action=action(state, **pairing), was=was)
    return [(each.kind, each.reader) for each in FOLLOWS[event].notices(step, because="7.1")]


@pytest.mark.parametrize(
    ("event", "state"), [(Event.WRITE, State.OPEN), (Event.REOPEN, State.OPEN), (Event.DROP, State.DROPPED)]
)
def test_whose_it_is_hears_of_it(event: Event, state: State) -> None:
    assert told(event, state) == [("ActionMoved", CHEN.id)]


def test_a_mentor_is_asked_and_whoever_it_is_for_hears_nothing_before_they_say_yes() -> None:
    assert told(Event.ASK, State.ASKED, was=ASKED, mentor=True) == [("CardStale", WU.id)]
    assert told(Event.DECLINE, State.DECLINED, was=ASKED, mentor=True) == [
        ("CardStale", WU.id),
        ("MentorAnswered", LIU.id),
    ]
    assert told(Event.DROP, State.DROPPED, was=ASKED, mentor=True) == [("CardStale", WU.id)]
    assert told(Event.ACCEPT, State.OPEN, was=ASKED, mentor=True) == [
        ("CardStale", WU.id),
        ("MentorAnswered", LIU.id),
        ("ActionMoved", CHEN.id),
    ]


def test_a_training_is_offered_on_a_card_and_only_a_no_is_told_at_once() -> None:
    def said(event: Event, state: State, was: Stage) -> list[tuple[str, int | None]]:
        step = ActionStep(action=action(state, kind=ActionKind.TRAINING), was=was)
        return [(each.kind, each.reader) for each in FOLLOWS[event].notices(step, because="7.1")]

    offered, card = Stage(offered=True), ("CardStale", CHEN.id)
    assert said(Event.OFFER, State.OFFERED, offered) == [card]
    assert said(Event.TAKE_UP, State.OPEN, offered) == [card]
    assert said(Event.TURN_DOWN, State.TURNED_DOWN, offered) == [card, ("TrainingDeclined", LIU.id)]
    assert said(Event.DROP, State.DROPPED, offered) == [card, ("ActionMoved", CHEN.id)]
    assert said(Event.EVALUATE, State.DONE, Stage(done=True)) == []


@pytest.mark.parametrize("event", [Event.GO_ON, Event.STICK])
def test_how_far_it_is_the_manager_reads_in_the_digest(event: Event) -> None:
    assert told(event, State.OPEN) == []
