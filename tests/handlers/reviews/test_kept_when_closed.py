"""What stands in a form of a review when it is closed is there again when it is opened."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.contribution import Written
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.advance import advance
from bot.services.reviews.contribution import contribute, open_contribution
from bot.services.reviews.take_back import ask_back, to_ask_back
from handlers.listeners import register_all
from messages.reviews.ask_modal import ASK_FORM, QUESTION
from messages.reviews.contribution_modal import CONTRIBUTION_FORM, TEXT
from messages.reviews.take_back_modal import TAKE_BACK_FORM, WHY
from tests.handlers.conftest import Door
from tests.services.reviews.test_contribution import goes_over

TYPED = "Which branch?"


def asked(door: Door) -> tuple[Review, Person]:
    return door.world.review_at(State.SELF_SCORED), door.people.manager


def started(door: Door) -> tuple[Review, Person]:
    review = door.world.review_at(State.SELF_SCORED)
    with door.store.begin() as unit:
        advance(unit, unit.reviews.get(review.id), Event.ADJUST, door.world.acting(door.people.manager))
    return door.world.reload(review), door.people.employee


def gone_over(door: Door) -> tuple[Review, Person]:
    goes_over(door.world)
    return door.world.review_of(door.people.employee), door.people.manager


def question_of(door: Door, review: Review, by: Person) -> str | None:
    _, typed = approval.open_question(door.world.acting(by), review_id=review.id, version=review.version)
    return typed["question"] if typed else None


def why_of(door: Door, review: Review, by: Person) -> str | None:
    return to_ask_back(door.world.acting(by), review_id=review.id)[1]


def lines_of(door: Door, review: Review, by: Person) -> str | None:
    return open_contribution(door.world.acting(by), review_id=review.id)[1].text


FORMS = [
    (asked, ASK_FORM, QUESTION, "{id}:{version}", question_of),
    (started, TAKE_BACK_FORM, WHY, "{id}", why_of),
    (gone_over, CONTRIBUTION_FORM, TEXT, "{id}", lines_of),
]


def closed(door: Door, by: Person, callback_id: str, carried: str, block: str, typed: str) -> None:
    state = {block: {block: {"type": "plain_text_input", "value": typed}}}
    view: dict[str, Any] = {
        "id": "V1",
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": carried,
        "state": {"values": state},
    }
    who = {"user": {"id": by.slack_id, "team_id": "T1"}, "team": {"id": "T1"}}
    door.payload({"type": "view_closed", "view": view, "is_cleared": False, **who})


@pytest.mark.parametrize(("begin", "callback_id", "block", "carried", "kept"), FORMS)
def test_what_was_typed_is_there_again(
    door: Door,
    begin: Callable[[Door], tuple[Review, Person]],
    callback_id: str,
    block: str,
    carried: str,
    kept: Callable[[Door, Review, Person], str | None],
) -> None:
    register_all(door.app)
    review, by = begin(door)
    at = carried.format(id=review.id, version=review.version)

    closed(door, by, callback_id, at, block, f"  {TYPED} ")
    assert kept(door, review, by) == TYPED
    closed(door, by, callback_id, at, block, "\u200b ")

    assert kept(door, review, by) == TYPED


@pytest.mark.parametrize(
    ("form", "deed"),
    [
        (Form.ASK, lambda by, id: approval.ask_for_more(by, review_id=id, version=1, question=TYPED)),
        (Form.TAKE_BACK, lambda by, id: ask_back(by, review_id=id, why=TYPED)),
        (Form.CONTRIBUTION, lambda by, id: contribute(by, review_id=id, written=Written(text=TYPED))),
    ],
)
def test_nothing_is_kept_of_whoever_may_not(door: Door, form: Form, deed: Callable[[Any, int], None]) -> None:
    review, stranger = door.world.review_at(State.SELF_SCORED), door.people.colleague

    with pytest.raises(Refusal, match="not_your"):
        deed(door.world.acting(stranger), review.id)

    with door.store.read() as unit:
        assert unit.drafts.get(stranger.id, form, str(review.id)) is None
