"""A request becomes private and is opened again; by whom, and what is refused meanwhile."""

import pytest

from bot.domain.intake.way import Event
from bot.errors import Refusal
from bot.services.intake.followers import follow
from bot.services.intake.read_request import read_for_the_desk, read_request
from bot.services.intake.triage import open_step
from bot.services.intake.visibility import change_visibility, only_its_readers, open_visibility
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import SCREENSHOT, filed, kinds, read, seen_by, stepped
from tests.builders.people import Company


def private(store: Store, people: Company) -> int:
    return filed(store, people.employee, is_private=True)


@pytest.mark.parametrize("who", ["employee", "product_manager"])
def test_its_requester_and_a_product_manager_make_it_private(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)

    seen_by(store, number, Event.HIDE, getattr(people, who))

    assert read(store, number).is_private
    assert read(store, number).latest.event is Event.HIDE


@pytest.mark.parametrize("who", ["admin", "manager", "hr", "colleague", "developer"])
def test_nobody_else_does(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=r"request\.product_managers_only"):
        seen_by(store, number, Event.HIDE, getattr(people, who))
    with pytest.raises(Refusal, match=r"request\.product_managers_only"):
        open_visibility(acting(store, by=getattr(people, who)), request_id=number, event=Event.HIDE)

    assert not read(store, number).is_private


def test_only_its_requester_opens_it_again(store: Store, people: Company) -> None:
    number = private(store, people)

    with pytest.raises(Refusal, match=r"request\.only_its_requester_shows"):
        seen_by(store, number, Event.SHOW, people.product_manager)
    with pytest.raises(Refusal, match=r"request\.is_private"):
        seen_by(store, number, Event.SHOW, people.admin)
    seen_by(store, number, Event.SHOW, people.employee)

    assert not read(store, number).is_private


def test_what_is_so_already_stays_so_without_a_word(store: Store, people: Company) -> None:
    number = private(store, people)
    before = kinds(store)

    seen_by(store, number, Event.HIDE, people.product_manager)

    assert (kinds(store), len(read(store, number).steps)) == (before, 1)


def test_anything_else_is_no_question_of_who_reads_it(store: Store, people: Company) -> None:
    by = acting(store, by=people.employee)
    number = filed(store, people.employee)

    for use_case in (change_visibility, open_visibility):
        with pytest.raises(Refusal, match=r"card\.unknown"):
            use_case(by, request_id=number, event=Event.REOPEN)


@pytest.mark.parametrize("who", ["admin", "colleague", "manager", "hr", "developer", "boss"])
def test_whoever_may_not_read_a_private_request_is_turned_away_at_every_door(
    store: Store, people: Company, who: str
) -> None:
    number, by = private(store, people), getattr(people, who)
    visit = acting(store, by=by)
    doors = (
        lambda: read_request(visit, request_id=number, under=None),
        lambda: read_for_the_desk(visit, request_id=number),
        lambda: open_step(visit, request_id=number, event=Event.ASK),
        lambda: stepped(store, number, Event.ASK, by),
        lambda: only_its_readers(visit, request_id=number),
        lambda: follow(visit, request_id=number),
    )

    refused = [refusal(door) for door in doors]

    assert set(refused) <= {"request.is_private", "request.product_managers_only"}
    assert refused[0] == refused[-1] == refused[-2] == "request.is_private"


def test_what_is_to_be_known_before_is_how_much_cannot_be_taken_away(store: Store, people: Company) -> None:
    """Nothing was sent here, so nothing stands where Steward would find it."""
    number = filed(store, people.employee, files=[SCREENSHOT])
    by = acting(store, by=people.product_manager)

    assert open_visibility(by, request_id=number, event=Event.HIDE).lost == 1
    seen_by(store, number, Event.HIDE, people.product_manager)
    owner = acting(store, by=people.employee)
    assert open_visibility(owner, request_id=number, event=Event.SHOW).lost == 0


def refusal(door: object) -> str:
    with pytest.raises(Refusal) as refused:
        door()  # type: ignore[operator]
    return refused.value.code
