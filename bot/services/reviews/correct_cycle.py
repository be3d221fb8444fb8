"""All of a cycle goes over to a corrected version of its scheme: asked about first, then told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.drafts import Form
from bot.domain.goals.goals import Goals
from bot.domain.reviews.correct_cycle import AskedToCorrect, CorrectedFacts, misfits
from bot.domain.reviews.cycles import Cycle, period_under_review
from bot.domain.reviews.notices import CycleCorrected
from bot.domain.reviews.review import Review
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.way import Event, Party
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import (
    advance,
    as_moved,
    follow_all,
    owe_as_implied,
    to_whoever_has_them_now,
)
from bot.services.reviews.find_cycle import (
    REASON_LIMIT,
    find_cycle,
    reason_given,
    require_hr,
    withdrawn_refusal,
)
from bot.services.reviews.fingerprint import fix_rules
from bot.services.reviews.schemes import find_scheme
from bot.services.reviews.second_look_facts import sent_back_by
from bot.services.reviews.under_review import refuse_named
from bot.services.reviews.year import count_this_anew, refuse_another_kind
from storage.reviews.cycles import InCycle
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class _Going:
    """A cycle that can go over. `goals` and `reviews`: those that are under way in it."""

    cycle: Cycle
    was: Scheme
    now: Scheme
    goals: Sequence[Goals]
    reviews: Sequence[InCycle]

    @property
    def back(self) -> tuple[InCycle, ...]:
        """Whose scores are fixed, and not released: they are scored anew."""
        return tuple(each for each in self.reviews if each.review.stage.decided)


def ask_to_correct(acting: Acting, *, name: str, reason: str) -> AskedToCorrect:
    """What going over to the newest version of its scheme would do; nothing is changed.

    Raises Refusal: cycle.not_hr, cycle.correct_reason, cycle.unknown, cycle.none, cycle.withdrawn,
    scheme.unknown, cycle.no_newer_version, cycle.released, cycle.does_not_fit.
    """
    require_hr(acting)
    reason = _reason(reason)
    with acting.store.read() as unit:
        cycle = find_cycle(unit, name)
        going = _going(unit, cycle, unit.goals.of_cycle(cycle.id), unit.cycles.reviews(cycle.id))
        return _asked(unit, going, reason)


def correct_cycle(acting: Acting, *, cycle_id: int, version: int, reason: str) -> AskedToCorrect:
    """Take all of the cycle over to this version, the newest; what came of it.

    What was typed and scored stays, as far as it is asked still. What a manager has fixed is with them again,
    for nobody confirms what was given by other rules. Everybody under way is told once. Raises as
    `ask_to_correct`, and cycle.another_version where that is not the newest any more.
    """
    require_hr(acting)
    reason = _reason(reason)
    with acting.store.begin() as unit:
        goals = unit.goals.of_cycle(cycle_id, lock=True)  # before the cycle, as whoever signs
        cycle = unit.cycles.get(cycle_id, lock=True)
        if cycle.is_withdrawn:
            raise withdrawn_refusal("cycle.withdrawn", unit, cycle)
        going = _going(unit, cycle, goals, unit.cycles.reviews(cycle_id, lock=True))
        if going.now.version != version:
            raise Refusal("cycle.another_version", name=cycle.name, version=version, now=going.now.version)
        unit.cycles.correct(cycle_id, going.now)
        fix_rules(unit, cycle_id, acting, reason=reason, schemes=(going.was, going.now))
        asked = _asked(unit, going, reason)
        _go_over(unit, going, acting, reason=reason)
        number = len(unit.fingerprints.of(cycle_id))
        told = (CycleCorrected(to=to, cycle_id=cycle_id, number=number) for to in _concerned(unit, going))
        unit.outbox.add(*told, now=acting.now)
        return asked


def corrected_facts(unit: Unit, *, cycle_id: int, number: int, person_id: int) -> CorrectedFacts | None:
    """What somebody reads of the record `number`; None where it is no correction."""
    fixed = next((each for at, each in enumerate(unit.fingerprints.of(cycle_id), 1) if at == number), None)
    if fixed is None or fixed.schemes is None:
        return None
    was, now = fixed.schemes
    reviews = unit.cycles.reviews(cycle_id)
    goals = unit.goals.of_cycle(cycle_id)
    mine = next((each.review for each in reviews if each.review.employee_id == person_id), None)
    theirs = [each for each in reviews if person_id in (each.review.manager_id, each.review.decider_id)]
    return CorrectedFacts(
        cycle_name=unit.cycles.get(cycle_id).name,
        was=was,
        now=now,
        by=fixed.by,
        reason=fixed.reason or "",
        back=tuple(
            each.employee
            for each in theirs
            if each.review.decider_id == person_id and _is_back(unit, each.review)
        ),
        is_asked=mine is not None and mine.stage.waits_for(Party.EMPLOYEE),
        has_typed=mine is not None
        and (mine.stage.handed_in or unit.drafts.get(person_id, Form.SELF_SCORE, str(mine.id)) is not None),
        has_people=bool(
            theirs
            or any(each.manager_id == person_id for _, each in goals)
            or unit.second_looks.is_asked(person_id, cycle_id=cycle_id)
        ),
    )


def _is_back(unit: Unit, review: Review) -> bool:
    """Whether it is with its manager because the rules were corrected."""
    if not review.stage.waits_for(Party.MANAGER):
        return False
    last = sent_back_by(unit.reviews.history(review.id))
    return last is not None and last.event is Event.CORRECT


def _going(
    unit: Unit, cycle: Cycle, goals: Sequence[tuple[str, Goals]], reviews: Sequence[InCycle]
) -> _Going:
    """Raises as `ask_to_correct` does of the cycle."""
    was = unit.cycles.facts(cycle.id).scheme
    now = find_scheme(unit, was.key)
    refuse_another_kind(now, period_under_review(cycle.name))
    facts: dict[str, Any] = {"name": cycle.name, "scheme": was.key, "version": was.version}
    if now.version <= was.version:
        raise Refusal("cycle.no_newer_version", **facts)
    # What somebody has read as their result stays what it is, and a cycle has one set of rules.
    refuse_named(
        "cycle.released", [each.employee for each in reviews if each.review.stage.released], name=cycle.name
    )
    under_way = [each for each in reviews if not each.review.stage.closed]
    handed_in = [each.employee for each in under_way if each.review.stage.handed_in]
    wrong = misfits(was, now, handed_in=handed_in)
    if wrong is not None:
        raise Refusal("cycle.does_not_fit", **facts, now=now.version, misfits=wrong)
    return _Going(
        cycle=cycle,
        was=was,
        now=now,
        goals=[each for _, each in goals if not each.stage.closed],
        reviews=under_way,
    )


def _asked(unit: Unit, going: _Going, reason: str) -> AskedToCorrect:
    return AskedToCorrect(
        cycle_id=going.cycle.id,
        name=going.cycle.name,
        was=going.was,
        now=going.now,
        told=len(_concerned(unit, going)),
        back=tuple(each.employee for each in going.back),
        reason=reason,
    )


def _go_over(unit: Unit, going: _Going, acting: Acting, *, reason: str) -> None:
    """On record at every review, with who did it and why."""
    back = going.back
    for each in back:
        corrected, _ = advance(unit, each.review, Event.CORRECT, acting, note=reason)
        scored = count_this_anew(unit, corrected, acting)
        to_whoever_has_them_now(unit, scored, acting)
    stays = [each.review for each in going.reviews if each not in back]
    moved = unit.cycles.move_all(
        stays, Event.CORRECT, by_id=acting.by_id, at=acting.now, note=reason, is_owed_anew=False
    )
    because = f"corrected-{acting.now.isoformat()}"
    follow_all(unit, Event.CORRECT, list(as_moved(unit, moved)), now=acting.now, because=because)
    owe_as_implied(unit, moved, acting)


def _concerned(unit: Unit, going: _Going) -> Collection[int]:
    """Everybody under way: who is scored or agrees on goals, who scores them, who looks again."""
    back = unit.second_looks.of_all([each.review.id for each in going.back])
    who = {
        *(seated.person_id for seats in back.values() for seated in seats),
        *(
            each
            for review in (in_cycle.review for in_cycle in going.reviews)
            if review.is_here
            for each in (review.employee_id, review.manager_id, review.decider_id)
        ),
        *(each for goals in going.goals if goals.is_here for each in (goals.employee_id, goals.manager_id)),
    }
    return sorted(person.id for person in unit.people.values(who) if person.is_active)


def _reason(text: str) -> str:
    return reason_given(text, otherwise=Refusal("cycle.correct_reason", limit=REASON_LIMIT))
