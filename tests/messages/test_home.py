"""The Home tab: kind when empty, complete when full, within Slack's limits."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from bot.domain.home import (
    CycleOverview,
    Desk,
    HomeFacts,
    MyOwed,
    MyRequest,
    MyRequests,
    MyReview,
    PingsChoice,
    Section,
)
from bot.domain.intake.way import REQUEST
from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import Kind
from bot.domain.reviews.approval import TeamProgress
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.reviews.way import State as ReviewState
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.home.view import home_view
from messages.reviews.review_modal import review_modal
from tests.builders.people import CHEN, LIU
from tests.messages.nudging.test_nudge_card import LONG, owed
from tests.messages.reviews.test_approval_messages import longest, plain, texts

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
WORDS = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)


def facts(**changes: Any) -> HomeFacts:
    """Those of an empty Home, and what is given for the section of a name."""
    own = {
        Section.OWED: MyOwed(person=CHEN, owed=()),
        Section.REQUESTS: MyRequests(listed=(), more=0),
    }
    return HomeFacts(person=CHEN, of={**own, **{Section(name): given for name, given in changes.items()}})


def review(state: ReviewState, **changes: Any) -> MyReview:
    values: dict[str, Any] = {
        "review_id": 7,
        "cycle_id": 1,
        "manager_id": LIU.id,
        "period": "2026Q4",
        "stage": REVIEW.stage(state),
        "manager": "Liu Yang",
        "self_score_due": date(2027, 1, 8),
        "self_score_closes": date(2027, 1, 22),
        "approval_due": date(2027, 1, 15),
    }
    return MyReview(**{**values, **changes})


def test_an_empty_home_says_kindly_what_will_be_there() -> None:
    said = plain(home_view(WORDS, facts()))

    assert "Nothing is waiting for you." in said
    assert "No review of yours is open." in said
    assert "You have no open request." in said
    assert "/website-issue" in said
    assert "Your team" not in said
    assert "desk" not in said


@pytest.mark.parametrize(
    ("mine", "now"),
    [
        (review(ReviewState.GOALS_AGREED), "*now: you score yourself, by Fri 8 Jan*"),
        (
            review(ReviewState.GOALS_AGREED, self_score_due=date(2027, 1, 7)),
            "*now: you score yourself, was due Thu 7 Jan*",
        ),
        (
            review(
                ReviewState.GOALS_AGREED,
                self_score_due=date(2027, 1, 5),
                self_score_closes=date(2027, 1, 7),
            ),
            "was due Tue 5 Jan and is closed; ask HR for more time*",
        ),
        (review(ReviewState.MORE_ASKED), "*now: you add what Liu Yang asked for*"),
        (review(ReviewState.SELF_SCORED), "*now: Liu Yang approves, by Fri 15 Jan*"),
        (review(ReviewState.SCORED), "*now: your result is here*"),
    ],
)
def test_the_steps_stand_in_a_line_with_the_present_one_marked(mine: MyReview, now: str) -> None:
    assert now in plain(home_view(WORDS, facts(review=mine)))


def test_each_role_sees_its_part() -> None:
    team = TeamProgress(
        cycle_name="2026Q4",
        manager=LIU,
        approval_due=date(2027, 1, 15),
        reports=(("Chen Jie", Mark.WAITS), ("Wu Min", Mark.OPEN)),
    )
    said = plain(
        home_view(
            WORDS,
            facts(
                team=team,
                desk=Desk(counts={"new": 3, "accepted": 1}),
                cycle=CycleOverview(period="2026Q4", counts={Mark.APPROVED: 5, Mark.OPEN: 3}),
                pings=PingsChoice(is_open=True),
            ),
        )
    )

    assert "2026 Q4: 0 of 2 approved, next due Fri 15 Jan" in said
    assert "Waits for you: Chen Jie" in said
    assert "New: 3 · Accepted: 1" in said
    assert "5 of 8 approved." in said
    assert "self-score not handed in: 3" in said
    assert "People may mention you directly" in said


def test_a_request_says_who_has_it() -> None:
    asked = MyRequest(
        number=214, title="<!here> it is empty", stage=REQUEST.stage(RequestState.ASKED), owner="Sun Li"
    )

    said = plain(home_view(WORDS, facts(requests=MyRequests(listed=(asked,), more=3))))

    assert "*#214* &lt;!here&gt; it is empty\nSun Li asked you something" in said
    assert "And 3 older requests" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fullest_home_stays_under_slacks_limits(language: str) -> None:
    words = Words(locale=language, timezone="Asia/Shanghai", now=NOW)
    request = MyRequest(number=10**9, title=LONG * 30, stage=REQUEST.stage(RequestState.ACCEPTED), owner=LONG)
    team = TeamProgress(
        cycle_name="2026Q4",
        manager=LIU,
        approval_due=date(2027, 1, 15),
        reports=tuple((f"{number} {LONG}", mark) for number in range(60) for mark in Mark),
    )
    view = home_view(
        words,
        facts(
            owed=MyOwed(person=CHEN, owed=tuple(owed(kind, who=LONG) for kind in Kind for _ in range(20))),
            review=review(ReviewState.SCORED, manager=LONG),
            requests=MyRequests(listed=(request,) * 10, more=90),
            team=team,
            desk=Desk(counts={stage.key: 10**6 for stage in REQUEST.stages.values()}),
            cycle=CycleOverview(period="2026Q4", counts=dict.fromkeys(Mark, 10**6)),
            pings=PingsChoice(is_open=False),
        ),
    )

    check_view(view, surface="home")
    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000
    assert all(len(text) <= 3000 for text in texts(view["blocks"]))


def test_a_review_opened_from_here_fits_and_leaves_one_way_out() -> None:
    view = review_modal(WORDS, longest())

    assert len(view["blocks"]) <= 100
    assert len(json.dumps(view)) <= 250_000
    assert all(block["type"] != "actions" and "accessory" not in block for block in view["blocks"])
    assert view["submit"]["text"] == "Approve"
