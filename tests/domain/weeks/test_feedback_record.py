"""Lists of feedback: how many pages there are."""

import pytest

from bot.domain.weeks.feedback_record import (
    PeopleOnRecord,
    RecordPage,
    Which,
    last_page,
)
from tests.builders.people import CHEN


@pytest.mark.parametrize(
    ("total", "size", "last"), [(0, 5, 0), (1, 5, 0), (5, 5, 0), (6, 5, 1), (11, 5, 2), (81, 40, 2)]
)
def test_the_last_page(total: int, size: int, last: int) -> None:
    assert last_page(total, size) == last


def test_a_list_and_a_team_know_their_last_page() -> None:
    page = RecordPage(which=Which.GIVEN, reader=CHEN, about=None, pieces=(), suggestions=(), total=6, page=0)
    people = PeopleOnRecord(people=(), total=41, page=0, may_choose=False)

    assert (page.last, people.last) == (1, 1)
