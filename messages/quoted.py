"""Long typed text as quotations that fit Slack's blocks."""

from collections.abc import Iterator

from messages.catalog import Mrkdwn, escape
from messages.kit import Block, section

ROOM = 2900
MARK = "> "


def quoted(text: str, *, limit: int) -> tuple[list[Block], bool]:
    """The text as quotation blocks with at most about `limit` characters of markup, and whether that is all.

    Escaping makes text up to five times as long, so the limit is on what is sent.
    """
    blocks: list[Block] = []
    left = limit
    for piece in _pieces(text, min(ROOM, limit)):
        if len(piece) > left:
            blocks.append(section(Mrkdwn(f"{MARK}…")))
            return blocks, False
        blocks.append(section(piece))
        left -= len(piece)
    return blocks, True


def _pieces(text: str, room: int) -> Iterator[Mrkdwn]:
    """The quotation in pieces of at most `room` characters; lines stay whole where they can."""
    piece = ""
    for line in text.splitlines() or [""]:
        for part in _parts(line, room - len(MARK)):
            quoted_line = MARK + part
            if piece and len(piece) + 1 + len(quoted_line) > room:
                yield Mrkdwn(piece)
                piece = ""
            piece = f"{piece}\n{quoted_line}" if piece else quoted_line
    yield Mrkdwn(piece)


def _parts(line: str, room: int) -> Iterator[str]:
    """A line, escaped, cut where it would not fit; an entity is never cut in two."""
    part = ""
    for letter in line:
        escaped = escape(letter)
        if len(part) + len(escaped) > room:
            yield part
            part = ""
        part += escaped
    yield part
