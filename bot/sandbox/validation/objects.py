"""Composition objects: options, confirmations, and how their choices must agree."""

from typing import Any

from bot.sandbox.validation.fields import (
    ADDRESS,
    Anything,
    Field,
    Flag,
    Items,
    Plain,
    Shape,
    String,
    Text,
)
from bot.sandbox.validation.report import Report

ID = String(255, 1)
CONFIRM = Shape(
    {
        "title": Text(100, Plain),
        "text": Text(300),
        "confirm": Text(30, Plain),
        "deny": Text(30, Plain),
        "style": String(words=("primary", "danger")),
    },
    required=("title", "text", "confirm", "deny"),
)


def option(*, kinds: tuple[str, ...] = Plain, with_url: bool = False) -> Shape:
    """An option: text 75, value 150, description 75; `url` belongs to overflow menus only."""
    fields: dict[str, Field] = {
        "text": Text(75, kinds),
        "value": String(150, 1),
        "description": Text(75, kinds),
    }
    if with_url:
        fields["url"] = String(3000, 1, ADDRESS)
    return Shape(fields, required=("text", "value"))


OPTION = option()
RICH_OPTION = option(kinds=("plain_text", "mrkdwn"))
OVERFLOW_OPTION = option(with_url=True)
GROUP = Shape({"label": Text(75, Plain), "options": Items(OPTION, 100)}, required=("label", "options"))
FILTER = Shape(
    {
        "include": Items(String(words=("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels": Flag(),
        "exclude_bot_users": Flag(),
    }
)
SLACK_FILE = Shape({"id": String(255), "url": String(3000)})
DISPATCH = Shape({"trigger_actions_on": Items(String(words=("on_enter_pressed", "on_character_entered")), 2)})
WORKFLOW = Shape({"trigger": Anything()}, required=("trigger",))


def check_choices(element: dict[str, Any], at: str, report: Report) -> None:
    """Options or groups, not both; what is chosen at first must be among them."""
    if element["type"] in ("static_select", "multi_static_select"):
        if "options" in element and "option_groups" in element:
            report.add("only one of `options` or `option_groups` is allowed", at)
        if "options" not in element and "option_groups" not in element:
            report.add("missing required field: options", at)
    if element["type"] not in ("static_select", "multi_static_select", "checkboxes", "radio_buttons"):
        return
    offered = offered_options(element)
    chosen = [("initial_option", element.get("initial_option"))]
    chosen += [
        (f"initial_options/{index}", each) for index, each in enumerate(element.get("initial_options") or [])
    ]
    for name, each in chosen:
        if each is not None and not any(same_option(each, other) for other in offered):
            report.add("initial option must be one of the provided options", f"{at}/{name}")


def offered_options(element: dict[str, Any]) -> list[dict[str, Any]]:
    """Every option of a menu, groups laid flat."""
    groups = element.get("option_groups") or []
    options = list(element.get("options") or [])
    for group in groups:
        options += group.get("options") or []
    return [each for each in options if isinstance(each, dict)]


def same_option(one: Any, other: dict[str, Any]) -> bool:
    """Slack compares the whole option: value and text alike."""
    if not isinstance(one, dict):
        return False
    return one.get("value") == other.get("value") and _words(one) == _words(other)


def _words(option: dict[str, Any]) -> Any:
    text = option.get("text")
    return text.get("text") if isinstance(text, dict) else text
