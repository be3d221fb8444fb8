"""A request that holds two things: what becomes of the second."""

from datetime import timedelta

import pytest

from bot.domain.intake.links import Link
from bot.domain.intake.way import Event, State
from bot.errors import Refusal
from bot.services.intake.split import open_split, split
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, SCREENSHOT, filed, kinds, read, stepped
from tests.builders.people import Company, Person

NOW = MORNING + timedelta(minutes=30)


def parted(store: Store, number: int, by: Person, *, submission: str = "S1", seen: int = 0) -> int:
    return split(
        acting(store, by=by, now=NOW),
        request_id=number,
        text="The search finds nothing.",
        seen=seen,
        submission=submission,
    )


def test_the_second_is_filed_for_the_same_requester_with_the_files(store: Store, people: Company) -> None:
    number = filed(store, people.employee, files=[SCREENSHOT])
    first = read(store, number)

    other = read(store, parted(store, number, people.product_manager))

    assert (other.requester, other.owner, other.state) == (people.employee, first.owner, State.NEW)
    assert (other.title, other.page, other.urgency) == (
        "The search finds nothing.",
        first.page,
        first.urgency,
    )
    assert other.steps[0].files == (SCREENSHOT,)
    assert other.answer_by > first.answer_by


def test_the_two_know_of_each_other_and_the_requester_hears_of_it_once(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    other = parted(store, number, people.product_manager)

    (here,), (there,) = read(store, number).related, read(store, other).related
    assert (here.id, here.link, here.is_origin) == (other, Link.SPLIT, False)
    assert (there.id, there.link, there.is_origin) == (number, Link.SPLIT, True)
    assert read(store, number).state is State.NEW
    assert kinds(store).count("RequestStepTaken") == 1


def test_the_same_form_twice_is_one_request(store: Store, people: Company) -> None:
    number = filed(store, people.employee)

    assert parted(store, number, people.product_manager) == parted(store, number, people.product_manager)


def test_what_was_written_is_kept_where_a_colleague_was_faster(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.ACCEPT, people.admin)

    with pytest.raises(Refusal, match="overtaken"):
        parted(store, number, people.product_manager)

    form = open_split(acting(store, by=people.product_manager, now=NOW), request_id=number)
    assert form.text == "The search finds nothing."
