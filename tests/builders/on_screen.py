"""The words of a modal as somebody sees them: no closed menu's choices, nothing twice."""

from collections.abc import Iterator
from typing import Any

_MENUS = ("static_select", "multi_static_select", "overflow")


def on_screen(view: dict[str, Any]) -> list[str]:
    """Text by text, as far as it is to be read: what somebody typed is not."""
    parts = [view[part]["text"] for part in ("title", "close", "submit") if part in view]
    return [*parts, *(text for block in view["blocks"] for text in _of_block(block))]


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    label = block.get("label")
    if label:
        yield f"{label['text']} (optional)" if block.get("optional") else label["text"]
    for part in ("text", "hint"):
        if part in block:
            yield block[part]["text"]
    for each in (*block.get("elements", ()), block.get("element"), block.get("accessory")):
        if each:
            yield from _of_element(each)


def _of_element(element: dict[str, Any]) -> Iterator[str]:
    if element["type"] in ("mrkdwn", "plain_text"):
        yield element["text"]
        return
    if "text" in element:
        yield element["text"]["text"]
    if element["type"] in _MENUS:
        chosen = element.get("initial_options") or [element.get("initial_option")]
        yield from (each["text"]["text"] for each in chosen if each)
        if not any(chosen) and "placeholder" in element:
            yield element["placeholder"]["text"]
        return
    for option in element.get("options", ()):
        yield option["text"]["text"]
        if "description" in option:
            yield option["description"]["text"]
