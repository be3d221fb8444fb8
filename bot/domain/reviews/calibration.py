"""The calibration room: where a department's results stand, what was moved, and what would fit.

Source: domain.md §6.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from bot.domain.people import Person
from bot.domain.reviews.calibration_agreement import NOT_AGREED, Agreement
from bot.domain.reviews.distribution import Applies, Distribution, Standing, standings
from bot.domain.reviews.fair_moves import Fitting, Placed, Unfit, fair_moves, overtaken
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Outcome


@dataclass(frozen=True, kw_only=True)
class Move:
    """One move of a result from point to point, or (`takes_back`: the number of another) its taking back."""

    number: int
    was: Decimal
    now: Decimal
    reason: str | None
    by: str
    at: datetime
    takes_back: int | None = None


@dataclass(frozen=True, kw_only=True)
class MovedFacts:
    """One move before the manager who scored; `move` is None where they have approved anew since."""

    employee: Person
    manager: Person
    cycle_name: str
    move: Move | None


@dataclass(frozen=True, kw_only=True)
class InRoom:
    """Whose result it is, and who heads their department: decides who may move it. `is_hr`: of HR."""

    employee_id: int
    heads: frozenset[int]
    is_hr: bool = False


@dataclass(frozen=True, kw_only=True)
class Here:
    """Whose review it is and who scored it, before anything is computed. `here_since`: the day on which its
    employee came, or came back last; None: before there was an import.
    """

    review: Review
    name: str
    manager: str
    here_since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What stands in the form for a move: the point as it was chosen, and the reason."""

    point: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Result:
    """One person in the room. `seen`: the number of the last move, by which two who calibrate never overwrite
    each other. `is_released`: it can be moved no more. `here_since`: as that of `Here`.
    """

    review_id: int
    employee_id: int
    name: str
    manager_id: int
    manager: str
    outcome: Outcome
    moves: tuple[Move, ...]
    is_released: bool = False
    here_since: date | None = None

    @property
    def seen(self) -> int:
        return self.moves[-1].number if self.moves else 0

    @property
    def stays(self) -> bool:
        """Whether nobody can move it: it is out, or failed by a gate, which no calibration overrules."""
        return self.is_released or self.outcome.failed


@dataclass(frozen=True, kw_only=True)
class Room:
    """A department's results in a cycle. `people`: by point, best first; `is_without_you`: the reader's own
    result is neither in it nor in any count. `waiting`: how many are not through the second look. `agreed`:
    which of HR and the head have said so of what stands; `seen`: what the reader would agree to, see `seal`;
    `can_agree`: their side has not yet.
    """

    cycle_id: int
    cycle_name: str
    department_id: int
    department: str
    scale: tuple[Decimal, ...]
    distribution: Distribution | None
    people: tuple[Result, ...]
    is_without_you: bool = False
    waiting: int = 0
    agreed: Agreement = NOT_AGREED
    seen: str = ""
    can_agree: bool = False

    @property
    def binding(self) -> Applies:
        """How binding the shares are for so many people."""
        return Applies.SHOWN if self.distribution is None else self.distribution.binding(len(self.people))

    @property
    def standings(self) -> tuple[Standing, ...]:
        shares = self.distribution.shares if self.distribution else ()
        return tuple(standings(shares, [each.outcome.score for each in self.people]))

    @property
    def keeps_it_back(self) -> bool:
        """Whether nothing goes out before the shares are kept: they are enforced, and can be."""
        if self.binding is not Applies.ENFORCED:
            return False
        fitting = self.what_would_fit()
        return isinstance(fitting, Fitting) and bool(fitting.shifts)

    @property
    def is_over(self) -> bool:
        """Whether nothing can be moved any more: everybody's is released, or nobody is in it."""
        return all(each.is_released for each in self.people)

    def overtaken_by(self, review_id: int, to: Decimal) -> tuple[Result, ...]:
        """Whom somebody would pass by a move to this point, in the order of the room."""
        moved = next(each for each in self.people if each.review_id == review_id)
        passed = overtaken([_placed(each) for each in self.people], _placed(moved), to)
        return tuple(each for each in self.people if each.review_id in passed)

    def what_would_fit(self) -> Fitting | Unfit | None:
        """None where the shares bind nobody."""
        if self.distribution is None or self.binding is Applies.SHOWN:
            return None
        return fair_moves(self.distribution.shares, self.scale, [_placed(each) for each in self.people])


def consent(to: Decimal, passed: Sequence[Result]) -> str:
    """A digest of a move that overtakes: what somebody was told before they said "all the same"; empty where
    nobody is passed.
    """
    if not passed:
        return ""
    return sha256(repr((str(to), sorted(each.review_id for each in passed))).encode()).hexdigest()[:16]


def in_force(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Those that were not taken back, oldest first."""
    gone = {each.takes_back for each in moves}
    return tuple(each for each in moves if each.takes_back is None and each.number not in gone)


def calibrated(outcome: Outcome, moves: Sequence[Move]) -> Outcome:
    """The outcome as it stands: its point is that of the last move in force; `computed` is what it was."""
    standing = in_force(moves)
    if not standing:
        return outcome
    return replace(outcome, score=standing[-1].now, computed=outcome.score)


def ranked(people: Sequence[Result]) -> tuple[Result, ...]:
    """By point, then by unrounded mean, best first."""
    return tuple(
        sorted(people, key=lambda each: (-each.outcome.score, -each.outcome.exact, each.name, each.review_id))
    )


def by_point(room: Room) -> Iterator[tuple[Decimal, tuple[Result, ...]]]:
    """Each point on which somebody stands, best first."""
    for point in room.scale:
        if here := tuple(each for each in room.people if each.outcome.score == point):
            yield point, here


def _placed(result: Result) -> Placed:
    outcome = result.outcome
    return Placed(id=result.review_id, point=outcome.score, exact=outcome.exact, stays=result.stays)
