"""Which version counts, and how another one stands to those that there are."""

from dataclasses import dataclass

import pytest

from bot.domain.versions import newest, standing


@dataclass(frozen=True)
class Page:
    key: str
    version: int
    text: str = ""


EVERY = (Page("b", 2), Page("a", 9), Page("a", 10), Page("a", 10, "again"))


def test_the_newest_of_each_key_counts_and_of_two_alike_the_first() -> None:
    assert newest(EVERY) == [Page("a", 10), Page("b", 2)]


@pytest.mark.parametrize(
    ("new", "highest", "is_there", "is_taken", "following"),
    [
        (Page("c", 1), 0, False, False, 2),
        (Page("a", 10), 10, True, False, 11),
        (Page("a", 9, "other"), 10, False, True, 11),
        (Page("a", 3), 10, False, False, 11),
        (Page("a", 12), 10, False, False, 13),
    ],
)
def test_how_a_version_stands_to_the_others(
    new: Page, highest: int, is_there: bool, is_taken: bool, following: int
) -> None:
    found = standing(new, EVERY)

    assert (found.newest, found.is_there, found.is_taken, found.next) == (
        highest,
        is_there,
        is_taken,
        following,
    )
