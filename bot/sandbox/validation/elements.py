"""Block elements: fields, limits, and in which blocks and on which surfaces each may stand."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.validation.fields import (
    ADDRESS,
    HTTP_ADDRESS,
    Anything,
    Field,
    Flag,
    Items,
    Plain,
    Shape,
    String,
    Text,
    Whole,
)
from bot.sandbox.validation.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    ID,
    OPTION,
    OVERFLOW_OPTION,
    RICH_OPTION,
    SLACK_FILE,
    WORKFLOW,
    check_choices,
)
from bot.sandbox.validation.report import Report

DATE = String(10, pattern=r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = String(5, pattern=r"([01]\d|2[0-3]):[0-5]\d")
NUMBER = String(pattern=r"-?\d+(\.\d+)?")
MENU: dict[str, Field] = {
    "action_id": ID,
    "placeholder": Text(150, Plain),
    "confirm": CONFIRM,
    "focus_on_load": Flag(),
}
TYPED: dict[str, Field] = {
    "action_id": ID,
    "placeholder": Text(150, Plain),
    "dispatch_action_config": DISPATCH,
    "focus_on_load": Flag(),
}
PICKED: dict[str, Field] = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": Flag()}
MANY: dict[str, Field] = {"max_selected_items": Whole(1)}
STATIC: dict[str, Field] = {"options": Items(OPTION, 100), "option_groups": Items(GROUP, 100)}
PEOPLE = Items(String(255), 1000, 0)

FEEDBACK = Shape(
    {"text": Text(75, Plain), "value": String(2000), "accessibility_label": String(75)},
    required=("text", "value"),
)

ELEMENTS: dict[str, Shape] = {
    "button": Shape(
        {
            "action_id": ID,
            "text": Text(75, Plain),
            "url": String(3000, 1, ADDRESS),
            "value": String(2000),
            "style": String(words=("primary", "danger")),
            "confirm": CONFIRM,
            "accessibility_label": String(75),
        },
        required=("text",),
    ),
    "feedback_buttons": Shape(
        {"action_id": ID, "positive_button": FEEDBACK, "negative_button": FEEDBACK},
        required=("positive_button", "negative_button"),
    ),
    "static_select": Shape({**MENU, **STATIC, "initial_option": OPTION}),
    "external_select": Shape({**MENU, "initial_option": OPTION, "min_query_length": Whole(0)}),
    "users_select": Shape({**MENU, "initial_user": String(255)}),
    "conversations_select": Shape(
        {
            **MENU,
            "initial_conversation": String(255),
            "default_to_current_conversation": Flag(),
            "response_url_enabled": Flag(),
            "filter": FILTER,
        }
    ),
    "channels_select": Shape({**MENU, "initial_channel": String(255), "response_url_enabled": Flag()}),
    "multi_static_select": Shape({**MENU, **MANY, **STATIC, "initial_options": Items(OPTION, 100)}),
    "multi_external_select": Shape(
        {**MENU, **MANY, "initial_options": Items(OPTION, 100), "min_query_length": Whole(0)}
    ),
    "multi_users_select": Shape({**MENU, **MANY, "initial_users": PEOPLE}),
    "multi_conversations_select": Shape(
        {
            **MENU,
            **MANY,
            "initial_conversations": PEOPLE,
            "default_to_current_conversation": Flag(),
            "filter": FILTER,
        }
    ),
    "multi_channels_select": Shape({**MENU, **MANY, "initial_channels": PEOPLE}),
    "overflow": Shape(
        {"action_id": ID, "options": Items(OVERFLOW_OPTION, 5), "confirm": CONFIRM}, required=("options",)
    ),
    "checkboxes": Shape(
        {**PICKED, "options": Items(RICH_OPTION, 10), "initial_options": Items(RICH_OPTION, 10)},
        required=("options",),
    ),
    "radio_buttons": Shape(
        {**PICKED, "options": Items(RICH_OPTION, 10), "initial_option": RICH_OPTION}, required=("options",)
    ),
    "datepicker": Shape({**MENU, "initial_date": DATE}),
    "timepicker": Shape({**MENU, "initial_time": TIME, "timezone": String(100)}),
    "datetimepicker": Shape({**PICKED, "initial_date_time": Whole(1_000_000_000, 9_999_999_999)}),
    "plain_text_input": Shape(
        {
            **TYPED,
            "initial_value": String(3000),
            "multiline": Flag(),
            "min_length": Whole(0, 3000),
            "max_length": Whole(1, 3000),
        }
    ),
    "number_input": Shape(
        {
            **TYPED,
            "is_decimal_allowed": Flag(),
            "initial_value": NUMBER,
            "min_value": NUMBER,
            "max_value": NUMBER,
        },
        required=("is_decimal_allowed",),
    ),
    "email_text_input": Shape({**TYPED, "initial_value": String(3000)}),
    "url_text_input": Shape({**TYPED, "initial_value": String(3000)}),
    "rich_text_input": Shape({**TYPED, "initial_value": Anything()}),
    "file_input": Shape(
        {"action_id": ID, "filetypes": Items(String(20), 100), "max_files": Whole(1, 10)},
    ),
    "image": Shape(
        {"image_url": String(3000, 1, HTTP_ADDRESS), "slack_file": SLACK_FILE, "alt_text": String(2000, 1)},
        required=("alt_text",),
    ),
    "workflow_button": Shape(
        {
            "action_id": ID,
            "text": Text(75, Plain),
            "workflow": WORKFLOW,
            "style": String(words=("primary", "danger")),
            "accessibility_label": String(75),
        },
        required=("text", "workflow"),
    ),
}


@dataclass(frozen=True)
class Place:
    """In which blocks and on which surfaces an element may stand."""

    blocks: tuple[str, ...]
    surfaces: tuple[str, ...] = ("message", "modal", "home")


EVERYWHERE = ("section", "actions", "input")
# Source: the table "Block elements" of Slack's Block Kit reference.
PLACES: dict[str, Place] = {
    "button": Place(("section", "actions")),
    "workflow_button": Place(("section", "actions"), ("message",)),
    "overflow": Place(("section", "actions")),
    "feedback_buttons": Place(("context_actions",), ("message",)),
    "image": Place(("section", "context")),
    **{
        name: Place(EVERYWHERE)
        for name in ELEMENTS
        if name.endswith("_select") or name in ("checkboxes", "radio_buttons", "datepicker", "timepicker")
    },
    "datetimepicker": Place(("actions", "input"), ("message", "modal")),
    "plain_text_input": Place(("input",)),
    "number_input": Place(("input",), ("modal",)),
    "email_text_input": Place(("input",), ("modal",)),
    "url_text_input": Place(("input",), ("modal",)),
    "rich_text_input": Place(("input",), ("modal", "home")),
    "file_input": Place(("input",), ("modal",)),
}
# Everything that has an action_id and sends or holds a value.
INTERACTIVE = frozenset(ELEMENTS) - {"image"}


@dataclass(frozen=True)
class Element:
    """An element standing in a block of one kind on one surface."""

    block: str
    surface: str

    def check(self, value: Any, at: str, report: Report) -> None:
        """The type, whether it may stand here, its fields, and the rules between fields."""
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict) or kind is None:
            report.add("missing required field: type", at)
            return
        place = PLACES.get(kind)
        if place is None or self.block not in place.blocks or self.surface not in place.surfaces:
            report.add(f"unsupported type: {kind}", f"{at}/type")
            return
        ELEMENTS[kind].check({key: each for key, each in value.items() if key != "type"}, at, report)
        check_choices(value, at, report)
        check_bounds(value, at, report)


def check_bounds(element: dict[str, Any], at: str, report: Report) -> None:
    """Rules between an element's fields: bounds in order, one picture, response_url only in modals' menus."""
    kind = element["type"]
    if kind == "image" and ("image_url" in element) == ("slack_file" in element):
        report.add("must provide either image_url or slack_file", at)
    if kind == "plain_text_input":
        least, most = element.get("min_length"), element.get("max_length")
        if isinstance(least, int) and isinstance(most, int) and least > most:
            report.add("min_length must be less than or equal to max_length", f"{at}/min_length")
    chosen = element.get("initial_options")
    most_chosen = element.get("max_selected_items")
    if isinstance(chosen, list) and isinstance(most_chosen, int) and len(chosen) > most_chosen:
        report.add("initial_options must not outnumber max_selected_items", f"{at}/initial_options")
