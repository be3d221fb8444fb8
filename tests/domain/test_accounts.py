"""Which accounts may stand for a colleague, and from where somebody acts."""

from typing import Any

import pytest

from bot.domain.accounts import Unfit, actor_team, is_settled, why_unfit
from bot.domain.concerns import Cause
from bot.slack.client import read_profile

OWN = "T0OURS"


@pytest.mark.parametrize(
    ("user", "expected"),
    [
        ({"team_id": OWN}, None),
        ({"team_id": "T0OTHER"}, Unfit.FOREIGN),
        ({}, Unfit.FOREIGN),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0B", OWN]}}, None),
        ({"team_id": "T0OTHER", "enterprise_user": {"teams": ["T0B"]}}, Unfit.FOREIGN),
        ({"team_id": OWN, "is_stranger": True}, Unfit.FOREIGN),
        ({"team_id": OWN, "is_bot": True}, Unfit.BOT),
        ({"team_id": OWN, "is_workflow_bot": True}, Unfit.BOT),
        ({"team_id": OWN, "is_connector_bot": True}, Unfit.BOT),
        ({"team_id": OWN, "id": "USLACKBOT"}, Unfit.BOT),
        ({"team_id": OWN, "deleted": True}, Unfit.CLOSED),
        ({"team_id": "T0OTHER", "deleted": True}, Unfit.FOREIGN),
    ],
)
def test_only_a_living_person_of_our_own_workspace_is_fit(
    user: dict[str, Any], expected: Unfit | None
) -> None:
    assert why_unfit(read_profile({"id": "U1", **user}), own_team=OWN) is expected


@pytest.mark.parametrize(
    ("body", "team"),
    [
        ({"command": "/review", "team_id": "T1"}, "T1"),
        ({"command": "/review", "team_id": "T1", "user_team": "T2"}, "T2"),
        ({"type": "block_actions", "user": {"id": "U1", "team_id": "T2"}, "team": {"id": "T1"}}, "T2"),
        ({"event": {"type": "message", "team": "T2"}, "team_id": "T1"}, "T2"),
        ({"event": {"type": "message", "team": "T1", "user_team": "T2"}}, "T2"),
        ({"event": {"type": "app_home_opened"}, "team_id": "T1"}, None),
        ({"user": {"id": "U1"}}, None),
        ({"event": {"team": 7}}, None),
    ],
)
def test_from_where_somebody_acts_stands_in_what_they_do(body: dict[str, Any], team: str | None) -> None:
    assert actor_team(body) == team


@pytest.mark.parametrize(
    ("cause", "email", "slack_id", "is_reachable", "settled"),
    [
        (Cause.TWO_ACCOUNTS, "a@x", "U1", True, False),
        (Cause.TWO_ACCOUNTS, "a@x", "U2", True, True),
        (Cause.TWO_ACCOUNTS, "a@x", "U1", False, True),
        (Cause.TWO_ACCOUNTS, "b@x", "U1", True, True),
        (Cause.WRONG_ACCOUNT, "a@x", None, True, False),
        (Cause.WRONG_ACCOUNT, "a@x", "U1", True, True),
        (Cause.SHARED_ACCOUNT, "a@x", None, True, False),
        (Cause.SHARED_ACCOUNT, "a@x", None, False, True),
    ],
)
def test_a_conflict_is_over_when_its_person_is_reached_otherwise_or_not_at_all(
    cause: Cause, email: str, slack_id: str | None, is_reachable: bool, settled: bool
) -> None:
    facts = {"person": 1, "email": "a@x", "account": "U2"}

    over = is_settled(cause, facts, email=email, slack_id=slack_id, is_reachable=is_reachable)

    assert over is settled
