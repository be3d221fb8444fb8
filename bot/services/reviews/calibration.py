"""Calibration: HR and the head move a department's results, each with a reason, and take that back."""

from dataclasses import asdict
from decimal import Decimal

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.reviews.calibration import Typed, consent, in_force
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.notices import ResultCalibrated
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.way import Party
from bot.domain.text import is_blank
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.calibration_room import in_room, not_yours, refusal, room_of
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def keep_move(acting: Acting, *, review_id: int, typed: Typed) -> None:
    """Keep what stood in a form that was closed, also where it moved on meanwhile; nothing of an empty one.

    Raises Refusal: calibration.not_yours, calibration.own.
    """
    with acting.store.begin() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=not_yours)
        require(Deed.CALIBRATE, acting.by, in_room(unit, review), refuse=lambda: refusal(review, acting))
        if typed == Typed():
            unit.drafts.drop(acting.person.id, Form.CALIBRATE, str(review_id))
        else:
            unit.drafts.save(acting.person.id, Form.CALIBRATE, str(review_id), asdict(typed), at=acting.now)


def move(acting: Acting, *, review_id: int, to: Decimal, reason: str, seen: int, consented: str = "") -> None:
    """Another point from now on, with a reason that the manager who scored reads. `seen`: the number of the
    last move that was on the screen. `consented`: see `consent`, where they were told whom it overtakes.

    What was put down is kept if it is refused. Raises Refusal: calibration.not_yours, calibration.own,
    calibration.not_now, calibration.released, calibration.changed_since, calibration.reason_missing,
    calibration.off_scale, calibration.same, calibration.failed, calibration.overtakes.
    """
    keep_move(acting, review_id=review_id, typed=Typed(point=str(to), reason=reason.strip()))
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
        _require_consent(unit, acting, facts, to, consented)
        unit.calibrations.add(
            review_id,
            was=outcome.score,
            now=to,
            reason=reason.strip(),
            by_id=acting.person.id,
            at=acting.now,
        )
        unit.drafts.drop(acting.person.id, Form.CALIBRATE, str(review_id))
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


def _require_consent(unit: Unit, acting: Acting, facts: ReviewFacts, to: Decimal, consented: str) -> None:
    """Nobody is overtaken unless whoever moves was told of exactly these people, and says so again."""
    department_id = unit.people.departments()[facts.employee.department]
    room = room_of(unit, acting, cycle_id=facts.cycle.id, department_id=department_id)
    passed = room.overtaken_by(facts.id, to)
    if (needed := consent(to, passed)) != consented and needed:
        raise Refusal(
            "calibration.overtakes",
            name=facts.employee.name,
            score=to,
            names=[each.name for each in passed],
            consent=needed,
        )


def _tell(unit: Unit, facts: ReviewFacts, acting: Acting) -> None:
    """The manager who scored reads what was moved and why, unless they did it themselves."""
    scored_by = facts.approved_by or facts.manager
    if scored_by.id != acting.by_id:
        number = unit.calibrations.of(facts.id)[-1].number
        unit.outbox.add(ResultCalibrated(to=scored_by.id, review_id=facts.id, number=number), now=acting.now)


def _to_move(unit: Unit, acting: Acting, review_id: int, *, seen: int) -> tuple[ReviewFacts, Outcome]:
    """The review, locked, with its outcome as it stands. Raises as `move` does."""
    review = found(lambda: unit.reviews.get(review_id), refuse=not_yours)
    facts = review_facts(unit, review_id)
    require(Deed.CALIBRATE, acting.by, in_room(unit, review), refuse=lambda: refusal(review, acting))
    if review.stage.released:
        raise Refusal("calibration.released", name=facts.employee.name)
    if not review.stage.waits_for(Party.HR) or facts.outcome is None:
        raise Refusal("calibration.not_now", name=facts.employee.name)
    moves = unit.calibrations.of(review_id)
    if (moves[-1].number if moves else 0) != seen:
        raise Refusal("calibration.changed_since", name=facts.employee.name)
    return facts, facts.outcome
