"""HR releases the results of whole departments: checked first, on record, told at working hours."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.history import Facts
from bot.domain.obligations import Subject
from bot.domain.record.chain import Head
from bot.domain.reviews.cycles import Cycle
from bot.domain.reviews.follows import Moved
from bot.domain.reviews.release import Ready, Released, ReleaseFacts, by_department
from bot.domain.reviews.way import Event, Party
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.actions.plans import want_plans
from bot.services.record.seal import seal
from bot.services.reviews import advance_talk as talks
from bot.services.reviews.advance import as_moved, follow_all, owe_as_implied
from bot.services.reviews.calibration_agreement import agreements
from bot.services.reviews.calibration_room import kept_back
from bot.services.reviews.find_cycle import cycle_to_go_on_with, find_cycle
from bot.services.reviews.find_review import found
from bot.services.reviews.fingerprint import checked_rules
from bot.services.reviews.review_facts import latest
from bot.services.reviews.year import count_anew
from storage.unit import Unit


def to_release(acting: Acting, *, name: str | None) -> ReleaseFacts:
    """What can be released of a cycle, and what keeps the rest. Without a name: of the one of which a result
    waits to be released.

    Raises Refusal: release.not_hr, cycle.which; and as `find_cycle`.
    """
    _require_hr(acting)
    with acting.store.read() as unit:
        if name:
            return _facts(unit, find_cycle(unit, name))
        cycle = cycle_to_go_on_with(
            unit, lambda each: _waits(unit, each), to="release", beside=unit.cycles.ad_hoc()
        )
        return _facts(unit, cycle)


def to_release_with(acting: Acting, *, review_id: int) -> ReleaseFacts:
    """The same of the cycle of a review that waits for it. Raises Refusal("release.not_hr")."""
    _require_hr(acting)
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=_not_hr)
        return _facts(unit, unit.cycles.get(review.cycle_id))


def release(acting: Acting, *, cycle_id: int, departments: Collection[int]) -> Released:
    """Everybody in these departments who is through may see their result from now on; each hears of it in
    their own working time. What was released before stays as it is; who is not scored yet follows later.

    Raises Refusal: release.not_hr, release.nobody, release.waits, release.rules, release.shares,
    release.done.
    """
    _require_hr(acting)
    with acting.store.begin() as unit:
        cycle = found(lambda: unit.cycles.get(cycle_id, lock=True), refuse=lambda: Refusal("cycle.none"))
        in_cycle = {each.review.id: each.review for each in unit.cycles.reviews(cycle_id, lock=True)}
        facts = _facts(unit, cycle)
        chosen = _chosen(facts, departments)
        broken = kept_back(unit, cycle_id, [each.id for each in chosen])
        if broken:
            raise Refusal("release.shares", names=list(broken))
        ready = [place for department in chosen for place in department.ready]
        reviews = [in_cycle[place.review_id] for place in ready]
        receipt = Facts(
            rules=facts.rules.fingerprint if facts.rules else None, record=str(seal(unit, acting.now))
        )
        moved = unit.cycles.move_all(
            reviews, Event.RELEASE, by_id=acting.by_id, at=acting.now, note=None, facts=receipt
        )
        unit.obligations.close(Subject.REVIEW, [each.id for each in moved], now=acting.now)
        want_plans(unit, moved, acting)
        count_anew(unit, moved, acting)
        _tell(unit, list(as_moved(unit, moved)), acting)
        return Released(
            cycle_name=cycle.name,
            departments=tuple(each.name for each in chosen),
            people=len(moved),
            gone=tuple(place.name for place in ready if not place.is_here),
        )


def receipt_of(unit: Unit, review_id: int) -> Head | None:
    """The head of the record when a result was last released; None of one that was before there was any."""
    released = latest(unit.reviews.history(review_id), Event.RELEASE)
    return Head.of(released.facts.record) if released and released.facts.record else None


def look_again(unit: Unit, acting: Acting) -> None:
    """Who is of HR may be another by now: what waits to be released waits for them. Safe to run twice."""
    waiting = [each for each in unit.reviews.all_under_way() if each.stage.waits_for(Party.HR)]
    owe_as_implied(unit, waiting, acting)


def _waits(unit: Unit, cycle: Cycle) -> bool:
    return any(each.is_ready for each in unit.cycles.places(cycle.id))


def _facts(unit: Unit, cycle: Cycle) -> ReleaseFacts:
    return ReleaseFacts(
        cycle_id=cycle.id,
        cycle_name=cycle.name,
        rules=checked_rules(unit, cycle.id),
        departments=tuple(by_department(unit.cycles.places(cycle.id))),
        agreed=agreements(unit, cycle.id),
    )


def _chosen(facts: ReleaseFacts, departments: Collection[int]) -> Sequence[Ready]:
    """Those to release, in none of them a second look. Raises as `release` does."""
    chosen = [each for each in facts.departments if each.id in departments]
    if not chosen:
        raise Refusal("release.nobody")
    waiting = [place.name for each in chosen for place in each.looked_at]
    if waiting:
        raise Refusal("release.waits", names=waiting)
    if not facts.are_rules_intact:
        raise Refusal("release.rules", name=facts.cycle_name)
    ready = [each for each in chosen if each.ready]
    if not ready:
        raise Refusal("release.done", name=facts.cycle_name)
    return ready


def _tell(unit: Unit, moved: Sequence[Moved], acting: Acting) -> None:
    """Each of these in their own next working moment, the cards along with it; from then on they talk."""
    by_moment: dict[datetime, list[Moved]] = {}
    for moment, each in _moments(unit, moved, acting):
        by_moment.setdefault(moment, []).append(each)
    for moment, some in by_moment.items():
        due_at = None if moment == acting.now else moment
        because = f"released-{moment.isoformat()}"
        follow_all(unit, Event.RELEASE, some, now=acting.now, due_at=due_at, because=because)
    talks.begin(unit, {moment: [each.review for each in some] for moment, some in by_moment.items()}, acting)


def _moments(unit: Unit, moved: Sequence[Moved], acting: Acting) -> Iterator[tuple[datetime, Moved]]:
    office = acting.policy.hours.office
    people = {each.id: each for each in unit.people.values({each.review.employee_id for each in moved})}
    for each in moved:
        person = people[each.review.employee_id]
        moment = office.next_inside(acting.now, zone=person.zone, calendar=person.calendar)
        yield moment or acting.now, each


def _require_hr(acting: Acting) -> None:
    require(Deed.RELEASE, acting.by, refuse=_not_hr)


def _not_hr() -> Refusal:
    return Refusal("release.not_hr")
