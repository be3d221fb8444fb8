"""The second look at what a manager gave: who takes it, when it is through. Source: domain.md §5 and §8."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.reviews.facts import Item, ReviewFacts
from bot.domain.reviews.no_surprise import band
from bot.domain.reviews.scheme import Looks
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.seats import Seat
from bot.domain.text import is_blank


@dataclass(frozen=True, kw_only=True)
class Seated:
    """Who sits where, and since when they have confirmed."""

    seat: Seat
    person_id: int
    confirmed_at: datetime | None = None


class Remark(StrEnum):
    """What deserves a second look before the rest; each has its words."""

    BIG_CHANGE = "big_change"
    LATE_FEEDBACK = "late_feedback"


BIG = Decimal(1)
BIG_ACROSS_BANDS = Decimal("0.5")
"""As many points from one period to the next stand out; where the band is another one, half as many do (our
choice). The bands lie so close that whoever goes up or down by a step of the scale is in another one: that
alone is what most people do.
"""


def remarks(review: ReviewFacts, last: Decimal | None) -> tuple[Remark, ...]:
    """What stands out about what a manager came to. `last`: the point of the employee's period before, on
    this scale; None where nothing compares: then their own score is what it is measured by.
    """
    own, given = review.own_outcome, review.outcome
    if own is None or given is None:
        return ()
    before = own.score if last is None else last
    found = {
        Remark.BIG_CHANGE: _is_big(before, given.score, review.cycle.scheme.bands),
        Remark.LATE_FEEDBACK: bool(review.leans_on),
    }
    return tuple(remark for remark, holds in found.items() if holds)


def _is_big(before: Decimal, now: Decimal, bands: Sequence[Decimal]) -> bool:
    is_another_band = band(before, bands) != band(now, bands)
    return abs(before - now) >= (BIG_ACROSS_BANDS if is_another_band else BIG)


@dataclass(frozen=True, kw_only=True)
class Redone:
    """What became of a doubt, once the manager has approved again. `moved`: each item that was in doubt, then
    each other one that changed, with its score before and now; `review` names them.
    """

    by: str
    is_own: bool
    reason: str
    review: ReviewFacts
    moved: tuple[tuple[Item, Decimal, Decimal], ...] = ()


@dataclass(frozen=True, kw_only=True)
class LookedAt:
    """One person's scores before whoever looks again. `own` and `given` are what both sides came to, while
    it is fixed; `last` is the point of the period before, None where nothing compares.

    `mine`: the reader has confirmed; `confirmed_by` and `awaited`: who else has, and who has not, by name.
    `version` is what a button carries. `sent_back`: it is with the manager again, because `doubted_by` has
    the `doubt`, the reader themselves where `is_own_doubt`; `settled`: everybody asked has confirmed.
    `marks`: what stands out. `in_place_of`: from whom the reader's seat passed on to them. `differing`: how
    many items the manager scored otherwise than the employee. `redone`: what became of the last doubt.
    """

    review_id: int
    version: int
    name: str
    post: str
    own: Outcome | None
    given: Outcome | None
    mine: bool
    last: Decimal | None = None
    confirmed_by: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    sent_back: bool = False
    settled: bool = False
    is_here: bool = True
    marks: tuple[Remark, ...] = ()
    doubted_by: str = ""
    is_own_doubt: bool = False
    doubt: str = ""
    in_place_of: str = ""
    differing: int = 0
    redone: Redone | None = None

    @property
    def waits(self) -> bool:
        """Whether the reader is asked about it now."""
        return self.is_here and not (self.mine or self.sent_back or self.settled)


@dataclass(frozen=True, kw_only=True)
class SecondLookFacts:
    """All of one manager's people before one reader, in the order of their reviews. `gone`: at whom they are
    asked to look no more, because their seat passed on: to whom, nobody where it is empty.
    """

    cycle_id: int
    cycle_name: str
    reader: Person
    manager: Person
    due: date
    people: tuple[LookedAt, ...]
    gone: tuple[tuple[str, str], ...] = ()

    @property
    def waiting(self) -> tuple[LookedAt, ...]:
        return tuple(each for each in self.people if each.waits)

    @property
    def is_over(self) -> bool:
        """Whether nothing of what stands there can come back any more."""
        return all(each.settled or not each.is_here for each in self.people)


@dataclass(frozen=True, kw_only=True)
class Glance:
    """As much of one person as the overview of whoever looks again tells: no score. `waits`: for them."""

    review_id: int
    name: str
    manager_id: int
    manager: str
    waits: bool


@dataclass(frozen=True, kw_only=True)
class SecondLooksFacts:
    """Everybody at whom one reader looks again in a cycle, one manager's people after another's."""

    cycle_name: str
    reader: Person
    due: date
    people: tuple[Glance, ...]

    @property
    def waiting(self) -> tuple[Glance, ...]:
        return tuple(each for each in self.people if each.waits)

    @property
    def managers(self) -> tuple[tuple[str, int, int], ...]:
        """Each manager's name, how many of theirs wait, and of how many."""
        found: dict[int, list[Glance]] = {}
        for each in self.people:
            found.setdefault(each.manager_id, []).append(each)
        return tuple((of[0].manager, sum(each.waits for each in of), len(of)) for of in found.values())


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What stands in the form that sends scores back: why, and which items were ticked."""

    reason: str = ""
    items: tuple[Item, ...] = ()

    @property
    def is_empty(self) -> bool:
        return is_blank(self.reason) and not self.items


@dataclass(frozen=True, kw_only=True)
class SentBack:
    """What a manager is told of scores that came back: by whom, why, and which items are in doubt. `by` is
    empty where the company itself did it, by a command.
    """

    by: str
    at: datetime
    reason: str
    items: tuple[Item, ...] = ()
    by_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Chain:
    """Who is above a manager, nearest first, and who is of HR: whoever opened the cycle first."""

    above: Sequence[Person] = ()
    hr: Sequence[Person] = field(default_factory=tuple)

    def without(self, *person_ids: int | None) -> "Chain":
        """The same without these: whoever decided in the manager's place, for nobody confirms what they gave;
        whoever is on leave.
        """
        return Chain(
            above=[each for each in self.above if each.id not in person_ids],
            hr=[each for each in self.hr if each.id not in person_ids],
        )


def seats(
    chain: Chain, *, employee_id: int, manager_id: int, away: Collection[int] = ()
) -> Mapping[Seat, int]:
    """Who takes the second look: the manager's manager and HR, never the same person twice, and never the
    employee or the manager who scored.

    Where a place of the chain is held by one of them, the next one up takes it; where nobody is left above,
    HR looks alone. Where HR cannot, the next one up takes that seat as well. Whoever is `away` for long is
    passed over like that, unless it leaves nobody. Empty where nobody can.
    """
    found = _seats(chain.without(*away), employee_id=employee_id, manager_id=manager_id)
    return found or _seats(chain, employee_id=employee_id, manager_id=manager_id)


def passed_on(
    seated: Sequence[Seated],
    chain: Chain,
    *,
    employee_id: int,
    manager_id: int,
    away: Collection[int] = (),
) -> Mapping[Seat, int | None]:
    """The seats whose holder has left, is not in that place any more or is `away` for long, with who takes
    each by that rule.

    None where nobody can: that seat is no longer asked. What was confirmed stands. Where those who are away
    are all there is, it waits for them.
    """
    changed = _passed_on(seated, chain.without(*away), employee_id=employee_id, manager_id=manager_id)
    if any(changed.get(each.seat, each.person_id) is not None for each in seated):
        return changed
    return _passed_on(seated, chain, employee_id=employee_id, manager_id=manager_id)


def is_settled(seated: Sequence[Seated], looks: Looks) -> bool:
    """Whether as many have confirmed as the scheme wants."""
    confirmed = [each.confirmed_at is not None for each in seated]
    return all(confirmed) if looks is Looks.BOTH else any(confirmed)


def awaited(seated: Sequence[Seated]) -> tuple[int, ...]:
    """Who has not confirmed yet."""
    return tuple(each.person_id for each in seated if each.confirmed_at is None)


def _places(chain: Chain) -> Mapping[Seat, Sequence[Person]]:
    """Who can have a seat, whoever comes first."""
    return {Seat.ONE_OVER: chain.above, Seat.HR: (*chain.hr, *chain.above)}


def _can(people: Sequence[Person], taken: set[int]) -> Iterator[Person]:
    return (each for each in people if each.is_active and each.id not in taken)


def _seats(chain: Chain, *, employee_id: int, manager_id: int) -> Mapping[Seat, int]:
    taken = {employee_id, manager_id}
    found: dict[Seat, int] = {}
    for seat, people in _places(chain).items():
        person = next(_can(people, taken), None)
        if person is not None:
            found[seat] = person.id
            taken.add(person.id)
    return found


def _passed_on(
    seated: Sequence[Seated], chain: Chain, *, employee_id: int, manager_id: int
) -> Mapping[Seat, int | None]:
    taken = {employee_id, manager_id, *(each.person_id for each in seated)}
    found: dict[Seat, int | None] = {}
    for each in seated:
        people = _places(chain)[each.seat]
        if each.confirmed_at is None and not any(p.id == each.person_id and p.is_active for p in people):
            person = next(_can(people, taken), None)
            found[each.seat] = person.id if person else None
            taken |= {person.id} if person else set()
    return found
