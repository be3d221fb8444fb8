"""Views: modals and Home tabs."""

import json
from typing import Any

from bot.sandbox.errors import SlackError, missing_field
from bot.sandbox.validation.blocks import check_blocks
from bot.sandbox.validation.decoding import decoded
from bot.sandbox.validation.fields import Anything, Flag, Plain, Shape, String, Text
from bot.sandbox.validation.report import Report

LARGEST_VIEW = 250_000
FIELDS = Shape(
    {
        "type": String(words=("modal", "home")),
        "title": Text(24, Plain),
        "submit": Text(24, Plain),
        "close": Text(24, Plain),
        "private_metadata": String(3000),
        "callback_id": String(255),
        "external_id": String(255),
        "clear_on_close": Flag(),
        "notify_on_close": Flag(),
        "blocks": Anything(),
    },
    required=("type", "blocks"),
)


def read_view(raw: Any) -> dict[str, Any]:
    """The `view` argument, from an object or a JSON string.

    Raises SlackError invalid_arguments or view_too_large.
    """
    if raw is None or raw == "":
        raise missing_field("view")
    view = decoded(raw, "invalid_arguments")
    if not isinstance(view, dict):
        raise SlackError(
            "invalid_arguments", messages=["[ERROR] must provide an object [json-pointer:/view]"]
        )
    return view


def check_view(view: dict[str, Any], *, surface: str) -> None:
    """Everything Slack refuses in a view; `surface` is modal or home.

    Raises SlackError invalid_arguments (with pointers) or view_too_large.
    """
    if len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    problems = view_problems(view, surface=surface)
    if problems:
        raise SlackError("invalid_arguments", messages=problems.messages())


def view_problems(view: dict[str, Any], *, surface: str) -> Report:
    """What is wrong with a view, empty when nothing is."""
    report = Report()
    if view.get("type") not in (None, surface):
        report.add(f"unsupported type: {view.get('type')}", "/view/type")
        return report
    FIELDS.check(view, "/view", report)
    if surface == "modal" and view.get("title") is None:
        report.add("missing required field: title", "/view")
    if view.get("blocks") is not None:
        check_blocks(view["blocks"], surface, report, at="/view/blocks")
    if surface == "modal" and view.get("submit") is None and _has_input(view.get("blocks")):
        report.add("missing required field: submit", "/view")
    return report


def _has_input(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(
        isinstance(each, dict) and each.get("type") == "input" for each in blocks
    )
