"""Slack's reasons: each that it documents for what is called here is in the table, once."""

import json
import re
from pathlib import Path

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.calls import failure_of
from bot.slack.errors import CardGone, NotThere, RateLimited, Rejected, SlackFailure, Unreachable
from bot.slack.reasons import MENDED, RATE_LIMITS, REASONS, Reason, reason_of

HERE = Path(__file__).parent
ERRORS: dict[str, list[str]] = json.loads((HERE / "errors.json").read_text())
"""What Slack documents, by method (slack-ruby/slack-api-ref, 2026-08-20)."""

CALLED = re.compile(
    r"client\.((?:api|apps|auth|chat|conversations|files|reactions|team|users|views)_[a-zA-Z_]+)"
)


def failure(error: str, *, status: int = 200) -> SlackFailure:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data={"ok": False, "error": error},
        headers={},
        status_code=status,
    )
    return failure_of(SlackApiError("", response))


def test_every_method_that_is_called_has_its_errors_here() -> None:
    root = HERE.parents[1]
    sources = [*root.glob("handlers/**/*.py"), *root.glob("bot/**/*.py")]
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in sources if "bot/sandbox/" not in path.as_posix()
    )

    called = {name.replace("_", ".") for name in CALLED.findall(text)}

    assert called == {method.replace("_", ".") for method in ERRORS}


@pytest.mark.parametrize("method", ERRORS)
def test_every_error_of_a_method_is_in_the_table(method: str) -> None:
    assert [name for name in ERRORS[method] if name not in REASONS and name not in RATE_LIMITS] == []


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("internal_error", Unreachable),
        ("ratelimited", RateLimited),
        ("rate_limited", RateLimited),
        ("message_not_found", CardGone),
        ("user_disabled", NotThere),
        ("channel_not_found", NotThere),
        ("is_inactive", NotThere),
        ("invalid_blocks", Rejected),
        ("restricted_action", Rejected),
        ("never_heard_of_it", Rejected),
    ],
)
def test_each_reason_is_met_as_what_it_is(error: str, kind: type[SlackFailure]) -> None:
    assert type(failure(error)) is kind


@pytest.mark.parametrize("name", ["user_disabled", "is_archived", "token_revoked", "restricted_action"])
def test_what_somebody_can_mend_is_taken_up_again(name: str) -> None:
    assert name in MENDED


@pytest.mark.parametrize("name", ["invalid_blocks", "person_left", "message_not_found", "internal_error"])
def test_what_nobody_can_mend_is_not(name: str) -> None:
    assert name not in MENDED


def test_what_nobody_has_heard_of_is_told_and_tried_again() -> None:
    assert reason_of("never_heard_of_it") is Reason.POLICY
