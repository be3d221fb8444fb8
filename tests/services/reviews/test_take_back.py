"""Handed in and changed again; and, once the manager has started, asked back."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.take_back import Reply
from bot.domain.reviews.way import Event, State
from bot.errors import Missing, Refusal
from bot.services.reviews.advance import advance
from bot.services.reviews.approval_facts import approval_facts, team_progress
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.self_score import Entered, open_self_score, pass_step, submit_self_score
from bot.services.reviews.sent_self_score import my_review_facts
from bot.services.reviews.take_back import ask_back, back_asked, give_back, keep_it, to_ask_back
from messages.catalog import Words
from messages.reviews.cycle_answers import progress_text
from storage.unit import Store
from tests.builders.approval import TEAMWORK
from tests.builders.people import Company
from tests.builders.self_score import answer
from tests.builders.world import FRIDAY, World

WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)
WHY = "The figure of December came in."


@pytest.fixture
def review(world: World) -> Review:
    return world.review_at(State.SELF_SCORED)


def changed(world: World, review: Review, score: str) -> None:
    """Its employee gives teamwork another score, and hands it in again."""
    by = world.acting(world.people.employee)
    values = Entered(answers={TEAMWORK: answer(score, evidence="It was so.")})
    form, problems = pass_step(by, review_id=review.id, step=2, entered=values)
    assert problems == []
    assert form.saved_at is not None
    submit_self_score(by, review_id=review.id, read_at=form.saved_at.isoformat())


def started(world: World, review: Review) -> None:
    with world.store.begin() as unit:
        advance(unit, unit.reviews.get(review.id), Event.ADJUST, world.acting(world.people.manager))


def asked(world: World, review: Review) -> int:
    """The number of the step with which its employee asked."""
    started(world, review)
    ask_back(world.acting(world.people.employee), review_id=review.id, why=WHY)
    return world.reload(review).version


def test_what_was_handed_in_is_changed_until_the_manager_starts_and_nothing_is_overwritten(
    world: World, store: Store, review: Review
) -> None:
    changed(world, review, "2.5")
    changed(world, review, "2")

    with store.read() as unit:
        facts = approval_facts(unit, review.id)
        given = [each.score.score for each in unit.reviews.scores(review.id) if each.item == TEAMWORK]
        mine = my_review_facts(unit, review.id, now=FRIDAY)
    assert facts.handed_in_again
    assert facts.fresh == {TEAMWORK}
    assert given == [Decimal("2.5"), Decimal("2.5"), Decimal(2)]
    assert (mine.is_changeable, mine.can_be_asked_back) == (True, False)
    assert world.reload(review).state is State.SELF_SCORED


def test_a_second_click_on_submit_changes_nothing(world: World, store: Store, review: Review) -> None:
    by = world.acting(world.people.employee)
    form, _ = pass_step(by, review_id=review.id, step=2, entered=Entered(answers={TEAMWORK: answer("2.5")}))
    read_at = form.saved_at.isoformat() if form.saved_at else ""

    first, second = (submit_self_score(by, review_id=review.id, read_at=read_at) for _ in range(2))

    assert (first.is_new, second.is_new) == (True, False)


def test_once_the_manager_has_started_it_is_not_changed_and_can_be_asked_back(
    world: World, store: Store, review: Review
) -> None:
    by = world.acting(world.people.employee)
    form, _ = pass_step(by, review_id=review.id, step=2, entered=Entered(answers={TEAMWORK: answer("2")}))
    started(world, review)

    for attempt in (
        lambda: open_self_score(by, review_id=review.id),
        lambda: submit_self_score(by, review_id=review.id, read_at=str(form.saved_at)),
    ):
        with pytest.raises(Refusal, match=r"self_score\.started"):
            attempt()
    assert to_ask_back(by, review_id=review.id) == ("Liu Yang", None)
    with store.read() as unit:
        mine = my_review_facts(unit, review.id, now=FRIDAY)
    assert (mine.is_changeable, mine.can_be_asked_back) == (False, True)


def test_after_the_closing_day_nothing_is_changed_of_ones_own_accord(world: World, review: Review) -> None:
    late = world.acting(world.people.employee, at=FRIDAY + timedelta(days=20))

    with pytest.raises(Refusal, match=r"self_score\.too_late"):
        open_self_score(late, review_id=review.id)


def test_the_manager_hears_of_the_wish_and_gives_it_back(world: World, store: Store, review: Review) -> None:
    number = asked(world, review)
    manager = world.people.manager
    assert ("BackWanted", manager.id) in world.notices()

    give_back(world.acting(manager), review_id=review.id, number=number)

    assert world.reload(review).state is State.MORE_ASKED
    assert ("BackAnswered", world.people.employee.id) in world.notices()
    form = open_self_score(world.acting(world.people.employee), review_id=review.id)
    assert form.question is None
    with store.read() as unit:
        wish = back_asked(unit, review.id, number)
        mine = my_review_facts(unit, review.id, now=FRIDAY)
        on_home = unit.overview.review_of_period(world.people.employee.id)
        card = approval_facts(unit, review.id)
        team = team_progress(unit, review.cycle_id, manager.id)
    assert team.given_back == ("Chen Jie",)
    assert (wish.why, wish.reply, mine.given_back) == (WHY, Reply.GIVEN, True)
    assert on_home is not None
    told = next(
        each for each in cycle_status(world.acting(world.people.hr), name=None).people if each.given_back
    )
    assert (on_home.given_back, card.given_back, told.name) == (True, True, "Chen Jie")
    assert "given back by Liu Yang on" in progress_text(WORDS, told)
    changed(world, review, "2.5")


def test_the_manager_keeps_it_and_may_be_asked_once_more(world: World, store: Store, review: Review) -> None:
    number = asked(world, review)
    keep_it(world.acting(world.people.manager), review_id=review.id, number=number)

    assert world.reload(review).state is State.SELF_SCORED
    assert ("BackAnswered", world.people.employee.id) in world.notices()
    with store.read() as unit:
        assert back_asked(unit, review.id, number).reply is Reply.KEPT
        assert my_review_facts(unit, review.id, now=FRIDAY).can_be_asked_back


@pytest.mark.parametrize("answer_with", [give_back, keep_it])
def test_a_wish_is_answered_once_by_whoever_has_the_review(
    world: World, review: Review, people: Company, answer_with: object
) -> None:
    number = asked(world, review)

    def attempt(by: Person, number: int = number) -> None:
        answer_with(world.acting(by), review_id=review.id, number=number)  # type: ignore[operator]

    for stranger in (people.employee, people.colleague, people.hr):
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            attempt(stranger)
    with pytest.raises(Refusal, match=r"self_score\.wish_gone"):
        attempt(people.manager, number - 1)
    attempt(people.manager)
    with pytest.raises(Refusal, match=r"self_score\.wish_gone"):
        attempt(people.manager)


def test_it_is_asked_back_once_and_only_where_it_was_begun(world: World, review: Review) -> None:
    by = world.acting(world.people.employee)
    with pytest.raises(Refusal, match=r"self_score\.not_started"):
        ask_back(by, review_id=review.id, why=WHY)
    asked(world, review)

    with pytest.raises(Refusal, match=r"self_score\.asked_back"):
        ask_back(by, review_id=review.id, why=WHY)
    with pytest.raises(Refusal, match=r"review\.not_yours"):
        ask_back(world.acting(world.people.colleague), review_id=review.id, why=WHY)
    world.review_at(State.SCORED)
    with pytest.raises(Refusal, match=r"self_score\.approved_already"):
        to_ask_back(by, review_id=review.id)


def test_why_is_kept_where_it_cannot_be_asked_now_and_gone_once_it_was(world: World, review: Review) -> None:
    by = world.acting(world.people.employee)
    with pytest.raises(Refusal, match=r"self_score\.not_started"):
        ask_back(by, review_id=review.id, why=WHY)
    started(world, review)

    assert to_ask_back(by, review_id=review.id) == ("Liu Yang", WHY)
    ask_back(by, review_id=review.id, why=WHY)

    with world.store.read() as unit:
        assert unit.drafts.get(by.person.id, Form.TAKE_BACK, str(review.id)) is None


def test_a_step_that_asked_for_nothing_is_no_wish(store: Store, review: Review) -> None:
    with store.read() as unit, pytest.raises(Missing):
        back_asked(unit, review.id, 1)
