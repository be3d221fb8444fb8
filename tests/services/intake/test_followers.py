"""Following a colleague's request: what is heard of it, where, and until when."""

from datetime import timedelta

import pytest

from bot.domain.intake.followers import Via
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.services.intake.followers import follow, followed_facts, unfollow
from bot.services.intake.triage import open_step
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed, stepped
from tests.builders.people import Company
from tests.builders.told import told


def follows(store: Store, number: int, by: Person) -> int:
    return follow(acting(store, by=by, now=MORNING + timedelta(minutes=5)), request_id=number)


def test_whoever_follows_a_request_has_a_card_and_hears_what_the_desk_does(
    store: Store, people: Company
) -> None:
    number, wu = filed(store, people.employee), people.colleague

    assert follows(store, number, wu) == number
    stepped(store, number, Event.ACCEPT, people.product_manager)

    card = (f"followed:{number}:{wu.id}", wu.id)
    assert told(store, after=2) == [
        card,
        (f"request:{number}", None),
        (f"my-request:{number}", people.employee.id),
        card,
        ("RequestStepTaken", people.employee.id),
        ("FollowedStepTaken", wu.id),
    ]


def test_a_question_to_the_requester_is_not_asked_of_those_who_follow(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    follows(store, number, people.colleague)

    stepped(store, number, Event.ASK, people.product_manager)

    assert ("FollowedStepTaken", people.colleague.id) not in told(store)


@pytest.mark.parametrize(("event", "others"), [(Event.ACCEPT, 1), (Event.ASK, 0)])
def test_who_writes_to_them_all_is_told_so_beforehand(
    store: Store, people: Company, event: Event, others: int
) -> None:
    number = filed(store, people.employee)
    follows(store, number, people.colleague)

    form = open_step(acting(store, by=people.product_manager), request_id=number, event=event)

    assert form.read_by_others == others


def test_following_twice_is_following_once_and_ones_own_is_followed_anyhow(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    for by in (people.colleague, people.colleague, people.employee):
        follows(store, number, by)

    with store.read() as unit:
        (only,) = unit.followers.of(number)

    assert (only.person_id, only.via, only.joined) == (people.colleague.id, Via.PRESSED, ())


def test_whoever_follows_no_more_hears_nothing_more(store: Store, people: Company) -> None:
    number, wu = filed(store, people.employee), people.colleague
    follows(store, number, wu)

    unfollow(acting(store, by=wu, now=MORNING + timedelta(minutes=6)), request_id=number)
    before = len(told(store))
    stepped(store, number, Event.ACCEPT, people.product_manager)

    with store.read() as unit:
        assert followed_facts(unit, number, wu.id).follower is None
    assert wu.id not in {to for _, to in told(store, after=before)}
