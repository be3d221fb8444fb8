"""Clicks as Slack sends them: replayed, at once from two devices, by somebody else."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.domain.drafts import Form
from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.domain.reviews.way import Event, State
from handlers.reviews import approval
from messages.reviews.adjust_modal import ADJUST_FORM, CHOOSE, REASON, REASON_MAX
from messages.reviews.approve_modal import APPROVE_FORM
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
    """How it adds up was shown; it is approved there."""
    return door.payload(
        {
            "type": "view_submission",
            "user": {"id": by.slack_id, "team_id": "T1"},
            "team": {"id": "T1"},
            "view": {
                "id": "V1",
                "type": "modal",
                "callback_id": APPROVE_FORM,
                "private_metadata": f"{review.id}:{review.version}",
                "state": {"values": {}},
            },
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


def form(door: Door, review: Review, by: Person, *, metadata: str | None = None) -> BoltResponse:
    """The form of scores, submitted as it would be without a change."""
    carried = {"review_id": review.id, "version": review.version, "read_at": "", "shown": "x"}
    return door.payload(
        {
            "type": "view_submission",
            "user": {"id": by.slack_id, "team_id": "T1"},
            "team": {"id": "T1"},
            "view": {
                "id": "V1",
                "type": "modal",
                "callback_id": ADJUST_FORM,
                "private_metadata": json.dumps(carried) if metadata is None else metadata,
                "state": {
                    "values": {
                        "score:kpi:dwell": {
                            CHOOSE: {"type": "static_select", "selected_option": {"value": "3"}}
                        },
                        "reason:kpi:dwell": {REASON: {"type": "plain_text_input", "value": "x" * 3000}},
                    }
                },
            },
        }
    )


def test_a_form_of_somebody_else_is_refused_in_words_and_keeps_nothing(door: Door, review: Review) -> None:
    for other in (door.people.employee, door.people.boss, door.people.hr, door.people.colleague):
        said = form(door, review, other).body
        assert "Only the manager who has this review can approve or change it" in said

    with door.store.read() as unit:
        assert unit.reviews.look(review.id).version == review.version
        assert unit.drafts.newest(door.people.colleague.id, Form.ADJUST) is None


@pytest.mark.parametrize("metadata", ["", "{}", "1:2", '{"review_id": 99999999999, "version": 1}'])
def test_a_form_that_carries_nothing_of_ours_is_refused_in_words(
    door: Door, review: Review, metadata: str
) -> None:
    answer = form(door, review, door.people.manager, metadata=metadata)

    assert answer.status == 200
    assert "push" in answer.body
    assert approvals(door, review) == (0, 0)


def test_what_was_not_added_up_yet_is_shown_before_it_is_approved(door: Door, review: Review) -> None:
    answer = form(door, review, door.people.manager)

    assert '"response_action": "update"' in answer.body
    assert "Not approved yet" in answer.body
    assert approvals(door, review) == (0, 0)
    with door.store.read() as unit:
        draft = unit.drafts.newest(door.people.manager.id, Form.ADJUST)
    assert draft is not None
    assert len(draft.data["reasons"]["kpi:dwell"]) == REASON_MAX
