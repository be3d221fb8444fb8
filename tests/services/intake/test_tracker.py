"""What a tracker tells moves a hand-over: once, when it is fresh, and only as far as was agreed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.history import Entry
from bot.domain.intake.handover_way import Event, State
from bot.domain.intake.tracker import Issue, IssueState, Told
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.policy import Policy
from bot.services.acting import Acting
from bot.services.intake.advance import advance as advance_request
from bot.services.intake.handover_moves import advance
from bot.services.intake.tracker import Heard, asked, forget_told, hear, issue_was_made, to_ask
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import briefed
from tests.builders.handovers import MORNING, handed_over
from tests.builders.intake import filed
from tests.builders.people import Company

LATER = MORNING + timedelta(hours=3)


def told(state: IssueState, **more: object) -> Told:
    return replace(Told(delivery=f"d-{state}", key="7", state=state, at=LATER), **more)  # type: ignore[arg-type]


@pytest.fixture
def handover(store: Store, people: Company) -> int:
    number = filed(store, people.employee, now=MORNING)
    desk = acting(store, by=people.product_manager, now=MORNING)
    with store.begin() as unit:
        advance_request(unit, unit.requests.get(number), RequestEvent.ACCEPT, desk)
    briefed(store, number, desk)
    handover_id = handed_over(store, people, number)
    with store.begin() as unit:
        issue_was_made(
            unit,
            Issue(
                handover_id=handover_id,
                tracker="github",
                key="7",
                url="https://github.com/shop/site/issues/7",
                state=IssueState.OPEN,
                synced_at=MORNING,
            ),
            now=MORNING,
        )
    return handover_id


@pytest.fixture
def steward(store: Store) -> Acting:
    return acting(store, by=None, now=LATER, policy=Policy(has_tracker=True))


@pytest.fixture
def agreed(store: Store, people: Company, handover: int) -> int:
    with store.begin() as unit:
        said = advance(
            unit, unit.handovers.get(handover), Event.SAY, acting(store, by=people.developer, now=MORNING)
        )
        advance(unit, said, Event.CONFIRM, acting(store, by=people.product_manager, now=MORNING))
    return handover


def steps(store: Store, handover: int) -> list[Entry[State, Event]]:
    with store.read() as unit:
        return list(unit.handovers.history(handover))


def test_begun_closed_and_reopened_are_steps_of_the_developer(
    store: Store, steward: Acting, agreed: int
) -> None:
    for state in (IssueState.STARTED, IssueState.CLOSED, IssueState.OPEN):
        assert hear(steward, tracker="github", told=told(state)) is Heard.TAKEN

    assert [each.event for each in steps(store, agreed)][-3:] == [Event.START, Event.READY, Event.START]
    with store.read() as unit:
        assert unit.handovers.look(agreed).state is State.STARTED


def test_what_it_told_is_not_told_to_it_again(store: Store, steward: Acting, agreed: int) -> None:
    hear(steward, tracker="github", told=told(IssueState.STARTED))

    with store.read() as unit:
        assert "TrackerTold" not in {each.kind for each in unit.outbox.waiting(until=LATER)}


@pytest.mark.parametrize(
    ("more", "heard"),
    [
        ({"key": "8"}, Heard.UNKNOWN),
        ({"at": LATER - timedelta(hours=2)}, Heard.OLD),
        ({"at": LATER + timedelta(hours=2)}, Heard.OLD),
    ],
)
def test_what_is_unknown_or_old_changes_nothing(
    store: Store, steward: Acting, agreed: int, more: dict[str, object], heard: Heard
) -> None:
    before = steps(store, agreed)

    assert hear(steward, tracker="github", told=told(IssueState.STARTED, **more)) is heard
    assert steps(store, agreed) == before


def test_the_same_twice_is_one_and_what_was_overtaken_changes_nothing(
    store: Store, steward: Acting, agreed: int
) -> None:
    late = told(IssueState.STARTED, delivery="late", at=LATER - timedelta(minutes=5))

    heard = [hear(steward, tracker="github", told=told(IssueState.CLOSED)) for _ in range(2)]
    hear(steward, tracker="github", told=told(IssueState.STARTED))
    before = steps(store, agreed)

    assert heard == [Heard.TAKEN, Heard.AGAIN]
    assert hear(steward, tracker="github", told=late) is Heard.TAKEN
    assert steps(store, agreed) == before


def test_nothing_is_begun_before_it_is_agreed(store: Store, steward: Acting, handover: int) -> None:
    hear(steward, tracker="github", told=told(IssueState.STARTED))

    assert [each.event for each in steps(store, handover)] == [Event.SEND]


def test_what_is_asked_does_the_same_once(store: Store, steward: Acting, agreed: int) -> None:
    [issue] = to_ask(steward, tracker="github")

    for _ in range(2):
        asked(steward, issue=issue, state=IssueState.STARTED, at=LATER)

    assert to_ask(steward, tracker="jira") == []
    assert [each.event for each in steps(store, agreed)].count(Event.START) == 1


def test_what_was_told_is_forgotten_after_days(store: Store, steward: Acting, agreed: int) -> None:
    hear(steward, tracker="github", told=told(IssueState.STARTED))

    forget_told(replace(steward, now=LATER + timedelta(days=3)))

    with store.read() as unit:
        assert not unit.tracker_issues.was_told("d-started")


def test_what_happened_in_the_second_of_its_last_word_is_not_old(
    store: Store, steward: Acting, agreed: int
) -> None:
    """Trackers write whole seconds, Steward's clock finer ones."""
    made = LATER.replace(microsecond=700_000)
    with store.begin() as unit:
        unit.tracker_issues.move(agreed, IssueState.OPEN, synced_at=made)

    assert hear(steward, tracker="github", told=told(IssueState.STARTED, at=LATER)) is Heard.TAKEN
    assert steps(store, agreed)[-1].event is Event.START
