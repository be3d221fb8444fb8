"""Files that come along with a case that is written in the self-score."""

from decimal import Decimal

import pytest

from bot.domain.people import Person
from bot.domain.reviews.self_score import MOST_FILES, Entered, Part, SelfScoreForm
from bot.domain.weeks.pocket import KeptFile
from bot.errors import Missing, Refusal
from bot.services.reviews import approval
from bot.services.reviews.self_score import (
    keep_closed,
    open_self_score,
    pass_step,
    submit_self_score,
)
from bot.services.reviews.self_score_evidence import leave_out_file, make_room
from bot.services.reviews.sent_self_score import sent_self_score
from bot.services.reviews.used_files import files_of
from bot.services.weeks.pocket import read_pocket
from bot.services.weeks.pocket_files import files_to_fetch
from tests.builders.approval import CONVERSION, CUSTOMER, TEAMWORK
from tests.builders.self_score import STEPS, answer, fill, open_quarter, review_of
from tests.builders.world import World

PHOTO = KeptFile(slack_id="F1", name="photo.png", mimetype="image/png", size=14)
PLAN = KeptFile(slack_id="F2", name="plan.pdf", size=20)
VALUES = STEPS[1].answers


@pytest.fixture
def chen(world: World) -> Person:
    open_quarter(world.store, by=world.people.hr)
    return world.people.employee


@pytest.fixture
def review_id(world: World, chen: Person) -> int:
    return review_of(world.store, chen)


def adds(world: World, review_id: int, *files: KeptFile, score: str = "3") -> SelfScoreForm:
    """To the case of *Customer first*, which is on the second screen."""
    answers = {**VALUES, CUSTOMER: answer(score, evidence="I called them every morning.")}
    entered = Entered(answers=answers, files={CUSTOMER: files})
    form, _ = pass_step(world.acting(world.people.employee), review_id=review_id, step=2, entered=entered)
    return form


def hands_in(world: World, form: SelfScoreForm) -> None:
    assert form.saved_at is not None
    by, read_at = world.acting(world.people.employee), form.saved_at.isoformat()
    submit_self_score(by, review_id=form.review_id, read_at=read_at)


def leaves_out(world: World, review_id: int, case_id: int) -> SelfScoreForm:
    by = world.acting(world.people.employee)
    entered = Entered(answers={})
    return leave_out_file(by, review_id=review_id, step=2, entered=entered, item=CUSTOMER, case_id=case_id)


def names(form: SelfScoreForm) -> list[str]:
    return [form.files[case_id].name for case_id in form.draft.answers[CUSTOMER].files]


def seen_by_manager(world: World, review_id: int) -> list[str]:
    return [each.file.name for each in files_of(world.acting(world.people.manager), review_id=review_id)]


def in_pocket(world: World) -> list[str]:
    view = read_pocket(world.acting(world.people.employee))
    return [file.name for case in view.cases for file in case.files]


def test_they_are_handed_in_with_it_and_kept_in_the_pocket(
    world: World, chen: Person, review_id: int
) -> None:
    fill(world.store, review_id, by=chen)

    form = adds(world, review_id, PHOTO, PLAN)

    assert names(form) == ["photo.png", "plan.pdf"]
    assert form.pocket == {}, "they are not offered beside themselves"
    [first, _] = read_pocket(world.acting(chen)).cases
    assert (first.place.key, first.place.rung, first.uses[0].item) == ("customer_first", 3, CUSTOMER)
    hands_in(world, form)
    sent = sent_self_score(world.acting(chen), review_id=review_id)
    assert [sent.files[each].name for each in sent.answers[CUSTOMER].files] == ["photo.png", "plan.pdf"]
    assert seen_by_manager(world, review_id) == ["photo.png", "plan.pdf"]
    fetched = files_to_fetch(world.acting(), limit=10)
    assert [each.slack_id for each in fetched] == ["F1", "F2"]


def test_one_that_is_sent_twice_comes_along_once(world: World, review_id: int) -> None:
    adds(world, review_id, PHOTO)
    form = adds(world, review_id, PHOTO, PLAN)
    read_at = form.saved_at.isoformat() if form.saved_at else ""
    closed = Entered(answers=VALUES, files={CUSTOMER: (PLAN,)})

    by = world.acting(world.people.employee)
    keep_closed(by, review_id=review_id, step=2, entered=closed, read_at=read_at, window="V1")

    assert names(open_self_score(by, review_id=review_id)) == ["photo.png", "plan.pdf"]
    assert sorted(in_pocket(world)) == ["photo.png", "plan.pdf"]


def test_what_is_left_out_before_it_was_handed_in_leaves_the_pocket_too(world: World, review_id: int) -> None:
    form = adds(world, review_id, PHOTO, PLAN)

    form = leaves_out(world, review_id, form.draft.answers[CUSTOMER].files[0])

    assert names(form) == ["plan.pdf"]
    assert in_pocket(world) == ["plan.pdf"]
    assert form.draft.answers[CUSTOMER].evidence == "I called them every morning."


def test_the_manager_has_what_was_handed_in_and_nothing_of_what_is_being_changed(
    world: World, chen: Person, review_id: int
) -> None:
    fill(world.store, review_id, by=chen)
    form = adds(world, review_id, PHOTO)
    hands_in(world, form)

    adds(world, review_id, PLAN)
    form = leaves_out(world, review_id, form.draft.answers[CUSTOMER].files[0])

    assert seen_by_manager(world, review_id) == ["photo.png"]
    assert sorted(in_pocket(world)) == ["photo.png", "plan.pdf"]
    hands_in(world, form)
    assert seen_by_manager(world, review_id) == ["plan.pdf"]


def test_without_a_case_that_is_asked_for_nothing_comes_along(
    world: World, chen: Person, review_id: int
) -> None:
    fill(world.store, review_id, by=chen)
    adds(world, review_id, PHOTO)

    hands_in(world, adds(world, review_id, score="2.5"))

    assert seen_by_manager(world, review_id) == []
    sent = sent_self_score(world.acting(chen), review_id=review_id)
    assert (sent.answers[CUSTOMER].score, sent.files) == (Decimal("2.5"), {})


def test_a_case_is_written_though_no_score_asks_for_it_and_files_do_not_stand_for_words(
    world: World, chen: Person, review_id: int
) -> None:
    fill(world.store, review_id, by=chen)
    by = world.acting(chen)
    room = make_room(by, review_id=review_id, step=1, entered=Entered(answers={}), item=CONVERSION)
    assert room.draft.taken == {CONVERSION: 1}
    alone = Entered(answers={}, files={CONVERSION: (PLAN,)})

    _, problems = pass_step(by, review_id=review_id, step=1, entered=alone)

    assert [(each.part, each.code) for each in problems] == [(Part.EVIDENCE, "self_score.files_alone")]
    with_words = Entered(answers={CONVERSION: answer("3.75", actual="3.8 %", evidence="See page 2.")})
    form, problems = pass_step(by, review_id=review_id, step=1, entered=with_words)
    assert problems == []
    hands_in(world, form)
    assert seen_by_manager(world, review_id) == ["plan.pdf"]
    with pytest.raises(Missing):
        make_room(by, review_id=review_id, step=2, entered=Entered(answers={}), item=CONVERSION)


def test_more_than_come_along_are_refused_and_none_is_kept(world: World, review_id: int) -> None:
    many = [KeptFile(slack_id=f"F{n}", name=f"{n}.png") for n in range(MOST_FILES + 1)]
    adds(world, review_id, *many[:MOST_FILES])

    with pytest.raises(Refusal, match=r"self_score\.too_many_files"):
        adds(world, review_id, many[-1])

    assert len(in_pocket(world)) == MOST_FILES


def test_only_what_came_along_there_is_left_out_and_nothing_is_added_elsewhere(
    world: World, review_id: int
) -> None:
    form = adds(world, review_id, PHOTO)
    by = world.acting(world.people.employee)
    elsewhere = Entered(answers={}, files={CONVERSION: (PLAN,)})

    pass_step(by, review_id=review_id, step=2, entered=elsewhere)
    case_id = form.draft.answers[CUSTOMER].files[0]

    assert in_pocket(world) == ["photo.png"]
    for item, wrong in ((TEAMWORK, case_id), (CUSTOMER, case_id + 1)):
        with pytest.raises(Missing):
            leave_out_file(
                by, review_id=review_id, step=2, entered=Entered(answers={}), item=item, case_id=wrong
            )
    for stranger in (world.people.manager, world.people.colleague):
        with pytest.raises(Refusal, match=r"review\.not_yours"):
            leave_out_file(
                world.acting(stranger),
                review_id=review_id,
                step=2,
                entered=Entered(answers={}),
                item=CUSTOMER,
                case_id=case_id,
            )


def test_the_closing_day_and_the_managers_start_hold_for_files_too(
    world: World, chen: Person, review_id: int
) -> None:
    fill(world.store, review_id, by=chen)
    hands_in(world, adds(world, review_id, PHOTO))
    manager = world.acting(world.people.manager)
    with world.store.read() as unit:
        version = unit.reviews.look(review_id).version
    approval.approve(manager, review_id=review_id, version=version)

    with pytest.raises(Refusal, match=r"self_score\.approved_already"):
        adds(world, review_id, PLAN)

    assert in_pocket(world) == ["photo.png"]
