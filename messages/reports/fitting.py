"""How much room text takes: a presentation does not shrink it by itself, nor cut it."""

from math import ceil

POINTS = 72
"""To an inch."""
LINE_HEIGHT = 1.25
WIDE_FROM = 0x2E80
"""Characters from here on are as wide as they are high; others are taken for this much of it."""
NARROW = 0.56


def width_of(text: str) -> float:
    """How wide a line of text is, in heights of a letter."""
    return sum(1.0 if ord(each) >= WIDE_FROM else NARROW for each in text)


def cut(text: str, width: float) -> str:
    """So much of it as is that wide, with an ellipsis where something was lost."""
    if width_of(text) <= width:
        return text
    while width_of(text) > width - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def height_of(text: str, *, size: float, width: float) -> float:
    """How high it is when it is broken into lines, in inches."""
    lines = sum(max(1, ceil(width_of(line) * size / (width * POINTS))) for line in text.splitlines() or [""])
    return lines * size * LINE_HEIGHT / POINTS


def clean(text: str) -> str:
    """Without the characters that no XML may hold."""
    return "".join(each for each in text if each in "\t\n" or (ord(each) >= 0x20 and ord(each) not in _NONE))


_NONE = {0xFFFE, 0xFFFF, *range(0x7F, 0xA0), *range(0xD800, 0xE000)}
