"""What somebody tried that was never offered to them: put on record for whoever runs Steward."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.errors import Refusal
from handlers.visit import Visit

OVERREACH: Mapping[str, str] = {
    "action.not_your_report": "any",
    "action.not_yours": "action",
    "contribution.not_yours": "review",
    "deed.not_yours": "any",
    "review.not_your_report": "review",
    "review.not_yours": "review",
    "review.not_yours_to_see": "review",
    "second_look.not_yours": "review",
    "self_score.rung_gap": "rung",
    "talk.not_yours": "any",
    "appeal.not_yours": "any",
    "view_as.not_before_them": "review",
    "calibration.not_yours": "any",
    "matrix.not_yours": "any",
    "recognition.not_yours": "any",
    "gates.not_hr": "any",
    "growth.not_hr": "any",
    "input.not_asked": "input",
    "input.not_yours": "input",
    "mentoring.not_yours": "action",
    "training.not_yours": "action",
    "release.not_hr": "any",
    "view_as.not_hr": "any",
}
"""Refusals that no button and no form of ours leads to, but for one that has just changed hands; and of what
kind the id was that came with it.
"""

log = structlog.get_logger("steward.security")


def note_overreach(refusal: Refusal, visit: Visit, *, body: Mapping[str, Any]) -> None:
    """Log who tried, where, with what kind of id, and why it was refused; never what it was about."""
    if refusal.code in OVERREACH:
        log.warning(
            "security.refused",
            logger="steward.security",
            code=refusal.code,
            kind=OVERREACH[refusal.code],
            listener=_listener(body),
            by=visit.acting.by_id,
        )


def _listener(body: Mapping[str, Any]) -> str:
    """By the name under which Slack sends it: of a button, a form, a shortcut, an event or a command."""
    if "command" in body:
        return str(body["command"])
    pressed: Mapping[str, Any] = next(iter(body.get("actions") or ()), {})
    view = body.get("view") or {}
    named = pressed.get("action_id") or body.get("callback_id") or view.get("callback_id")
    return str(named or (body.get("event") or {}).get("type", ""))
