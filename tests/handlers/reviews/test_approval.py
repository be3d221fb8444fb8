"""Clicks as Slack sends them: replayed, at once from two devices, by somebody else."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event, State
from handlers.reviews import approval
from messages.reviews.approval_card import APPROVE
from messages.reviews.ask_modal import ASK_FORM, QUESTION
from storage.models.delivery import OutboxRow
from tests.bench.null_slack import null_slack
from tests.handlers.conftest import Door


@pytest.fixture
def review(door: Door) -> Iterator[Review]:
    approval.register(door.app)
    with null_slack() as slack:
        door.response_url = slack
        yield door.world.review_at(State.SELF_SCORED)


def click(door: Door, review: Review, by: Person) -> BoltResponse:
    return door.payload(
        {
            "type": "block_actions",
            "user": {"id": by.slack_id, "team_id": "T1"},
            "team": {"id": "T1"},
            "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1"},
            "trigger_id": "1.2.x",
            "response_url": door.response_url,
            "actions": [
                {
                    "type": "button",
                    "action_ts": "1.1",
                    "block_id": "b",
                    "action_id": APPROVE,
                    "value": f"{review.id}:{review.version}",
                }
            ],
        }
    )


def ask(door: Door, review: Review, by: Person, question: str) -> BoltResponse:
    view: dict[str, Any] = {
        "id": "V1",
        "type": "modal",
        "callback_id": ASK_FORM,
        "private_metadata": f"{review.id}:{review.version}",
        "state": {"values": {QUESTION: {QUESTION: {"type": "plain_text_input", "value": question}}}},
    }
    return door.payload(
        {
            "type": "view_submission",
            "user": {"id": by.slack_id, "team_id": "T1"},
            "team": {"id": "T1"},
            "view": view,
        }
    )


def approvals(door: Door, review: Review) -> tuple[int, int]:
    """How often it was approved, and how often the two who look again were shown it."""
    with door.store.read() as unit:
        events = [row.event for row in unit.reviews.history(review.id)]
        looks = OutboxRow.payload["card"].as_string().startswith("second-look:")
        told = unit.session.query(OutboxRow).filter(OutboxRow.kind == "CardStale", looks).count()
    return events.count(Event.APPROVE), told


def test_a_click_that_slack_sends_twice_approves_once(door: Door, review: Review) -> None:
    answers = [click(door, review, door.people.manager) for _ in range(2)]

    assert [answer.status for answer in answers] == [200, 200]
    assert approvals(door, review) == (1, 2)


def test_clicks_from_two_devices_at_once_approve_once(door: Door, review: Review) -> None:
    with ThreadPoolExecutor(max_workers=4) as devices:
        answers = list(devices.map(lambda _: click(door, review, door.people.manager), range(4)))

    assert {answer.status for answer in answers} == {200}
    assert approvals(door, review) == (1, 2)


def test_nobody_elses_click_counts(door: Door, review: Review) -> None:
    for other in (door.people.employee, door.people.boss, door.people.hr, door.people.colleague):
        click(door, review, other)

    assert approvals(door, review) == (0, 0)


def test_a_question_of_somebody_else_is_refused_in_words_and_changes_nothing(
    door: Door, review: Review
) -> None:
    answer = ask(door, review, door.people.colleague, "Why?")

    assert "Only the manager who has this review can approve or change it" in answer.body
    with door.store.read() as unit:
        assert unit.reviews.look(review.id).version == review.version


def test_a_blank_question_is_refused_at_its_field(door: Door, review: Review) -> None:
    answer = ask(door, review, door.people.manager, "  ")

    assert '"errors": {"question": "Write what you would like to know."}' in answer.body
