"""Where whoever calibrates looks first: results out of line, who is new, and managers off their peers.

Source: domain.md §6; the definitions are our choice, see docs/decisions/0056. Nothing is said of a group of
fewer than FEWEST people, for it would say something of each.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from statistics import median_low

from bot.domain.reviews.calibration import Result, Room
from bot.domain.reviews.cycles import period_named, usual_names
from bot.domain.reviews.scoring import snap

FEWEST = 5
FAR = 2
"""Steps of the scale between a result and what it is beside, from which on it stands out."""
OFF = Decimal(1)
"""The same between the mean of a manager's people and that of the other managers' people."""
_TENTH = Decimal("0.1")


class Why(StrEnum):
    """For what somebody is in focus."""

    LAST = "last"
    MEDIAN = "median"
    NEWCOMER = "newcomer"
    NEW_POST = "new_post"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One of the reasons. `beside`: the person's last released point (LAST), or the department's middle one
    (MEDIAN); `steps`: how far from it the result is, above 0 where it is higher. `since`: the day on which
    they came, or have been in the `post`.
    """

    why: Why
    beside: Decimal | None = None
    steps: int = 0
    since: date | None = None
    post: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of somebody beside their result: the point that was released last, of whatever cycle of
    the same cadence; and their newest post with the day from which they have it.
    """

    last: Decimal | None = None
    post: tuple[str, date] | None = None


@dataclass(frozen=True, kw_only=True)
class OffPeers:
    """A manager whose people stand higher (`steps` above 0) or lower than those of the others, on average."""

    name: str
    people: int
    steps: Decimal


@dataclass(frozen=True, kw_only=True)
class Focus:
    """Whom to look at first. `people`: in the order of the room."""

    people: tuple[tuple[Result, tuple[Remark, ...]], ...]
    managers: tuple[OffPeers, ...]


def lately(cycle_name: str) -> date:
    """From which day on something is new: the first of the period before. Raises Refusal("cycle.name")."""
    period = period_named(cycle_name)
    before, *_ = usual_names(period.grade, today=period.starts_on)
    return period_named(before).starts_on


def focus(room: Room, known: Mapping[int, Known], *, since: date) -> Focus:
    """Those of a room who stand out, with why. `known`: by review; `since`: see `lately`."""
    middle = _middle(room)
    found = (
        (each, tuple(_remarks(room, each, known.get(each.review_id, Known()), middle, since)))
        for each in room.people
    )
    return Focus(
        people=tuple((each, remarks) for each, remarks in found if remarks),
        managers=tuple(_off_peers(room)),
    )


def _remarks(
    room: Room, result: Result, known: Known, middle: Decimal | None, since: date
) -> Iterator[Remark]:
    point = result.outcome.score
    for why, beside in ((Why.LAST, known.last), (Why.MEDIAN, middle)):
        if beside is not None and abs(steps := _steps(room, point, snap(beside, room.scale))) >= FAR:
            yield Remark(why=why, beside=beside, steps=steps)
    if result.here_since is not None and result.here_since >= since:
        yield Remark(why=Why.NEWCOMER, since=result.here_since)
    elif known.post is not None and known.post[1] >= since:
        yield Remark(why=Why.NEW_POST, post=known.post[0], since=known.post[1])


def _middle(room: Room) -> Decimal | None:
    """The point in the middle of a department, the lower one of two."""
    points = [each.outcome.score for each in room.people]
    return median_low(points) if len(points) >= FEWEST else None


def _off_peers(room: Room) -> Iterator[OffPeers]:
    for manager_id in dict.fromkeys(each.manager_id for each in room.people):
        theirs = [each for each in room.people if each.manager_id == manager_id]
        others = [each for each in room.people if each.manager_id != manager_id]
        if min(len(theirs), len(others)) < FEWEST:
            continue
        steps = _place(room, others) - _place(room, theirs)
        if abs(steps) >= OFF:
            yield OffPeers(name=theirs[0].manager, people=len(theirs), steps=steps.quantize(_TENTH))


def _place(room: Room, people: Sequence[Result]) -> Decimal:
    """The mean of the places of these on the scale, 0 being the best: its gaps are not of one width."""
    return Decimal(sum(room.scale.index(each.outcome.score) for each in people)) / len(people)


def _steps(room: Room, point: Decimal, beside: Decimal) -> int:
    return room.scale.index(beside) - room.scale.index(point)
