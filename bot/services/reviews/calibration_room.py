"""What HR and the head see where they calibrate: a department's results, whom to look at first, and why.

As many statements for a department of five hundred as for one of five.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form
from bot.domain.moves import Move as WasMoved
from bot.domain.nudging.reach import Headed, heads
from bot.domain.people import Grade, Person, Role
from bot.domain.reviews.calibration import InRoom, Move, MovedFacts, Result, Room, Typed, ranked
from bot.domain.reviews.calibration_agreement import agreement, seal, side_of
from bot.domain.reviews.cycles import Cycle, are_alike, is_ad_hoc
from bot.domain.reviews.explain import Looked, to_calibrators
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.focus import Focus, Known, focus, lately
from bot.domain.reviews.release import Place
from bot.domain.reviews.review import Review
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import CONFIRMED, REVIEW
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.explain import explained
from bot.services.reviews.find_cycle import cycle_to_go_on_with, find_cycle
from bot.services.reviews.find_review import found
from bot.services.reviews.outcomes import outcomes_of
from bot.services.reviews.review_facts import review_facts
from storage.unit import Unit


def rooms(acting: Acting, *, name: str | None) -> tuple[int, dict[int, str]]:
    """The cycle that is named, or the one of which a result waits to be released, and which departments'
    results somebody may look at, by id: those in which a result waits first.

    Raises Refusal: calibration.not_yours, ad_hoc.no_calibration, cycle.which; and as `find_cycle`.
    """
    with acting.store.read() as unit:
        headed = headed_now(unit)
        if name:
            cycle = find_cycle(unit, name)
        else:
            cycle = cycle_to_go_on_with(
                unit,
                lambda each: any(place.is_ready for place in _mine(unit, each, headed, acting)),
                to="calibrate",
            )
        _refuse_ad_hoc(cycle.name)
        mine = _mine(unit, cycle, headed, acting)
        if not mine:
            raise not_yours()
        waiting_first = sorted(mine, key=lambda each: not each.is_ready)
        return cycle.id, {each.department_id: each.department for each in waiting_first}


def read_room(acting: Acting, *, cycle_id: int, department_id: int) -> Room:
    """Where everybody of a department stands who is through the second look. Never the reader's own result,
    nor a count that tells it.

    Raises Refusal("calibration.not_yours").
    """
    with acting.store.read() as unit:
        return room_of(unit, acting, cycle_id=cycle_id, department_id=department_id)


def read_focus(acting: Acting, *, cycle_id: int, department_id: int) -> tuple[Room, Focus]:
    """The same, and whom of it to look at first. Raises as `read_room`."""
    with acting.store.read() as unit:
        room = room_of(unit, acting, cycle_id=cycle_id, department_id=department_id)
        cycle = unit.cycles.facts(cycle_id)
        return room, focus(room, _known(unit, room, cycle), since=lately(cycle.name))


def read_person(acting: Acting, *, review_id: int) -> Looked:
    """One result of a room that is not released: who gave what and why, what was said in the second look, and
    what the reader put down last into the form for a move. That HR read it is put on that person's record.

    Raises Refusal: calibration.not_yours, calibration.own.
    """
    with acting.store.begin() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=not_yours)
        about = in_room(unit, review)
        require(Deed.CALIBRATE, acting.by, about, refuse=lambda: refusal(review, acting))
        cycle = unit.cycles.facts(review.cycle_id)
        moves = unit.calibrations.of_all([review_id])
        result = next(iter(_results(unit, [review_id], cycle, moves=moves)), None)
        if result is None or review.state not in CONFIRMED:
            raise not_yours()
        reads = may(Deed.READ_REASONS, acting.by, about)
        if reads and acting.person.has(Role.HR):
            unit.views_as.note_named(
                {review_id: review.employee_id}, side=Side.CALIBRATION, by=acting.person, at=acting.now
            )
        draft = unit.drafts.get(acting.person.id, Form.CALIBRATE, str(review_id))
        return Looked(
            result=result,
            scheme=cycle.scheme,
            explained=to_calibrators(explained(unit, review_facts(unit, review_id))) if reads else None,
            typed=Typed(**draft.data) if draft else Typed(),
        )


def room_of(unit: Unit, acting: Acting, *, cycle_id: int, department_id: int) -> Room:
    """As `read_room`, within a transaction."""
    cycle = found(lambda: unit.cycles.facts(cycle_id), refuse=not_yours)
    _refuse_ad_hoc(cycle.name)
    places = [each for each in unit.cycles.places(cycle_id) if each.department_id == department_id]
    if not places:
        raise not_yours()
    headed = of_department(places[0].department, headed_now(unit))
    require(Deed.READ_CALIBRATION, acting.by, headed, refuse=not_yours)
    room = next(_rooms(unit, cycle, places, without=acting.by_id))
    given = unit.calibration_agreements.given(cycle_id).get(department_id, ())
    marks = unit.calibration_agreements.marks(cycle_id).get(department_id, ())
    agreed = agreement(given, marks, headed.heads)
    reader = acting.person.id
    return replace(
        room,
        agreed=agreed,
        seen=seal(marks, without=reader),
        can_agree=not room.is_over and side_of(reader, headed.heads) in agreed.missing,
    )


def to_calibrate(unit: Unit, person: Person) -> tuple[str, ...]:
    """The names of the running cycles of which a result waits in a department that this person heads.

    Who heads what is read only while something waits, and of whoever could.
    """
    waiting = {
        cycle.name: waits
        for cycle in unit.cycles.running()
        if (waits := unit.calibrations.waits_in(cycle.id, without=person.id))
        and (person.grade is not Grade.STAFF or person.department in waits)
    }
    if not waiting:
        return ()
    theirs = {name for name, who in headed_now(unit).items() if person.id in who}
    return tuple(name for name, waits in waiting.items() if not theirs.isdisjoint(waits))


def kept_back(unit: Unit, cycle_id: int, departments: Collection[int]) -> tuple[str, ...]:
    """Which of these departments break shares that bind them and can be kept, by name; an ad-hoc review is in
    no share.
    """
    cycle = unit.cycles.facts(cycle_id)
    if cycle.scheme.distribution is None or is_ad_hoc(cycle.name):
        return ()
    places = [each for each in unit.cycles.places(cycle_id) if each.department_id in departments]
    return tuple(room.department for room in _rooms(unit, cycle, places) if room.keeps_it_back)


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


def in_room(unit: Unit, review: Review) -> InRoom:
    """Whose result it is, and who heads their department now. Raises Refusal("ad_hoc.no_calibration"): one
    result is calibrated beside no other.
    """
    _refuse_ad_hoc(unit.cycles.get(review.cycle_id).name)
    employee = unit.people.get(review.employee_id)
    return InRoom(
        employee_id=employee.id,
        heads=of_department(employee.department, headed_now(unit)).heads,
        is_hr=employee.has(Role.HR),
    )


def headed_now(unit: Unit) -> Mapping[str, frozenset[int]]:
    """Who heads each department that anybody does, by its name."""
    return {name: frozenset(who) for name, who in heads(unit.reaches.workers()).items()}


def of_department(department: str, headed: Mapping[str, frozenset[int]]) -> Headed:
    """One department, for whoever asks who may."""
    return Headed(department=department, heads=headed.get(department, frozenset()))


def refusal(review: Review, acting: Acting) -> Refusal:
    """Why somebody may not: it is their own, or nothing of theirs."""
    is_own = acting.by_id == review.employee_id and may(Deed.RELEASE, acting.by)
    return Refusal("calibration.own") if is_own else not_yours()


def not_yours() -> Refusal:
    return Refusal("calibration.not_yours")


def _refuse_ad_hoc(cycle: str) -> None:
    if is_ad_hoc(cycle):
        raise Refusal("ad_hoc.no_calibration", cycle=cycle)


def _mine(unit: Unit, cycle: Cycle, headed: Mapping[str, frozenset[int]], acting: Acting) -> Sequence[Place]:
    return [
        each
        for each in unit.cycles.places(cycle.id)
        if may(Deed.READ_CALIBRATION, acting.by, of_department(each.department, headed))
    ]


def _rooms(
    unit: Unit, cycle: CycleFacts, places: Sequence[Place], *, without: int | None = None
) -> Iterator[Room]:
    """A room for each department of these places, in their order: everybody who is through, but one person
    where that is asked for.
    """
    through = [each.review_id for each in places if each.is_ready or each.is_released]
    moves = unit.calibrations.of_all(through)
    results = {each.review_id: each for each in _results(unit, through, cycle, moves=moves)}
    for department_id in dict.fromkeys(each.department_id for each in places):
        here = [each for each in places if each.department_id == department_id]
        people = [results[each.review_id] for each in here if each.review_id in results]
        others = [each for each in people if each.employee_id != without]
        yield Room(
            cycle_id=cycle.id,
            cycle_name=cycle.name,
            department_id=department_id,
            department=here[0].department,
            scale=cycle.scheme.points,
            distribution=cycle.scheme.distribution,
            people=ranked(others),
            is_without_you=len(others) < len(people),
            waiting=sum(
                REVIEW.stage(each.state).rated and not (each.is_ready or each.is_released) for each in here
            ),
        )


def _results(
    unit: Unit, review_ids: Collection[int], cycle: CycleFacts, *, moves: Mapping[int, Sequence[Move]]
) -> Iterator[Result]:
    here = unit.calibrations.here(review_ids)
    outcomes = outcomes_of(unit, [each.review for each in here], cycle.scheme, moves=moves)
    for each in here:
        if each.review.id in outcomes:
            yield Result(
                review_id=each.review.id,
                employee_id=each.review.employee_id,
                name=each.name,
                manager_id=each.review.manager_id,
                manager=each.manager,
                here_since=each.here_since,
                outcome=outcomes[each.review.id],
                moves=tuple(moves.get(each.review.id, ())),
                is_released=each.review.stage.released,
            )


def _known(unit: Unit, room: Room, cycle: CycleFacts) -> Mapping[int, Known]:
    """What there is beside the results: by review."""
    people = [each.employee_id for each in room.people]
    last = _last_points(unit, people, cycle)
    moved = unit.moves.of_all(people, (WasMoved.TRANSFER,))
    posts = {
        person_id: (each.facts.post.now or "", each.day)
        for person_id, moves in moved.items()
        for each in moves
        if each.facts.post is not None
    }
    return {
        each.review_id: Known(last=last.get(each.employee_id), post=posts.get(each.employee_id))
        for each in room.people
    }


def _last_points(unit: Unit, people: Collection[int], cycle: CycleFacts) -> Mapping[int, Decimal]:
    """What was released of each of these last, of a period as long as this one."""
    by_cycle: dict[int, list[Review]] = {}
    for earlier in unit.earlier_reviews.of_all(people, before=cycle.starts_on).values():
        same = (review for review, name in earlier if are_alike(name, cycle.name))
        if (review := next(same, None)) is not None:
            by_cycle.setdefault(review.cycle_id, []).append(review)
    points: dict[int, Decimal] = {}
    for cycle_id, reviews in by_cycle.items():
        moves = unit.calibrations.of_all([each.id for each in reviews])
        scheme = unit.cycles.facts(cycle_id).scheme
        outcomes = outcomes_of(unit, reviews, scheme, moves=moves)
        points |= {each.employee_id: outcomes[each.id].score for each in reviews if each.id in outcomes}
    return points
