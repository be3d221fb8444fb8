"""The second look at what a manager gave: who takes it, when it is through. Source: domain.md §5 and §8."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.people import Person
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Looks
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.seats import Seat


@dataclass(frozen=True, kw_only=True)
class Seated:
    """Who sits where, and since when they have confirmed."""

    seat: Seat
    person_id: int
    confirmed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """One person's scores before whoever looks again. `own` and `given` are what both sides came to, while
    it is fixed.

    `mine`: the reader has confirmed; `others`: who else has, and who is awaited, by name. `version` is what
    a button carries. `sent_back`: it is with the manager again; `settled`: everybody asked has confirmed.
    `leans_on_late`: it could be approved only because of feedback that came late.
    """

    review_id: int
    version: int
    name: str
    post: str
    own: Outcome | None
    given: Outcome | None
    mine: bool
    confirmed_by: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    sent_back: bool = False
    settled: bool = False
    is_here: bool = True
    leans_on_late: bool = False

    @property
    def waits(self) -> bool:
        """Whether the reader is asked about it now."""
        return self.is_here and not (self.mine or self.sent_back or self.settled)


@dataclass(frozen=True, kw_only=True)
class SecondLookFacts:
    """All of one manager's people before one reader, by name."""

    cycle_id: int
    cycle_name: str
    reader: Person
    manager: Person
    due: date
    people: tuple[LookedAt, ...]

    @property
    def waiting(self) -> tuple[LookedAt, ...]:
        return tuple(each for each in self.people if each.waits)


@dataclass(frozen=True, kw_only=True)
class SentBack:
    """What a manager is told of scores that came back: by whom, why, and which items are in doubt."""

    by: str
    at: datetime
    reason: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Who is above a manager, nearest first, and who is of HR: whoever opened the cycle first."""

    above: Sequence[Person] = ()
    hr: Sequence[Person] = field(default_factory=tuple)


def seats(chain: Chain, *, employee_id: int, manager_id: int) -> Mapping[Seat, int]:
    """Who takes the second look: the manager's manager and HR, never the same person twice, and never the
    employee or the manager who scored.

    Where a place of the chain is held by one of them, the next one up takes it; where nobody is left above,
    HR looks alone. Where HR cannot, the next one up takes that seat as well. Empty where nobody can.
    """
    taken = {employee_id, manager_id}
    found: dict[Seat, int] = {}
    for seat, people in ((Seat.ONE_OVER, chain.above), (Seat.HR, (*chain.hr, *chain.above))):
        person = next(_can(people, taken), None)
        if person is not None:
            found[seat] = person.id
            taken.add(person.id)
    return found


def is_settled(seated: Sequence[Seated], looks: Looks) -> bool:
    """Whether as many have confirmed as the scheme wants."""
    confirmed = [each.confirmed_at is not None for each in seated]
    return all(confirmed) if looks is Looks.BOTH else any(confirmed)


def awaited(seated: Sequence[Seated]) -> tuple[int, ...]:
    """Who has not confirmed yet."""
    return tuple(each.person_id for each in seated if each.confirmed_at is None)


def _can(people: Sequence[Person], taken: set[int]) -> Iterator[Person]:
    return (each for each in people if each.is_active and each.id not in taken)
