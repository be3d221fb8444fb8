"""What past results would have been by other weights, gates and shares. Source: domain.md §6; what counts
and who sees it: docs/decisions/0079.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.nudging.reach import grouped
from bot.domain.reviews.bands import shares_named
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.distribution import FEWEST as FEWEST_BOUND
from bot.domain.reviews.distribution import Applies, Share
from bot.domain.reviews.facts import Item
from bot.domain.reviews.fair_moves import Fitting, Placed, Shift, Unfit, fair_moves
from bot.domain.reviews.outcome import failed_gates, outcome_of
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, snap
from bot.errors import Refusal

FEWEST = 5
"""Of fewer people of a cycle nothing is shown (our choice)."""

Room = tuple[str, str]
"""A department in one cycle: the cycle's period, then the department."""

MISSING_SHOWN = 12


@dataclass(frozen=True, kw_only=True)
class Past:
    """A released result: what it came to, calibrated, and what it came of. `scores`: those that stood."""

    review_id: int
    employee_id: int
    name: str
    department: str
    manager_id: int
    manager: str
    period: str
    scheme: Scheme
    basis: Basis
    scores: Mapping[Item, Decimal]
    outcome: Outcome


@dataclass(frozen=True, kw_only=True)
class Again:
    """The same by the other rules, before any shares. `failed_by`: gates that fail it now and did not."""

    past: Past
    scheme: Scheme
    outcome: Outcome
    failed_by: tuple[str, ...]

    @property
    def steps(self) -> int:
        """Of the new scheme's scale, upwards; a point that is on it no more counts as the nearest one."""
        points = self.scheme.points
        return points.index(snap(self.past.outcome.score, points)) - points.index(self.outcome.score)


@dataclass(frozen=True, kw_only=True)
class Squeezed:
    """What the shares would move in one department of one cycle. `names`: by review."""

    department: str
    period: str
    found: Fitting | Unfit
    names: Mapping[int, str]

    @property
    def candidates(self) -> frozenset[int]:
        """Whose results are named in it, by review."""
        shifts = self.found.shifts if isinstance(self.found, Fitting) else ()
        return frozenset(each for shift in shifts for each in shift.candidates)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A department over those cycles in which five people and more of it were; `name` None: small ones of
    a cycle together, or all of these.

    `up` and `down`: how many results the rules move, `steps_up` and `steps_down` by how many steps of the
    scale; `failed`: gates failed anew. `by_shares` and `shares_steps`: how many results the shares move
    after that, and by how many steps; `unfair`: how many would do if one could overtake another.
    `unfit`: in how many cycles nothing fits.
    """

    name: str | None
    people: int
    results: int
    up: int
    down: int
    steps_up: int
    steps_down: int
    failed: int
    by_shares: int
    shares_steps: int
    unfair: int
    unfit: int


@dataclass(frozen=True, kw_only=True)
class Leaning:
    """How far a manager's results are from the mean of their cycles: above 0 lenient, below severe."""

    manager: str
    people: int
    results: int
    distance: Decimal


@dataclass(frozen=True, kw_only=True)
class Simulation:
    """`whole` is of those departments that are counted. `hidden`: managers of fewer than five in each cycle.

    `moved` and `squeezed` name people: empty unless that was asked for by HR.
    """

    periods: tuple[str, ...]
    shares: tuple[Share, ...]
    departments: tuple[Counted, ...]
    whole: Counted
    leanings: tuple[Leaning, ...]
    hidden: int
    moved: tuple[Again, ...] = ()
    squeezed: tuple[Squeezed, ...] = ()


def require_answers(pasts: Iterable[Past], scheme: Scheme) -> None:
    """Raises Refusal("simulation.missing") with all that a scheme asks and some of these have no score for:
    by the keys of the sections and of what they ask.
    """
    asked = (
        (f"{section.key}: {item}", past.period)
        for past in pasts
        for section in scheme.sections
        for item in section.items(past.basis)
        if (section.key, item) not in past.scores
    )
    missing: dict[str, None] = {}
    periods: dict[str, None] = {}
    for item, period in asked:
        missing[item] = periods[period] = None
    if missing:
        more = max(0, len(missing) - MISSING_SHOWN)
        raise Refusal(
            "simulation.missing", items=list(missing)[:MISSING_SHOWN], more=more, periods=list(periods)
        )


def again(past: Past, scheme: Scheme) -> Again:
    """A result by the other rules.

    Where they come to the point to which the old ones came, what calibration made of it stays: its reason
    was about that point. Raises as `outcome_of`.
    """
    asked = {(part.key, item) for part in scheme.sections for item in part.items(past.basis)}
    given = {item: score for item, score in past.scores.items() if item in asked}
    found = outcome_of(scheme, past.basis, given)
    was = past.outcome
    is_moved = was.computed is not None and was.score in scheme.points
    if is_moved and found.score == was.computed and not found.failed:
        found = replace(found, score=was.score, computed=was.computed)
    before = {each.key for each in failed_gates(past.scheme, was)}
    failed = [each.key for each in failed_gates(scheme, found) if each.key not in before]
    return Again(past=past, scheme=scheme, outcome=found, failed_by=tuple(failed))


def simulation(
    pasts: Sequence[Past], *, scheme: Scheme | None, bands: str | None, is_named: bool
) -> Simulation:
    """All of it. `scheme` None: each by the rules that it had. `bands` None: by the shares of the scheme,
    where it enforces them; else by these, everywhere. `is_named`: people are named.

    Raises Refusal: simulation.bands; simulation.missing; simulation.too_few where no cycle has five people.
    """
    if scheme is not None:
        require_answers(pasts, scheme)
    every = [again(past, scheme or past.scheme) for past in pasts]
    rooms = _rooms(every)
    squeezed = list(_squeezed(rooms, bands))
    departments, whole = _counted(rooms, squeezed)
    leanings, hidden = _leanings(pasts)
    of_all = {each.scheme.key: each.scheme for each in every}
    shares = [share for each in of_all.values() for share in _shares(each, bands)]
    return Simulation(
        periods=tuple(dict.fromkeys(past.period for past in pasts)),
        shares=tuple(dict.fromkeys(shares)),
        departments=tuple(departments),
        whole=whole,
        leanings=tuple(leanings),
        hidden=hidden,
        moved=tuple(each for each in every if each.steps or each.failed_by) if is_named else (),
        squeezed=tuple(squeezed) if is_named else (),
    )


def _shares(scheme: Scheme, bands: str | None) -> Sequence[Share]:
    if bands is not None:
        return shares_named(bands, scheme)
    enforced = scheme.distribution and scheme.distribution.applies is Applies.ENFORCED
    return scheme.distribution.shares if scheme.distribution and enforced else ()


def _rooms(every: Iterable[Again]) -> Mapping[Room, Sequence[Again]]:
    rooms: dict[Room, list[Again]] = {}
    for each in every:
        rooms.setdefault((each.past.period, each.past.department), []).append(each)
    return rooms


def _squeezed(rooms: Mapping[Room, Sequence[Again]], bands: str | None) -> Iterator[Squeezed]:
    """Each department of each cycle in which the shares bind and are not kept."""
    for (period, department), people in rooms.items():
        scheme = people[0].scheme
        shares = _shares(scheme, bands)
        if len(people) < FEWEST_BOUND:
            continue
        found = fair_moves(shares, scheme.points, [_placed(each) for each in people])
        if isinstance(found, Unfit) or found.shifts:
            names = {each.past.review_id: each.past.name for each in people}
            yield Squeezed(department=department, period=period, found=found, names=names)


def _placed(each: Again) -> Placed:
    outcome = each.outcome
    return Placed(id=each.past.review_id, point=outcome.score, exact=outcome.exact, stays=outcome.failed)


def _counted(
    rooms: Mapping[Room, Sequence[Again]], squeezed: Sequence[Squeezed]
) -> tuple[list[Counted], Counted]:
    """By department, who would move most first, and all that are counted."""
    groups = _groups(rooms)
    if not groups:
        raise Refusal("simulation.too_few", least=FEWEST)
    found = [_one(name, rooms, squeezed, of) for name, of in groups.items()]
    found.sort(key=lambda each: (-(each.up + each.down + each.by_shares), each.name or "\uffff"))
    return found, _one(None, rooms, squeezed, set().union(*groups.values()))


def _groups(rooms: Mapping[Room, Sequence[Again]]) -> Mapping[str | None, set[Room]]:
    """Which are counted as which department's; under None: as small ones.

    Each cycle by itself, whatever others are asked for: else one cycle taken from two would leave the few
    who were in the other.
    """
    found: dict[str | None, set[Room]] = {}
    for period in dict.fromkeys(of for of, _ in rooms):
        counts = {name: _people(some) for (of, name), some in rooms.items() if of == period}
        together, alone = grouped(counts, least=FEWEST)
        for name in alone:
            found.setdefault(name, set()).add((period, name))
        if together:
            found.setdefault(None, set()).update((period, name) for name in together)
    return found


def _one(
    name: str | None, rooms: Mapping[Room, Sequence[Again]], squeezed: Sequence[Squeezed], of: set[Room]
) -> Counted:
    some = [each for room in of for each in rooms[room]]
    theirs = [each.found for each in squeezed if (each.period, each.department) in of]
    fits = [each for each in theirs if isinstance(each, Fitting)]
    return Counted(
        name=name,
        people=_people(some),
        results=len(some),
        up=sum(each.steps > 0 for each in some),
        down=sum(each.steps < 0 for each in some),
        steps_up=sum(max(0, each.steps) for each in some),
        steps_down=sum(max(0, -each.steps) for each in some),
        failed=sum(bool(each.failed_by) for each in some),
        by_shares=sum(each.people for each in fits),
        shares_steps=sum(each.steps for each in fits),
        unfair=sum(each.unfair for each in fits),
        unfit=len(theirs) - len(fits),
    )


def _people(some: Iterable[Again]) -> int:
    return len({each.past.employee_id for each in some})


def _leanings(pasts: Sequence[Past]) -> tuple[list[Leaning], int]:
    """Of managers over those cycles in which they had five people and more, the most lenient first; and how
    many others there are.
    """
    by_period: dict[str, list[Decimal]] = {}
    by_manager: dict[int, dict[str, list[Past]]] = {}
    for past in pasts:
        by_period.setdefault(past.period, []).append(past.outcome.exact)
        by_manager.setdefault(past.manager_id, {}).setdefault(past.period, []).append(past)
    means = {period: sum(all_, Decimal()) / len(all_) for period, all_ in by_period.items()}
    found = []
    for teams in by_manager.values():
        theirs = [each for team in teams.values() if len(team) >= FEWEST for each in team]
        if theirs:
            distances = [each.outcome.exact - means[each.period] for each in theirs]
            found.append(
                Leaning(
                    manager=theirs[0].manager,
                    people=len({each.employee_id for each in theirs}),
                    results=len(theirs),
                    distance=sum(distances, Decimal()) / len(distances),
                )
            )
    found.sort(key=lambda each: (-each.distance, each.manager))
    return found, len(by_manager) - len(found)


def first_named(shift: Shift, names: Mapping[int, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who of those on a point is nearest to the line, as many as move, and who else could instead."""
    named = [names[each] for each in shift.candidates]
    return tuple(named[: shift.count]), tuple(named[shift.count :])
