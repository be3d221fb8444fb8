"""Two requests are the same: who hears of what, where chains end, and that one fix tells all."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.domain.intake.way import Event, State
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.intake.followers import follow
from bot.services.intake.join import join, open_join
from bot.services.intake.my_request import add_or_reopen
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, announced, filed, read, stepped
from tests.builders.people import Company
from tests.builders.told import told

LATER = MORNING + timedelta(minutes=30)


def joined(store: Store, number: int, original: int, by: Person, *, seen: int | None = None) -> int:
    return join(
        acting(store, by=by, now=LATER),
        request_id=number,
        original_id=original,
        seen=read(store, number).desk_seen if seen is None else seen,
        submission=f"J{number}",
    )


def test_the_request_is_closed_and_its_requester_hears_of_the_original(store: Store, people: Company) -> None:
    first = filed(store, people.employee)
    second = filed(store, people.colleague, submission="V2", files=[SCREENSHOT])
    before = len(told(store))

    assert joined(store, second, first, people.product_manager) == first

    request = read(store, second)
    assert (request.state, request.joined_to.id if request.joined_to else None) == (State.JOINED, first)
    assert told(store, after=before) == [
        (f"request:{second}", None),
        (f"my-request:{second}", people.colleague.id),
        (f"request:{first}", None),
        ("RequestStepTaken", people.colleague.id),
        ("RequestJoined", None),
        ("JoinedFilesSent", None),
    ]


def test_the_card_of_the_original_is_drawn_anew_whatever_happened_to_it_before(
    store: Store, people: Company
) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    stepped(store, first, Event.ASK, people.product_manager)
    before = told(store).count((f"request:{first}", None))

    joined(store, second, first, people.product_manager)

    assert told(store).count((f"request:{first}", None)) == before + 1


def test_one_fix_tells_all_once(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    joined(store, second, first, people.product_manager)
    stepped(store, first, Event.ACCEPT, people.product_manager)
    before = len(told(store))

    stepped(store, first, Event.FINISH, people.product_manager)

    said = told(store, after=before)
    assert said.count(("RequestStepTaken", people.employee.id)) == 1
    assert said.count(("FollowedStepTaken", people.colleague.id)) == 1
    assert said.count((f"my-request:{second}", people.colleague.id)) == 1


def test_there_are_no_chains_and_followers_go_along(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    third = filed(store, people.manager, submission="V3")
    follow(acting(store, by=people.hr, now=MORNING), request_id=second)
    desk = people.product_manager

    joined(store, third, second, desk)
    joined(store, second, first, desk)

    assert read(store, third).joined_to.id == first  # type: ignore[union-attr]
    with store.read() as unit:
        assert unit.followers.of(second) == []
        heard = {each.person_id: each.joined for each in unit.followers.of(first)}
    assert heard == {people.hr.id: (), people.manager.id: (third,), people.colleague.id: (second,)}


def test_joining_to_one_that_was_joined_goes_to_its_original(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    third = filed(store, people.manager, submission="V3")
    joined(store, second, first, people.product_manager)

    assert joined(store, third, second, people.product_manager) == first


@pytest.mark.parametrize(("original", "code"), [(1, "join_itself"), (99, "join_unknown")])
def test_it_is_not_the_same_as_itself_or_as_nothing(
    store: Store, people: Company, original: int, code: str
) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match=code) as refusal:
        joined(store, number, original, people.product_manager)

    assert refusal.value.field == "number"


def test_two_product_managers_at_once(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    stepped(store, second, Event.ACCEPT, people.product_manager)

    with pytest.raises(Refusal, match="overtaken"):
        joined(store, second, first, people.admin, seen=0)


def test_whoever_says_that_theirs_is_different_has_it_back(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    joined(store, second, first, people.product_manager)

    add_or_reopen(
        acting(store, by=people.colleague, now=LATER),
        request_id=second,
        event=Event.REOPEN,
        text="Mine is another page.",
        files=[],
        submission="R1",
    )

    request = read(store, second)
    assert (request.state, request.joined_to) == (State.NEW, None)
    with store.read() as unit:
        assert unit.followers.of(first) == []


def test_what_is_open_is_offered_first_and_never_what_was_joined(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    third, fourth = (filed(store, people.manager, submission=f"W{n}") for n in range(2))
    stepped(store, third, Event.ANSWER, people.product_manager)
    joined(store, second, first, people.product_manager)

    form = open_join(acting(store, by=people.product_manager), request_id=fourth)

    assert [each.id for each in form.offered] == [first, third]
    assert "RequestJoined" in [kind for kind, _ in announced(store)]


def test_of_two_that_are_joined_to_each_other_at_once_one_stays_open(store: Store, people: Company) -> None:
    pairs = [
        tuple(filed(store, people.employee, submission=f"V{place}{end}") for end in "ab")
        for place in range(8)
    ]

    def try_to(pair: tuple[int, int]) -> None:
        with suppress(Refusal):
            joined(store, *pair, people.product_manager, seen=0)

    with ThreadPoolExecutor(2) as hands:
        for one, other in pairs:
            list(hands.map(try_to, [(one, other), (other, one)]))

    assert [{read(store, each).state for each in pair} for pair in pairs] == [{State.NEW, State.JOINED}] * 8
