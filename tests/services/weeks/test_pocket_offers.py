"""What the pocket offers on each screen of the self-score."""

from datetime import date, timedelta

from bot.domain.reviews.way import State
from bot.domain.weeks.pocket import COMMENT
from bot.services.reviews.self_score import Entered, keep_step, open_self_score
from tests.builders.approval import CONVERSION, TEAMWORK
from tests.builders.pockets import CONVERSION as AT_CONVERSION
from tests.builders.pockets import kept, written
from tests.builders.world import FRIDAY, World


def offered(world: World, step: int) -> dict[tuple[str, str], list[str]]:
    review = world.review_at(State.GOALS_AGREED)
    form = keep_step(
        world.acting(world.people.employee),
        review_id=review.id,
        step=step,
        entered=Entered(answers={}),
        go_to=step,
    )
    return {item: [case.words for case in cases] for item, cases in form.pocket.items()}


def test_each_item_has_what_is_kept_under_it_and_the_remark_what_has_a_heading_of_ones_own(
    world: World,
) -> None:
    chen = world.people.employee
    kept(world.store, chen, "About sharing")
    kept(world.store, chen, "About conversion", place=AT_CONVERSION, ts="2.2")
    kept(world.store, world.people.colleague, "Somebody else's", ts="3.3")
    written(world.store, chen, "About mentoring")

    assert offered(world, 1) == {}, "said in 1970"
    kept(world.store, chen, "Conversion is up", place=AT_CONVERSION, ts="1795000000.1")
    assert offered(world, 1) == {CONVERSION: ["Conversion is up"]}
    assert offered(world, 2) == {TEAMWORK: ["About sharing"]}
    assert offered(world, 3) == {COMMENT: ["About mentoring"]}


def test_the_newest_comes_first_and_what_happened_before_the_period_does_not(world: World) -> None:
    chen = world.people.employee
    for day in (date(2026, 9, 30), date(2026, 10, 1), date(2026, 12, 31)):
        written(world.store, chen, f"On {day}", day=day, now=FRIDAY + timedelta(hours=1))

    assert offered(world, 3) == {COMMENT: ["On 2026-12-31", "On 2026-10-01"]}


def test_a_form_that_is_opened_has_them_too(world: World) -> None:
    kept(world.store, world.people.employee, "About conversion", place=AT_CONVERSION)
    review = world.review_at(State.GOALS_AGREED)

    form = open_self_score(world.acting(world.people.employee), review_id=review.id)

    assert [case.words for case in form.pocket[CONVERSION]] == ["About conversion"]
