"""Cards: each has one key, as text and back."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.account_closed import account_closed_card
from bot.domain.actions.cards import mentoring_card, training_card
from bot.domain.cards import Card, CardKey
from bot.domain.goals.cards import (
    agreement_card,
    figures_card,
    goals_team_card,
    job_form_card,
    my_goals_card,
    shared_kpi_card,
)
from bot.domain.intake.cards import (
    brief_card,
    brief_check_card,
    closing_card,
    emergency_card,
    files_card,
    followed_card,
    follower_wrote_card,
    handover_card,
    my_request_card,
    private_card,
    private_handover_card,
    project_asked_card,
    project_card,
    project_line_card,
    project_step_card,
    request_card,
    satisfaction_card,
    swap_card,
    wrote_card,
)
from bot.domain.nudging.cards import nudge_card, urgent_card
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.reviews.cards import (
    appeal_card,
    approval_card,
    contribution_card,
    delegation_card,
    input_card,
    my_review_card,
    my_talk_card,
    question_card,
    recognition_card,
    recognition_post,
    second_look_card,
    second_looks_card,
    take_back_card,
    talk_card,
    team_card,
)
from bot.domain.weeks.cards import digest_card, feedback_card, suggestion_card, word_card
from bot.domain.weeks.week import Week

KEYS = {
    Card.MY_REVIEW: (my_review_card(7), "my-review:7", (7,)),
    Card.TEAM: (team_card(1, 3), "team:1:3", (1, 3)),
    Card.APPROVAL: (approval_card(7, 3), "approval:7:3", (7, 3)),
    Card.CONTRIBUTION: (contribution_card(7, 3), "contribution:7:3", (7, 3)),
    Card.DELEGATION: (delegation_card(2, 3), "delegation:2:3", (2, 3)),
    Card.QUESTION: (question_card(7, 4), "question:7:4", (7, 4)),
    Card.TAKE_BACK: (take_back_card(7, 4), "take-back:7:4", (7, 4)),
    Card.TALK: (talk_card(9, 3), "talk:9:3", (9, 3)),
    Card.MY_TALK: (my_talk_card(9), "my-talk:9", (9,)),
    Card.APPEAL: (appeal_card(9, 8), "appeal:9:8", (9, 8)),
    Card.SECOND_LOOKS: (second_looks_card(1, 8), "second-looks:1:8", (1, 8)),
    Card.SECOND_LOOK: (second_look_card(1, 8, 3), "second-look:1:8:3", (1, 8, 3)),
    Card.MY_GOALS: (my_goals_card(5), "my-goals:5", (5,)),
    Card.GOALS_TEAM: (goals_team_card(1, 3), "goals-team:1:3", (1, 3)),
    Card.AGREEMENT: (agreement_card(5, 11, 3), "agreement:5:11:3", (5, 11, 3)),
    Card.JOB_FORM: (job_form_card(7, 2, 3), "job-form:7:2:3", (7, 2, 3)),
    Card.SHARED_KPI: (shared_kpi_card(7, 3), "shared-kpi:7:3", (7, 3)),
    Card.FIGURES: (figures_card(1, 9), "figures:1:9", (1, 9)),
    Card.FEEDBACK: (feedback_card(7, 3), "feedback:7:3", (7, 3)),
    Card.MENTORING: (mentoring_card(7, 3), "mentoring:7:3", (7, 3)),
    Card.TRAINING: (training_card(7, 3), "training:7:3", (7, 3)),
    Card.INPUT: (input_card(7, 3), "input:7:3", (7, 3)),
    Card.SUGGESTION: (suggestion_card(7, 3), "suggestion:7:3", (7, 3)),
    Card.RECOGNITION: (recognition_card(5, 2), "recognition:5:2", (5, 2)),
    Card.RECOGNITION_POST: (recognition_post(5), "recognition-post:5", (5,)),
    Card.DUTY_SWAP: (swap_card(7, 3), "duty-swap:7:3", (7, 3)),
    Card.CHECK_IN_WORD: (word_card(5, 7, 3), "check-in-word:5:7:3", (5, 7, 3)),
    Card.REQUEST: (request_card(214), "request:214", (214,)),
    Card.EMERGENCY: (emergency_card(3), "emergency:3", (3,)),
    Card.BRIEF: (brief_card(214), "brief:214", (214,)),
    Card.HANDOVER: (handover_card(7), "handover:7", (7,)),
    Card.PRIVATE_HANDOVER: (private_handover_card(7, 3), "private-handover:7:3", (7, 3)),
    Card.PROJECT: (project_card(4), "project:4", (4,)),
    Card.PROJECT_LINE: (project_line_card(9), "project-line:9", (9,)),
    Card.PROJECT_STEP: (project_step_card(4, 2), "project-step:4:2", (4, 2)),
    Card.PROJECT_ASKED: (project_asked_card(4, 7), "project-asked:4:7", (4, 7)),
    Card.BRIEF_CHECK: (brief_check_card(7), "brief-check:7", (7,)),
    Card.SATISFACTION: (satisfaction_card(214), "satisfaction:214", (214,)),
    Card.MY_REQUEST: (my_request_card(214), "my-request:214", (214,)),
    Card.PRIVATE_REQUEST: (private_card(214, 7), "private-request:214:7", (214, 7)),
    Card.REQUEST_WROTE: (wrote_card(214, 3, 7), "request-wrote:214:3:7", (214, 3, 7)),
    Card.REQUEST_FILES: (files_card(214, 3), "request-files:214:3", (214, 3)),
    Card.FOLLOWER_WROTE: (follower_wrote_card(214, 3, 7), "follower-wrote:214:3:7", (214, 3, 7)),
    Card.FOLLOWED: (followed_card(214, 7), "followed:214:7", (214, 7)),
}
ASKED_AT = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
URGENT = StepKey(person_id=9, kind=Kind.REQUEST, subject_id=214, since=ASKED_AT)
KEYS[Card.CLOSING] = (closing_card(214, ASKED_AT), "closing:214:1795744800", (214, 1795744800))
KEYS[Card.URGENT] = (urgent_card(9, URGENT), "urgent:9:214:1795744800", (9, 214, 1795744800))
NUDGE = nudge_card(2, date(2026, 11, 27))
CLOSED = account_closed_card(2, date(2026, 11, 27), 5)
DIGEST = digest_card(3, Week(date(2026, 11, 23)))


@pytest.mark.parametrize("card", list(KEYS))
def test_a_key_is_the_same_as_text_and_back(card: Card) -> None:
    key, text, numbers = KEYS[card]

    assert (key.card, str(key), key.numbers) == (card, text, numbers)
    assert CardKey.parse(text) == key


def test_a_reminder_has_its_day_in_its_key() -> None:
    assert (NUDGE.card, NUDGE.ids, str(NUDGE)) == (Card.NUDGE, ("2", "2026-11-27"), "nudge:2:2026-11-27")
    assert CardKey.parse("nudge:2:2026-11-27") == NUDGE


def test_a_digest_has_its_week_in_its_key() -> None:
    assert (DIGEST.card, DIGEST.ids, str(DIGEST)) == (
        Card.DIGEST,
        ("3", "2026-11-23"),
        "digest:3:2026-11-23",
    )
    assert CardKey.parse("digest:3:2026-11-23") == DIGEST


def test_what_hr_was_told_of_an_account_has_its_day_in_its_key() -> None:
    assert str(CLOSED) == "account-closed:2:2026-11-27:5"
    assert CardKey.parse("account-closed:2:2026-11-27:5") == CLOSED


def test_every_kind_of_card_is_looked_at_here() -> None:
    assert {*KEYS, NUDGE.card, DIGEST.card, CLOSED.card} == set(Card)


@pytest.mark.parametrize("text", ["concern:not_in_slack:1:7", "quarter:7", "", "my-review-7", "Team:1:3"])
def test_the_key_of_something_else_is_no_card(text: str) -> None:
    assert CardKey.parse(text) is None
