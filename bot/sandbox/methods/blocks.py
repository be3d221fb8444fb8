"""blocks.validate: what would be refused, without posting it."""

from typing import Any

from bot.sandbox.errors import SlackError
from bot.sandbox.methods.arguments import Request
from bot.sandbox.state.workspace import Json
from bot.sandbox.validation.blocks import check_blocks
from bot.sandbox.validation.report import Report
from bot.sandbox.validation.views import view_problems


def validate(request: Request) -> Json:
    """Takes one of blocks, view, message. Raises SlackError invalid_blocks, invalid_view, invalid_message."""
    given = [each for each in ("blocks", "view", "message") if request.has(each)]
    if len(given) != 1:
        text = "must provide exactly one of `blocks`, `view`, or `message`"
        raise SlackError("invalid_arguments", messages=[text])
    kind = given[0]
    report = _report(kind, request.decoded(kind))
    if report:
        raise SlackError(f"invalid_{kind}", errors=[_entry(each) for each in report.problems])
    return {}


def _report(kind: str, value: Any) -> Report:
    report = Report()
    if kind == "blocks":
        check_blocks(value, "message", report, at="")
    elif not isinstance(value, dict):
        report.add("must provide an object", "")
    elif kind == "message":
        check_blocks(value.get("blocks", []), "message", report)
    else:
        report = view_problems(value, surface="home" if value.get("type") == "home" else "modal")
    return report


def _entry(problem: str) -> Json:
    message, _, pointer = problem.rpartition(" [json-pointer:")
    return {"code": "failed_constraint", "message": message, "pointer": pointer.removesuffix("]")}
