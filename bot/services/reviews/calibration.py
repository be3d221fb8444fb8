"""Calibration: HR and the head look at a department's results together, and move one with a reason."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from bot.domain.access import Deed, may, require
from bot.domain.nudging.reach import Headed, heads
from bot.domain.reviews.calibration import InRoom, MovedFacts, Result, Room, in_force, ranked
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.notices import ResultCalibrated
from bot.domain.reviews.release import Place
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.way import REVIEW, Party
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def rooms(acting: Acting, *, name: str | None) -> tuple[int, dict[int, str]]:
    """The cycle that is named, or the latest, and which departments' results somebody may look at, by id.

    Raises Refusal("calibration.not_yours"), and as `find_cycle`.
    """
    with acting.store.read() as unit:
        headed = _headed(unit)
        cycle = find_cycle(unit, name)
        places = unit.cycles.places(cycle.id)
        mine = {
            each.department_id: each.department
            for each in places
            if may(Deed.READ_CALIBRATION, acting.by, _of(each.department, headed))
        }
        if not mine:
            raise _not_yours()
        return cycle.id, mine


def read_room(acting: Acting, *, cycle_id: int, department_id: int) -> Room:
    """Where everybody of a department stands who is through the second look. Never the reader's own result,
    nor a count that tells it.

    Raises Refusal("calibration.not_yours").
    """
    with acting.store.read() as unit:
        found(lambda: unit.cycles.facts(cycle_id), refuse=_not_yours)
        places = [each for each in unit.cycles.places(cycle_id) if each.department_id == department_id]
        if not places:
            raise _not_yours()
        require(
            Deed.READ_CALIBRATION,
            acting.by,
            _of(places[0].department, _headed(unit)),
            refuse=_not_yours,
        )
        return _room(unit, cycle_id, places, without=acting.by_id)


def kept_back(unit: Unit, cycle_id: int, departments: Collection[int]) -> tuple[str, ...]:
    """Which of these departments break shares that bind them and can be kept, by name."""
    if unit.cycles.facts(cycle_id).scheme.distribution is None:
        return ()
    places = unit.cycles.places(cycle_id)
    rooms_of = (
        _room(unit, cycle_id, [each for each in places if each.department_id == department_id])
        for department_id in departments
    )
    return tuple(room.department for room in rooms_of if room.keeps_it_back)


def moved_facts(unit: Unit, review_id: int, number: int) -> MovedFacts:
    """One move, for the manager who scored."""
    facts = review_facts(unit, review_id)
    moves = unit.calibrations.of(review_id)
    return MovedFacts(
        employee=facts.employee,
        manager=facts.approved_by or facts.manager,
        cycle_name=facts.cycle.name,
        move=next((each for each in moves if each.number == number), None),
    )


def move(acting: Acting, *, review_id: int, to: Decimal, reason: str, seen: int) -> None:
    """Another point from now on, with a reason that the manager who scored reads. `seen`: the number of the
    last move that was on the screen.

    Raises Refusal: calibration.not_yours, calibration.own, calibration.not_now, calibration.released,
    calibration.changed_since, calibration.reason_missing, calibration.off_scale, calibration.same,
    calibration.failed.
    """
    with acting.store.begin() as unit:
        facts, outcome = _to_move(unit, acting, review_id, seen=seen)
        if is_blank(reason):
            raise Refusal("calibration.reason_missing")
        if to not in facts.cycle.scheme.points:
            raise Refusal("calibration.off_scale", score=to, points=list(facts.cycle.scheme.points))
        if outcome.failed:
            raise Refusal("calibration.failed", name=facts.employee.name)
        if to == outcome.score:
            raise Refusal("calibration.same", name=facts.employee.name, score=to)
        unit.calibrations.add(
            review_id,
            was=outcome.score,
            now=to,
            reason=reason.strip(),
            by_id=acting.person.id,
            at=acting.now,
        )
        _tell(unit, facts, acting)


def take_back(acting: Acting, *, review_id: int, seen: int) -> None:
    """The last move that stands counts no more; it stays on record.

    Raises Refusal as `move` does, and calibration.nothing_moved.
    """
    with acting.store.begin() as unit:
        facts, outcome = _to_move(unit, acting, review_id, seen=seen)
        standing = in_force(unit.calibrations.of(review_id))
        if not standing:
            raise Refusal("calibration.nothing_moved", name=facts.employee.name)
        last = standing[-1]
        unit.calibrations.add(
            review_id,
            was=outcome.score,
            now=last.was,
            reason=None,
            by_id=acting.person.id,
            at=acting.now,
            takes_back=last.number,
        )
        _tell(unit, facts, acting)


def _room(unit: Unit, cycle_id: int, places: Sequence[Place], *, without: int | None = None) -> Room:
    """Everybody of a department who is through, but one person where that is asked for."""
    cycle = unit.cycles.facts(cycle_id)
    through = [review_facts(unit, each.review_id) for each in places if _is_through(each)]
    others = [each for each in through if each.employee.id != without]
    return Room(
        cycle_id=cycle_id,
        cycle_name=cycle.name,
        department_id=places[0].department_id,
        department=places[0].department,
        scale=cycle.scheme.points,
        distribution=cycle.scheme.distribution,
        people=ranked([each for facts in others if (each := _result(unit, facts)) is not None]),
        is_without_you=len(others) < len(through),
        waiting=sum(REVIEW.stage(each.state).rated and not _is_through(each) for each in places),
    )


def _tell(unit: Unit, facts: ReviewFacts, acting: Acting) -> None:
    """The manager who scored reads what was moved and why, unless they did it themselves."""
    scored_by = facts.approved_by or facts.manager
    if scored_by.id != acting.by_id:
        number = unit.calibrations.of(facts.id)[-1].number
        unit.outbox.add(ResultCalibrated(to=scored_by.id, review_id=facts.id, number=number), now=acting.now)


def _to_move(unit: Unit, acting: Acting, review_id: int, *, seen: int) -> tuple[ReviewFacts, Outcome]:
    """The review, locked, with its outcome as it stands. Raises as `move` does."""
    review = found(lambda: unit.reviews.get(review_id), refuse=_not_yours)
    facts = review_facts(unit, review_id)
    about = InRoom(
        employee_id=review.employee_id,
        heads=_of(facts.employee.department, _headed(unit)).heads,
    )
    require(Deed.CALIBRATE, acting.by, about, refuse=lambda: _refusal(review, acting))
    if review.stage.released:
        raise Refusal("calibration.released", name=facts.employee.name)
    if not review.stage.waits_for(Party.HR) or facts.outcome is None:
        raise Refusal("calibration.not_now", name=facts.employee.name)
    moves = unit.calibrations.of(review_id)
    if (moves[-1].number if moves else 0) != seen:
        raise Refusal("calibration.changed_since", name=facts.employee.name)
    return facts, facts.outcome


def _result(unit: Unit, facts: ReviewFacts) -> Result | None:
    if facts.outcome is None:
        return None
    return Result(
        review_id=facts.id,
        name=facts.employee.name,
        manager=facts.manager.name,
        outcome=facts.outcome,
        moves=tuple(unit.calibrations.of(facts.id)),
        is_released=facts.stage.released,
    )


def _is_through(place: Place) -> bool:
    return place.is_ready or place.is_released


def _headed(unit: Unit) -> dict[str, frozenset[int]]:
    return {name: frozenset(who) for name, who in heads(unit.reaches.workers()).items()}


def _of(department: str, headed: dict[str, frozenset[int]]) -> Headed:
    return Headed(department=department, heads=headed.get(department, frozenset()))


def _refusal(review: Review, acting: Acting) -> Refusal:
    is_own = acting.by_id == review.employee_id and may(Deed.RELEASE, acting.by)
    return Refusal("calibration.own") if is_own else _not_yours()


def _not_yours() -> Refusal:
    return Refusal("calibration.not_yours")
