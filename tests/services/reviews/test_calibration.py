"""HR and the head calibrate a department: each move with a reason, never one's own, never over another's."""

from decimal import Decimal

import pytest

from bot.domain.people import Person, Role
from bot.domain.reviews.calibration import Room, Typed
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.calibration import keep_move, move, take_back
from bot.services.reviews.calibration_room import moved_facts, read_person, read_room
from bot.services.reviews.explain import explain
from bot.services.reviews.review_facts import review_facts
from messages.catalog import Words
from messages.reviews.calibrated_note import calibrated_note
from storage.models.calibration import CalibrationMoveRow
from storage.models.people import DepartmentRow, HeldRoleRow
from tests.builders.world import FRIDAY, World

LOWER = Decimal("3.25")


@pytest.fixture
def review(world: World) -> Review:
    """Chen Jie's, through the second look."""
    return world.review_at(State.CONFIRMED)


def department(world: World) -> int:
    with world.store.read() as unit:
        name = world.people.employee.department
        return unit.session.query(DepartmentRow.id).filter(DepartmentRow.name == name).scalar()


def room(world: World, review: Review, by: Person | None = None) -> Room:
    return read_room(
        world.acting(by or world.people.hr), cycle_id=review.cycle_id, department_id=department(world)
    )


def moved(world: World, review: Review, *, by: Person | None = None, **given: object) -> None:
    asked = {"to": LOWER, "reason": "Beside the others.", "seen": 0} | given
    move(world.acting(by or world.people.hr), review_id=review.id, **asked)  # type: ignore[arg-type]


def code(call: object) -> str:
    with pytest.raises(Refusal) as refusal:
        call()  # type: ignore[operator]
    return refusal.value.code


def point(world: World, review: Review) -> Decimal:
    with world.store.read() as unit:
        outcome = review_facts(unit, review.id).outcome
    assert outcome is not None
    return outcome.score


def test_a_move_is_the_result_from_then_on_and_says_who_why_and_what_it_was(
    world: World, review: Review
) -> None:
    computed = point(world, review)

    moved(world, review)

    [shown] = room(world, review).people
    assert (shown.outcome.score, shown.outcome.computed, shown.seen) == (LOWER, computed, 1)
    [one] = shown.moves
    assert (one.was, one.now, one.reason, one.by) == (
        computed,
        LOWER,
        "Beside the others.",
        world.people.hr.name,
    )
    world.release(review)
    assert point(world, review) == LOWER


def test_the_manager_reads_the_reason_and_the_employee_that_it_was_moved(
    world: World, review: Review
) -> None:
    moved(world, review)

    [read] = explain(world.acting(world.people.manager), review_id=review.id).moves
    assert (read.reason, read.by) == ("Beside the others.", world.people.hr.name)
    world.release(review)
    [told] = explain(world.acting(world.people.employee), review_id=review.id).moves
    assert (told.was, told.now, told.reason) == (read.was, read.now, None)


def test_it_is_taken_back_and_both_stay_on_record(world: World, review: Review) -> None:
    computed = point(world, review)
    moved(world, review)

    take_back(world.acting(world.people.hr), review_id=review.id, seen=1)

    assert point(world, review) == computed
    with world.store.read() as unit:
        rows = unit.session.query(CalibrationMoveRow).order_by(CalibrationMoveRow.number).all()
        assert [(each.number, each.takes_back) for each in rows] == [(1, None), (2, 1)]
    again = code(lambda: take_back(world.acting(world.people.hr), review_id=review.id, seen=2))
    assert again == "calibration.nothing_moved"


def test_two_at_once_never_overwrite_each_other(world: World, review: Review) -> None:
    moved(world, review)

    assert code(lambda: moved(world, review, to=Decimal(4))) == "calibration.changed_since"
    late = code(lambda: take_back(world.acting(world.people.hr), review_id=review.id, seen=0))
    assert late == "calibration.changed_since"
    assert point(world, review) == LOWER


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"reason": " \u3000"}, "calibration.reason_missing"),
        ({"to": Decimal("3.6")}, "calibration.off_scale"),
    ],
)
def test_bad_input_moves_nothing(
    world: World, review: Review, given: dict[str, object], refused: str
) -> None:
    before = point(world, review)

    assert code(lambda: moved(world, review, **given)) == refused
    assert code(lambda: moved(world, review, to=before)) == "calibration.same"
    assert room(world, review).people[0].moves == ()


def test_only_between_the_second_look_and_the_release(world: World) -> None:
    review = world.review_at(State.SCORED)
    assert code(lambda: moved(world, review)) == "calibration.not_now"
    assert (room(world, review).people, room(world, review).waiting) == ((), 1)

    world.review_at(State.RELEASED)
    assert code(lambda: moved(world, review)) == "calibration.released"
    assert [each.is_released for each in room(world, review).people] == [True]


def test_the_head_may_and_nobody_else(world: World, review: Review) -> None:
    people = world.people
    boss_or_head = [each for each in (people.manager, people.boss) if _may(world, review, each)]
    assert len(boss_or_head) == 1

    moved(world, review, by=boss_or_head[0])

    for nobody in (people.employee, people.colleague, people.developer):
        assert code(lambda who=nobody: room(world, review, who)) == "calibration.not_yours"
        assert code(lambda who=nobody: moved(world, review, by=who, seen=1)) == "calibration.not_yours"
    assert code(lambda: moved(world, review, by=people.hr)) == "calibration.changed_since"


def _may(world: World, review: Review, who: Person) -> bool:
    try:
        room(world, review, who)
    except Refusal:
        return False
    return True


def test_nobody_of_hr_sees_or_moves_their_own(world: World, review: Review) -> None:
    """Chen Jie is made one of HR: their own result is in no list and in no count."""
    with world.store.begin() as unit:
        unit.session.add(HeldRoleRow(person_id=world.people.employee.id, role=Role.HR))
    with world.store.read() as unit:
        mine = unit.people.get(world.people.employee.id)

    shown = room(world, review, mine)
    assert (shown.people, shown.is_without_you) == ((), True)
    assert code(lambda: moved(world, review, by=mine)) == "calibration.own"


def test_the_manager_who_scored_is_told_of_each_move_and_reads_it_without_a_score_on_their_phone(
    world: World, review: Review
) -> None:
    manager = world.people.manager
    moved(world, review)
    assert world.notices().count(("ResultCalibrated", manager.id)) == 1
    take_back(world.acting(world.people.hr), review_id=review.id, seen=1)

    assert world.notices().count(("ResultCalibrated", manager.id)) == 2
    with world.store.read() as unit:
        first, second = (moved_facts(unit, review.id, number) for number in (1, 2))
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
    assert first.move is not None
    assert second.move is not None
    note = calibrated_note(words, first, first.move)
    assert note.text == "Zhou Jing moved Chen Jie's 2026 Q4 result in the calibration"
    assert "from 3.5 to *3.25*" in str(note.blocks)
    assert "Beside the others." in str(note.blocks)
    assert "took the last move back" in str(calibrated_note(words, second, second.move).blocks)


def test_nobody_is_overtaken_unless_whoever_moves_was_told_of_exactly_these(world: World) -> None:
    chen, wu = two(world)
    moved(world, wu, to=Decimal("3.75"))

    with pytest.raises(Refusal, match=r"calibration\.overtakes") as refused:
        moved(world, chen, to=Decimal(4))

    assert refused.value.facts["names"] == [world.people.colleague.name]
    said = str(refused.value.facts["consent"])
    assert code(lambda: moved(world, chen, to=Decimal("4.5"), consented=said)) == "calibration.overtakes"
    assert room(world, chen).people[0].review_id == wu.id, "nothing was moved"
    moved(world, chen, to=Decimal(4), consented=said)
    assert room(world, chen).people[0].review_id == chen.id


def test_what_was_typed_stays_where_it_is_refused_or_closed_and_goes_with_the_move(
    world: World, review: Review
) -> None:
    hr = world.acting(world.people.hr)
    assert code(lambda: moved(world, review, to=Decimal("3.6"))) == "calibration.off_scale"
    assert read_person(hr, review_id=review.id).typed == Typed(point="3.6", reason="Beside the others.")

    keep_move(hr, review_id=review.id, typed=Typed(point="3", reason="Beside"))
    assert read_person(hr, review_id=review.id).typed == Typed(point="3", reason="Beside")
    assert read_person(world.acting(world.people.boss), review_id=review.id).typed == Typed()

    moved(world, review)
    assert read_person(hr, review_id=review.id).typed == Typed()
    keep_move(hr, review_id=review.id, typed=Typed(reason="Once more"))
    keep_move(hr, review_id=review.id, typed=Typed())
    assert read_person(hr, review_id=review.id).typed == Typed()
    stranger = world.acting(world.people.colleague)
    kept = code(lambda: keep_move(stranger, review_id=review.id, typed=Typed(reason="x")))
    assert kept == "calibration.not_yours"


def two(world: World) -> list[Review]:
    """Chen Jie's and Wu Min's, both through the second look and on one point."""
    people = (world.people.employee, world.people.colleague)
    world.open_quarter(*people)
    return [world.review_at(State.CONFIRMED, of=each) for each in people]
