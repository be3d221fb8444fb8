"""What a person chooses or types, read into the exact shape that Slack sends."""

from datetime import date
from typing import Any

from bot.sandbox.errors import ClientRefusal
from bot.sandbox.state.shapes import file_object, rich_text
from bot.sandbox.state.values import HOLDS, LISTS
from bot.sandbox.state.workspace import Json, Workspace
from bot.sandbox.validation.blocks import elements_of
from bot.sandbox.validation.containers import laid_flat
from bot.sandbox.validation.objects import offered_options

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes that a file input takes of one file."""
EXTERNAL = ("external_select", "multi_external_select")


def find_element(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json]:
    """The block and element of two ids. Raises ClientRefusal when it is not on screen."""
    for block, _ in laid_flat(blocks):
        if block.get("block_id") != block_id:
            continue
        for element in elements_of(block):
            if element.get("action_id") == action_id:
                return block, element
    raise ClientRefusal(f"No element {block_id}/{action_id} is on screen")


def chosen(workspace: Workspace, element: Json, value: Any, *, known: list[Json] | None = None) -> Json:
    """The state of an element after a person gave it a value.

    `value` as the client API has it: an option's `value`, an id, a list, a date, a text. `known` are the
    options that an external menu was offered. Raises ClientRefusal for what is not on offer.
    """
    kind = element["type"]
    if kind not in HOLDS:
        raise ClientRefusal(f"A {kind} holds no value")
    key, _ = HOLDS[kind]
    return {"type": kind, key: _read(workspace, element, key, value, known or [])}


def _read(workspace: Workspace, element: Json, key: str, value: Any, known: list[Json]) -> Any:
    if key == "selected_option":
        return None if value in (None, "") else option_of(element, value, known)
    if key == "selected_options":
        return [option_of(element, each, known) for each in _listed(element, value)]
    if key == "files":
        files = [workspace.files.get(str(each)) for each in _listed(element, value)]
        if None in files or len(files) > element.get("max_files", 10):
            raise ClientRefusal("These files cannot be added")
        there = [each for each in files if each]
        for file in there:
            if len(file.content) > LARGEST_FILE:
                raise ClientRefusal(f"{file.name} is larger than 10 MB")
        for file in there:
            file.handed_in = True
        return [file_object(workspace, each) for each in there]
    if key in ("selected_user", "selected_users"):
        return _ids(element, key, value, workspace.users)
    if key in LISTS or key in ("selected_conversation", "selected_channel"):
        return _ids(element, key, value, workspace.channels)
    if value in (None, ""):
        return None
    if key == "selected_date":
        date.fromisoformat(str(value))
    if key == "selected_date_time":
        return int(value)
    if key == "rich_text_value":
        return value if isinstance(value, dict) else rich_text(str(value), "typed")[0]
    return str(value)


def _ids(element: Json, key: str, value: Any, known: Any) -> Any:
    several = key in LISTS
    wanted = _listed(element, value) if several else [value] if value else []
    for each in wanted:
        if each not in known:
            raise ClientRefusal(f"{each} is not offered here")
    return wanted if several else (wanted[0] if wanted else None)


def _listed(element: Json, value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [] if value in (None, "") else [value]
    most = element.get("max_selected_items")
    if isinstance(most, int) and len(values) > most:
        raise ClientRefusal(f"No more than {most} can be chosen")
    return values


def option_of(element: Json, value: Any, known: list[Json]) -> Json:
    """The offered option with that value. Raises ClientRefusal when it is not offered."""
    offered: list[Json] = known if element["type"] in EXTERNAL else offered_options(element)
    held: list[Json | None] = [element.get("initial_option"), *(element.get("initial_options") or [])]
    for each in [*offered, *(each for each in held if each)]:
        if each["value"] == value:
            return each
    raise ClientRefusal(f"The option {value!r} is not offered")


def is_empty(state: Json) -> bool:
    """Whether an element holds nothing."""
    key, _ = HOLDS[state["type"]]
    return state.get(key) in (None, "", [])


def field_problem(element: Json, state: Json, *, optional: bool) -> str | None:
    """What Slack's own client says about an input before it lets a person submit."""
    if is_empty(state):
        return None if optional else "Please complete this required field."
    kind, text = element["type"], str(state.get("value") or "")
    if kind == "plain_text_input":
        least, most = element.get("min_length", 0), element.get("max_length", 3000)
        if len(text) > most:
            return f"This field can't be longer than {most} characters."
        if len(text) < least:
            return f"This field needs at least {least} characters."
    if kind == "number_input":
        return _number_problem(element, text)
    if kind == "email_text_input" and ("@" not in text or " " in text):
        return "Please enter a valid email address."
    if kind == "url_text_input" and not text.startswith(("http://", "https://")):
        return "Please enter a valid URL."
    return None


def _number_problem(element: Json, text: str) -> str | None:
    try:
        number = float(text)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    if "min_value" in element and number < float(element["min_value"]):
        return f"Must be at least {element['min_value']}."
    if "max_value" in element and number > float(element["max_value"]):
        return f"Must be at most {element['max_value']}."
    return None
