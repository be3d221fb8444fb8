"""What goes along with a request that is joined, and comes back with it."""

from datetime import timedelta

from bot.domain.intake.followers import Via
from bot.domain.intake.links import Link
from bot.services.intake.links import bring_back, join_to, leave_original
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, filed
from tests.builders.people import Company

NOW = MORNING + timedelta(minutes=30)


def test_whoever_followed_comes_back_as_they_came(store: Store, people: Company) -> None:
    first, second = filed(store, people.employee), filed(store, people.colleague, submission="V2")
    desk = acting(store, by=people.product_manager, now=NOW)
    with store.begin() as unit:
        unit.followers.add(second, people.hr.id, via=Via.PRESSED, at=MORNING)
        request = unit.requests.get(second)

        brought = join_to(unit, request, first, desk)
        heard = [(each.person_id, each.via) for each in unit.followers.of(first)]
        original = leave_original(unit, request)
        bring_back(unit, request, brought, desk)

        assert heard == [(people.hr.id, Via.PRESSED), (people.colleague.id, Via.JOINED)]
        assert original == first
        assert unit.followers.of(first) == []
        assert [(each.person_id, each.since) for each in unit.followers.of(second)] == [
            (people.hr.id, MORNING)
        ]


def test_what_was_not_joined_leaves_nothing(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    with store.begin() as unit:
        assert leave_original(unit, unit.requests.get(number)) is None
        assert unit.links.around(number) == []


def test_of_two_of_their_own_one_stays(store: Store, people: Company) -> None:
    first = filed(store, people.employee)
    second, third = (filed(store, people.colleague, submission=f"W{n}") for n in range(2))
    desk = acting(store, by=people.product_manager, now=NOW)
    with store.begin() as unit:
        for number in (second, third):
            join_to(unit, unit.requests.get(number), first, desk)

        leave_original(unit, unit.requests.get(second))

        (follower,) = unit.followers.of(first)
        assert follower.joined == (third,)
        assert [each.link for each in unit.links.around(first)] == [Link.JOINED]
