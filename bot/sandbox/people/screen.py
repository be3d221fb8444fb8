"""What a person sees: the words of blocks, and the buttons, menus and fields among them."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.validation.containers import laid_flat

Json = dict[str, Any]
MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")
CHANNEL = re.compile(r"<#(\w+)(?:\|([^>]*))?>")
SPECIAL = re.compile(r"<!date\^[^>]*\|([^>]*)>|<!(\w+)[^>]*>")
LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")


class NotOnScreen(AssertionError):
    """A person cannot do what is not there; says what is."""


class NotAcknowledged(AssertionError):
    """The app was late or failed; the text is what Slack shows."""


@dataclass(frozen=True)
class Control:
    """A button, menu or field with the words it is known by."""

    block: Json
    element: Json
    label: str
    near: str

    @property
    def kind(self) -> str:
        """The element's type."""
        return str(self.element["type"])


def words(text: Any, people: Mapping[str, str]) -> str:
    """A text as it reads: mentions by name, links by their words, nothing escaped."""
    raw = text.get("text", "") if isinstance(text, dict) else text
    if isinstance(text, dict) and text.get("type") == "plain_text":
        return str(raw)
    raw = MENTION.sub(lambda found: "@" + people.get(found[1], found[1]), str(raw or ""))
    raw = CHANNEL.sub(lambda found: "#" + (found[2] or found[1]), raw)
    raw = SPECIAL.sub(lambda found: found[1] or "@" + found[2], raw)
    raw = LINK.sub(lambda found: found[2] or found[1], raw)
    return html.unescape(raw)


def block_words(block: Json, people: Mapping[str, str]) -> list[str]:
    """Everything legible in a block, top to bottom."""
    kind = block["type"]
    if kind == "table":
        return [cell_words(cell) for row in block["rows"] for cell in row]
    if kind in ("rich_text", "rich_text_section"):
        return [cell_words(block)]
    if kind == "markdown":
        return [str(block["text"])]
    if kind == "container":
        return [words(block["title"], people)]
    parts = [block.get("label"), block.get("title"), block.get("text"), *(block.get("fields") or [])]
    found = [words(each, people) for each in parts if each]
    inner = [block.get("accessory"), block.get("element"), *(block.get("elements") or [])]
    for each in inner:
        if isinstance(each, dict):
            found.extend(element_words(each, people))
    if block.get("hint"):
        found.append(words(block["hint"], people))
    if kind == "image":
        found.append(str(block["alt_text"]))
    return found


def cell_words(cell: Json) -> str:
    """The text inside a table's cell or rich text."""
    own = str(cell.get("text", "")) if not isinstance(cell.get("text"), dict) else ""
    return own + "".join(cell_words(each) for each in cell.get("elements") or [])


def element_words(element: Json, people: Mapping[str, str]) -> list[str]:
    """What an element shows by itself; the options of a closed menu are not visible."""
    kind = element["type"]
    if kind in ("mrkdwn", "plain_text"):
        return [words(element, people)]
    if kind in ("button", "workflow_button"):
        return [words(element["text"], people)]
    if kind == "feedback_buttons":
        return [words(each["text"], people) for each in thumbs(element)]
    if kind in ("checkboxes", "radio_buttons"):
        return [words(each["text"], people) for each in element["options"]]
    if kind == "image":
        return [str(element["alt_text"])]
    shown = element.get("initial_option") or {}
    return [words(each, people) for each in (shown.get("text"), element.get("placeholder")) if each][:1]


def thumbs(element: Json) -> list[Json]:
    """An element as it is pressed: two of feedback buttons, each with its words and value."""
    if element["type"] != "feedback_buttons":
        return [element]
    return [
        {"type": "feedback_buttons", "action_id": element["action_id"], **element[side]}
        for side in ("positive_button", "negative_button")
    ]


def plain_words(blocks: list[Json], people: Mapping[str, str]) -> str:
    """All legible text, a line for each piece; a container is opened."""
    return "\n".join(each for block, _ in laid_flat(blocks) for each in block_words(block, people))


def controls(blocks: list[Json], people: Mapping[str, str]) -> list[Control]:
    """Every element with an action_id; `near` is the text that stands with it."""
    found: list[Control] = []
    above = ""
    for block, _ in laid_flat(blocks):
        text = "\n".join(block_words(block, people))
        if block["type"] in ("section", "header"):
            above = text
        inner = [block.get("accessory"), block.get("element")]
        inner += (block.get("elements") or []) if block["type"] in ("actions", "context_actions") else []
        for element in inner:
            if isinstance(element, dict) and "action_id" in element:
                near = text if block["type"] in ("section", "input") else f"{above}\n{text}"
                for each in thumbs(element):
                    found.append(Control(block, each, control_label(block, each, people), near))
    return found


def control_label(block: Json, element: Json, people: Mapping[str, str]) -> str:
    """The words by which a person knows a control: its face, its label, or its placeholder."""
    for each in (element.get("text"), block.get("label"), element.get("placeholder"), block.get("text")):
        if each:
            return words(each, people)
    return str(element["action_id"])


def match(wanted: str, offered: list[str]) -> int | None:
    """The place of a label: the same words, else the only one that begins with them, else that holds them."""
    if wanted in offered:
        return offered.index(wanted)
    for fits in (str.startswith, str.__contains__):
        places = [index for index, each in enumerate(offered) if fits(each, wanted)]
        if len(places) == 1:
            return places[0]
    return None


def options_of(element: Json) -> list[Json]:
    """Every option of a menu, groups laid flat."""
    groups = element.get("option_groups") or []
    return [*(element.get("options") or []), *(each for group in groups for each in group["options"])]
