"""Mentors: who can be asked, and how much they have taken on already. They are asked, never assigned.

Source: domain.md §8.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.people import Person

MOST_SUGGESTED = 100
"""As many as a menu holds."""


@dataclass(frozen=True, kw_only=True)
class Mentor:
    """Somebody who can be asked. `load`: pairings that they are in or asked for; `most`: so many at once."""

    person: Person
    load: int
    most: int

    @property
    def is_full(self) -> bool:
        return self.load >= self.most


@dataclass(frozen=True, kw_only=True)
class MentorLoad:
    """What one mentor has taken on: pairings that they are in, are asked for, and were done in a year."""

    person: Person
    paired: int = 0
    asked: int = 0
    done: int = 0

    @property
    def load(self) -> int:
        return self.paired + self.asked


@dataclass(frozen=True, kw_only=True)
class MentorsPage:
    """Everybody who is a mentor, was in a year, or is asked to be, the most loaded first. `most`: so many
    pairings at once; `free`: how many others can be asked.
    """

    loads: tuple[MentorLoad, ...]
    more: int
    most: int
    free: int


def ranked(
    people: Iterable[Person], loads: Mapping[int, int], *, leaving_out: Collection[int], near: str, most: int
) -> tuple[Mentor, ...]:
    """Who can be asked: whoever has fewest first, of these the department named `near` first. Whoever cannot
    be written to is left out.
    """
    found = [
        Mentor(person=each, load=loads.get(each.id, 0), most=most)
        for each in people
        if each.is_active and each.slack_id and each.id not in leaving_out
    ]

    def place(mentor: Mentor) -> tuple[int, bool, str, int]:
        return mentor.load, mentor.person.department != near, mentor.person.name, mentor.person.id

    return tuple(sorted(found, key=place))


def to_ask(mentors: Sequence[Mentor]) -> tuple[Mentor, ...]:
    """Those whom a menu offers: nobody who has as many as they take."""
    return tuple(each for each in mentors if not each.is_full)[:MOST_SUGGESTED]
