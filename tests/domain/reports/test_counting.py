"""No figure about fewer than five people."""

import pytest

from bot.domain.reports.counting import Count, Thing, count, split


def things(*people: int) -> list[Thing]:
    return [Thing(person_id=each, is_done=each % 2 == 0, is_late=each == 1) for each in people]


@pytest.mark.parametrize(
    ("of", "people", "shown"),
    [
        ((1, 2, 3, 4, 5), 5, Count(total=5, done=2, late=1)),
        ((1, 1, 2, 3, 4, 5), 9, Count(total=6, done=2, late=2)),
        ((1, 2, 3, 4), 9, None),
        ((2, 2, 2, 2, 2, 2), 9, None),
        ((), 9, Count()),
        ((), 4, None),
        ((1, 2, 3, 4, 5), 4, None),
    ],
    ids=["five", "twice", "four", "one of them six times", "nothing", "nothing of four", "four by now"],
)
def test_a_figure_is_shown_of_five_people_or_of_none(
    of: tuple[int, ...], people: int, shown: Count | None
) -> None:
    assert count(things(*of), people=people) == shown


def test_what_is_neither_done_nor_late_is_the_rest_and_counts_add_up() -> None:
    both = Count(total=5, done=2, late=1) + Count(total=4, done=4)

    assert (both, both.rest) == (Count(total=9, done=6, late=1), 2)


def test_parts_are_told_only_where_each_is_of_five_people_or_of_none() -> None:
    five = [(who, "classroom") for who in range(5)]

    assert split(five, people=9) == {"classroom": 5}
    assert split([*five, *((who, "sharing") for who in range(3, 8))], people=9) == {
        "classroom": 5,
        "sharing": 5,
    }
    assert split([*five, (1, "sharing")], people=9) is None
    assert split([*five[:4], (1, "classroom")], people=9) is None
    assert split([], people=9) == {}
    assert split([], people=4) is None
