"""Messages as people saw them, with the names of our own people."""

import pytest

from bot.services.intake.markup import people_named, seen_by_people
from storage.unit import Store
from tests.builders.people import company


def test_of_those_who_are_called_our_own_are_found_in_their_order(store: Store) -> None:
    people = company(store)

    with store.read() as unit:
        found = people_named(unit, ["U0HE", "U0NOBODY", "U0CHEN"])

    assert found == {"U0HE": people.developer, "U0CHEN": people.employee}
    assert list(found) == ["U0HE", "U0CHEN"]


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("<@U0HE> the basket &amp; the till", "@He Jun the basket & the till"),
        ("<@U0NOBODY> look", "@U0NOBODY look"),
        ("  \n ", ""),
    ],
)
def test_a_message_reads_as_people_saw_it(store: Store, markup: str, seen: str) -> None:
    company(store)

    with store.read() as unit:
        assert seen_by_people(unit, markup) == seen
