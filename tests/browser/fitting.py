"""Whether all that a page shows fits on it, wide and narrow."""

import re
from typing import Any

from tests.browser.seat import Seat
from tests.chromium import NARROW, WIDE

_SPILLS: str = """() => {
  const top = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.querySelector("main");
  const room = top.getBoundingClientRect();
  const said = (node) => (node.innerText || node.className || node.tagName).trim().slice(0, 60);
  const spills = [];
  if (document.body.scrollWidth > innerWidth) spills.push(`the page is ${document.body.scrollWidth} wide`);
  for (const node of top.querySelectorAll("*")) {
    const at = node.getBoundingClientRect();
    if (!at.width || getComputedStyle(node).visibility === "hidden") continue;
    if (at.right > room.right + 1 || at.left < room.left - 1) spills.push(`out of its place: ${said(node)}`);
    const isText = node.matches("button, h2, .label, .rich") && getComputedStyle(node).display !== "inline";
    if (isText && node.scrollWidth > node.clientWidth + 1) spills.push(`cut off: ${said(node)}`);
  }
  return spills;
}"""
_ENGLISH = re.compile(r"\b(the|and|of|your|with|from|for|is|are|was|each|what)\b", re.IGNORECASE)


def fits(seat: Seat, *, shot: str = "") -> None:
    """What is on top, a form or else the conversation, stands within its place on any screen."""
    found: dict[str, Any] = {}
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        seat.page.set_viewport_size(size)
        found[name] = seat.page.evaluate(_SPILLS)
        if shot:
            seat.shot(f"{shot}-{seat.words.language}-{name}")
    seat.page.set_viewport_size(WIDE)
    assert found == {"wide": [], "narrow": []}


def speaks_no_english(seat: Seat) -> None:
    """To a reader of Chinese a form says nothing in English."""
    if seat.words.language != "en":
        assert _ENGLISH.findall(seat.form().inner_text()) == []
