"""An appeal: by whom it is made, who decides, and what becomes of the result."""

import pytest

from bot.domain.obligations import Kind
from bot.domain.reviews.talk_way import Event, State
from bot.domain.reviews.way import State as ReviewState
from bot.errors import Refusal
from bot.services.reviews import appeal as appeals
from bot.services.reviews.approval import approve, result_for
from tests.builders.talks import Talks
from tests.builders.world import World
from tests.services.reviews.test_advance_talk import leaves, led_by
from tests.services.reviews.test_talk import owed


@pytest.fixture
def after(world: World) -> Talks:
    return Talks.after_release(world)


@pytest.mark.parametrize("state", [State.TO_HOLD, State.HELD])
def test_it_goes_to_whoever_of_hr_had_no_part_in_the_score(after: Talks, state: State) -> None:
    after.at(state).appeal()

    assert owed(after) == [("Qian Yu", Kind.APPEAL)]
    facts, typed = appeals.open_decision(after.world.acting(after.second_hr), talk_id=after.talk.id)
    assert facts.appeal is not None
    assert (facts.appeal.note, typed) == ("The figure of May.", {})
    shown = appeals.read_appealed(after.world.acting(after.second_hr), talk_id=after.talk.id)
    assert shown.review.outcome is not None


def test_it_stands(after: Talks) -> None:
    after.at(State.APPEALED).decide(Event.UPHOLD)

    assert (after.talk.state, owed(after)) == (State.UPHELD, [])
    assert after.world.reload(after.review).state is ReviewState.RELEASED
    people = after.world.people
    told = {to for kind, to in after.world.notices() if kind == "TalkNews"}
    assert told == {people.employee.id, people.manager.id}


def test_scored_anew_it_is_secret_until_it_is_released_and_talked_about_again(after: Talks) -> None:
    world, people = after.world, after.world.people
    after.at(State.APPEALED).decide(Event.RESCORE)

    review = world.reload(after.review)
    assert review.state is ReviewState.SELF_SCORED
    assert owed(after) == [("Liu Yang", Kind.APPROVAL)]
    with pytest.raises(Refusal, match="no_result_yet"):
        result_for(world.acting(people.employee), review_id=review.id)

    approve(world.acting(people.manager), review_id=review.id, version=review.version)
    world.look_again(review)
    world.release(review)

    assert ("ScoreApproved", people.employee.id) in world.notices()
    talk = after.talk
    assert (talk.round, talk.state) == (2, State.TO_HOLD)
    assert ("ScoreApproved", people.employee.id) in world.notices(), "though they heard of a result before"
    assert owed(after) == [("Liu Yang", Kind.TALK)]


@pytest.mark.parametrize("decision", [Event.UPHOLD, Event.RESCORE])
def test_once_decided_its_result_is_shown_to_whoever_decided_no_more(after: Talks, decision: Event) -> None:
    after.at(State.APPEALED).decide(decision)

    with pytest.raises(Refusal, match=r"appeal\.decided"):
        appeals.read_appealed(after.world.acting(after.second_hr), talk_id=after.talk.id)


def test_looked_at_anew_by_whoever_looks_again(after: Talks) -> None:
    after.at(State.APPEALED).decide(Event.RELOOK)

    assert after.world.reload(after.review).state is ReviewState.SCORED
    assert {kind for _, kind in owed(after)} == {Kind.SECOND_LOOK}
    after.world.look_again(after.review)
    assert after.world.release(after.review).state is ReviewState.RELEASED


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (State.APPEALED, "appeal.made"),
        (State.UPHELD, "appeal.closed"),
        (State.REOPENED, "appeal.closed"),
        (State.ACKNOWLEDGED, "appeal.closed"),
        (State.UNANSWERED, "appeal.too_late"),
    ],
)
def test_once_and_in_time(after: Talks, state: State, code: str) -> None:
    assert after.at(state).refused("appeal") == code


def test_only_their_own_with_a_reason_that_fits(after: Talks) -> None:
    people = after.world.people

    for by in (people.colleague, people.manager, people.hr):
        assert after.refused("appeal", by=by) == "talk.not_yours"
    assert after.refused("appeal", " ") == "appeal.no_reason"
    assert after.refused("appeal", "x" * 3001) == "talk.too_long"
    _, typed = appeals.open_appeal(after.world.acting(people.employee), talk_id=after.talk.id)
    assert typed["reason"] == "x" * 3001, "what was refused is kept"


def test_nobody_else_decides_and_only_once_and_with_a_reason(after: Talks) -> None:
    after.at(State.APPEALED)
    people = after.world.people

    for by in (people.hr, people.boss, people.manager, people.employee):
        assert after.refused("decide", Event.UPHOLD, by=by) == "appeal.not_yours"
    assert after.refused("decide", None) == "appeal.no_decision"
    assert after.refused("decide", Event.UPHOLD, "") == "appeal.no_decision_reason"
    _, typed = appeals.open_decision(after.world.acting(after.second_hr), talk_id=after.talk.id)
    assert typed["decision"] == Event.UPHOLD
    after.decide(Event.UPHOLD)
    assert after.refused("decide", Event.RESCORE) == "appeal.decided"


def test_the_manager_is_not_told_what_it_says(after: Talks) -> None:
    after.at(State.APPEALED)

    with pytest.raises(Refusal, match=r"appeal\.not_yours"):
        appeals.read_appealed(after.world.acting(after.world.people.manager), talk_id=after.talk.id)
    with pytest.raises(Refusal, match=r"appeal\.not_yours"):
        appeals.keep_decision(
            after.world.acting(after.world.people.hr), talk_id=after.talk.id, typed={"reason": "No."}
        )


@pytest.mark.parametrize("decision", [Event.RESCORE, Event.UPHOLD])
def test_whoever_decided_does_not_read_what_is_scored_after(after: Talks, decision: Event) -> None:
    after.at(State.APPEALED).decide(decision)

    with pytest.raises(Refusal, match=r"appeal\.decided"):
        appeals.read_appealed(after.world.acting(after.second_hr), talk_id=after.talk.id)


def test_where_the_manager_has_left_whoever_leads_by_now_scores_it_anew(after: Talks) -> None:
    world, people = after.world, after.world.people
    after.at(State.APPEALED)
    led_by(world, people.employee, people.boss)
    leaves(world, people.manager)

    after.decide(Event.RESCORE)

    assert owed(after) == [("Zhao Min", Kind.APPROVAL)]
    assert world.reload(after.review).manager_id == people.boss.id
    assert after.talk.holder_id == people.boss.id, "and is told why it was opened again"


def test_nothing_is_opened_again_of_somebody_who_has_left(after: Talks) -> None:
    after.at(State.APPEALED)
    leaves(after.world, after.world.people.employee)

    assert after.refused("decide", Event.RESCORE) == "talk.employee_left"
    assert after.world.reload(after.review).state is ReviewState.RELEASED
