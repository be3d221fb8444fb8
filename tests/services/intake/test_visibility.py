"""A request becomes private and is opened again; by whom, and what is refused meanwhile."""

import pytest
from sqlalchemy import select

from bot.domain.intake.visibility import may_read
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.intake.emergency import open_emergency
from bot.services.intake.followers import follow
from bot.services.intake.join import join
from bot.services.intake.read_request import read_for_the_desk, read_request
from bot.services.intake.similar import find_similar
from bot.services.intake.triage import open_step
from bot.services.intake.visibility import change_visibility, only_its_readers, open_visibility
from storage.intake.visibility import readable_by
from storage.models.intake import RequestRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, filed, kinds, read, seen_by, stepped
from tests.builders.people import Company, person


def private(store: Store, people: Company, *, submission: str = "V1") -> int:
    return filed(store, people.employee, is_private=True, submission=submission)


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


@pytest.mark.parametrize("who", ["employee", "product_manager", "admin", "hr", "colleague", "boss"])
def test_lists_hold_what_the_rule_lets_somebody_read(store: Store, people: Company, who: str) -> None:
    reader: Person = getattr(people, who)
    numbers = [
        filed(store, by, is_private=is_private, submission=f"V{number}")
        for number, (by, is_private) in enumerate(
            (by, is_private) for by in (people.employee, people.colleague) for is_private in (False, True)
        )
    ]

    with store.read() as unit:
        listed = unit.session.scalars(select(RequestRow.id).where(readable_by(reader))).all()
        may = [number for number in numbers if may_read(unit.requests.look(number), reader)]

    assert sorted(listed) == may
    assert len(may) == {"employee": 3, "colleague": 3, "product_manager": 4}.get(who, 2)


def test_what_is_open_of_a_branch_stands_on_its_homes_as_far_as_they_may_read_it(
    store: Store, people: Company
) -> None:
    tang = person(store, "Tang Yu", branch=people.employee.branch)
    public = filed(store, people.employee)
    private = filed(store, people.employee, is_private=True, submission="V2")
    filed(store, people.colleague, submission="V3")
    closed = filed(store, people.employee, submission="V4")
    stepped(store, closed, Event.ANSWER, people.product_manager)

    def shown(reader: Person) -> list[int]:
        with store.read() as unit:
            page = [each.number for each in unit.visibility.page_of_branch(reader, first=0, most=10)]
            assert unit.visibility.open_of_branch(reader) == len(page)
            assert unit.visibility.page_of_branch(reader, first=len(page), most=10) == []
            return page

    assert shown(tang) == [public]
    assert shown(people.employee) == [private, public]


def test_a_private_request_is_found_by_its_readers_alone_before_something_like_it_is_sent(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee, is_private=True, happened="The basket is empty after paying.")

    def found(reader: Person) -> list[int]:
        with store.read() as unit:
            text = "The basket is empty after paying"
            return [each.number for each in find_similar(unit, text, by_id=reader.id).requests]

    assert found(people.employee) == found(people.product_manager) == [number]
    assert found(people.colleague) == found(people.admin) == []


def test_the_queue_of_an_admin_holds_no_private_request(store: Store, people: Company) -> None:
    public, private_one = filed(store, people.employee), private(store, people, submission="V2")

    with store.read() as unit:
        queues = {
            who: {each.number for each in unit.queue.open_to(getattr(people, who), now=MORNING)}
            for who in ("admin", "product_manager")
        }

    assert queues == {"admin": {public}, "product_manager": {public, private_one}}


def test_no_developer_is_called_about_a_private_request(store: Store, people: Company) -> None:
    number = private(store, people)

    with pytest.raises(Refusal, match=r"emergency\.is_private"):
        open_emergency(acting(store, by=people.product_manager), request_id=number)


def refusal(door: object) -> str:
    with pytest.raises(Refusal) as refused:
        door()  # type: ignore[operator]
    return refused.value.code


def test_what_others_wait_for_is_not_hidden_from_them(store: Store, people: Company) -> None:
    original = filed(store, people.employee)
    other = filed(store, people.colleague, submission="V2")
    join(
        acting(store, by=people.product_manager),
        request_id=other,
        original_id=original,
        seen=0,
        submission="V3",
    )

    with pytest.raises(Refusal, match=r"request\.hide_joined"):
        seen_by(store, original, Event.HIDE, people.product_manager)
    seen_by(store, other, Event.HIDE, people.colleague)

    assert not read(store, original).is_private
    assert read(store, other).is_private
