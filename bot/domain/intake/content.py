"""What a Slack message says, wherever in it that stands: its text, blocks, attachments, forwards, files."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.domain.intake.markup import escape, unescape

PLACEHOLDERS = {
    "This content can't be displayed.",
    "This message contains interactive elements.",
    "[no preview available]",
}
"""What Slack writes where it has no words itself."""

TELLING = 12
"""So many letters that stand elsewhere in the message already are no coincidence."""

DEEPEST = 4
"""Forwards within forwards are read so far."""


def said(message: Mapping[str, Any], *, files: bool = True) -> str:
    """All that people read in a message, as Slack's markup, in a fixed order and nothing twice.

    First the text, then what blocks, attachments and forwarded messages say beyond it, then the names
    of the files (not with `files=False`: they are taken over themselves). Empty where nothing can be read.
    """
    told = _Told()
    _tell(told, message, files=files, depth=0)
    return told.markup


def addressed(message: Mapping[str, Any]) -> str:
    """What its writer wrote themselves: whom a forwarded or linked message names was not called by it."""
    told = _Told()
    told.start(_words(message.get("text")))
    told.add(_lines_of_blocks(message.get("blocks")))
    return told.markup


class _Told:
    """Lines in order. One that was said before, or stands whole in what was said, is left out."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._keys: set[str] = set()
        self._all = ""

    @property
    def markup(self) -> str:
        return "\n".join(self._lines).strip()

    def start(self, text: str) -> None:
        """The message's own text, as it is."""
        for line in text.splitlines():
            self._keep(line, _key(line))

    def add(self, lines: Iterable[str]) -> bool:
        """Whether any of it was new."""
        before = len(self._lines)
        for text in lines:
            for line in text.splitlines():
                key = _key(line)
                if line.strip() and key not in self._keys and not (len(key) >= TELLING and key in self._all):
                    self._keep(line.rstrip(), key)
        return len(self._lines) > before

    def _keep(self, line: str, key: str) -> None:
        self._lines.append(line)
        self._keys.add(key)
        self._all += key


def _key(line: str) -> str:
    """The letters of a line: marks of style and punctuation differ between text and blocks."""
    return "".join(letter for letter in unescape(line).casefold() if letter.isalnum()) or line.strip()


def _tell(told: _Told, message: Mapping[str, Any], *, files: bool, depth: int) -> None:
    text = _words(message.get("text"))
    told.start(text) if depth == 0 else told.add([text])
    told.add(_lines_of_blocks(message.get("blocks")))
    for attachment in _objects(message.get("attachments")):
        if not _is_preview(attachment, of=text):
            _tell_attachment(told, attachment, depth=depth + 1)
    if files:
        told.add(_file(each) for each in _objects(message.get("files")))


def _tell_attachment(told: _Told, attachment: Mapping[str, Any], *, depth: int) -> None:
    if depth > DEEPEST:
        return
    author = _words(attachment.get("author_name") or attachment.get("author_subname"))
    inside = _Told()
    inside.add([_words(attachment.get("pretext")), _linked(attachment, "title", "title_link")])
    inside.add([_words(attachment.get("text"))])
    inside.add(_field(each) for each in _objects(attachment.get("fields")))
    inside.add(_lines_of_blocks(attachment.get("blocks")))
    for shared in _objects(attachment.get("message_blocks")):
        if isinstance(shared.get("message"), dict):
            _tell(inside, shared["message"], files=True, depth=depth)
    for nested in _objects(attachment.get("attachments")):
        _tell_attachment(inside, nested, depth=depth + 1)
    inside.add(_file(each) for each in _objects(attachment.get("files")))
    if not inside.markup and not _is_message(attachment):  # a forward's says only by whom and when
        inside.add([_words(attachment.get("fallback"))])
    if inside.markup:
        told.add([*([f"{escape(author)}:"] if author else []), inside.markup])


def _is_preview(attachment: Mapping[str, Any], *, of: str) -> bool:
    """Whether Slack only shows what a link leads to. A message that is linked to is content."""
    link = attachment.get("from_url")
    return isinstance(link, str) and not _is_message(attachment) and link in unescape(of)


def _is_message(attachment: Mapping[str, Any]) -> bool:
    return bool(attachment.get("is_share") or attachment.get("is_msg_unfurl"))


def _field(field: Mapping[str, Any]) -> str:
    return ": ".join(part for part in (_words(field.get("title")), _words(field.get("value"))) if part)


def _file(file: Mapping[str, Any]) -> str:
    if file.get("mode") == "tombstone":
        return ""
    return _linked({**file, "title": file.get("title") or file.get("name")}, "title", "permalink")


def _linked(of: Mapping[str, Any], words: str, link: str) -> str:
    said, address = _words(of.get(words)), of.get(link)
    if said and isinstance(address, str) and address.startswith("http"):
        return f"<{address}|{said.replace('>', '').replace('|', ' ')}>"
    return said


def _lines_of_blocks(blocks: Any) -> Iterator[str]:
    for block in _objects(blocks):
        yield from _block(block)


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            for part in _objects(block.get("elements")):
                yield from _rich(part)
        case "context":
            yield " ".join(filter(None, (_text(each) for each in _objects(block.get("elements")))))
        case "image":
            yield _text(block.get("title")) or escape(_words(block.get("alt_text")))
        case "table":
            for row in block.get("rows") or [] if isinstance(block.get("rows"), list) else []:
                yield " | ".join(filter(None, (_cell(cell) for cell in _objects(row))))
        case "markdown":
            yield escape(_words(block.get("text")))
        case "actions" | "input" | "divider":
            return
        case _:
            yield _text(block.get("title"))
            yield _text(block.get("text"))
            yield _text(block.get("description"))
            yield from (_text(each) for each in _objects(block.get("fields")))


def _cell(cell: Mapping[str, Any]) -> str:
    return " ".join(_block(cell)) if cell.get("type") == "rich_text" else _text(cell)


def _text(value: Any) -> str:
    """A text object, or an image's words; plain text is escaped, as markup is already."""
    if not isinstance(value, dict):
        return escape(_words(value))
    if value.get("type") == "mrkdwn":
        return _words(value.get("text"))
    return escape(_words(value.get("text") or value.get("alt_text")))


def _rich(part: Mapping[str, Any]) -> Iterator[str]:
    inside = list(_objects(part.get("elements")))
    match part.get("type"):
        case "rich_text_list":
            start = part.get("offset") if isinstance(part.get("offset"), int) else 0
            indent = part.get("indent") if isinstance(part.get("indent"), int) else 0
            for number, item in enumerate(inside, (start or 0) + 1):
                mark = f"{number}." if part.get("style") == "ordered" else "•"
                yield f"{'  ' * min(max(indent or 0, 0), 9)}{mark} {_inline(item)}"
        case "rich_text_quote":
            yield from (f"&gt; {line}" for line in _run(inside).splitlines())
        case _:
            yield _run(inside)


def _inline(item: Mapping[str, Any]) -> str:
    return _run(_objects(item.get("elements")))


def _run(leaves: Iterable[Mapping[str, Any]]) -> str:
    return "".join(_leaf(leaf) for leaf in leaves)


def _leaf(leaf: Mapping[str, Any]) -> str:
    match leaf.get("type"):
        case "text":
            return escape(_words(leaf.get("text")))
        case "link":
            return _linked({**leaf, "text": leaf.get("text") or leaf.get("url")}, "text", "url")
        case "emoji":
            return f":{_words(leaf.get('name'))}:"
        case "user":
            return f"<@{_words(leaf.get('user_id'))}>"
        case "channel":
            return f"<#{_words(leaf.get('channel_id'))}>"
        case "usergroup":
            return f"<!subteam^{_words(leaf.get('usergroup_id'))}>"
        case "broadcast":
            return f"<!{_words(leaf.get('range'))}>"
        case "date":
            return escape(_words(leaf.get("fallback"))) or _day(leaf.get("timestamp"))
        case "color":
            return escape(_words(leaf.get("value")))
        case _:
            return escape(_words(leaf.get("text")))


def _day(timestamp: Any) -> str:
    try:
        return datetime.fromtimestamp(timestamp, UTC).date().isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return ""


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a list; what is none is passed over."""
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, dict))


def _words(value: Any) -> str:
    return value if isinstance(value, str) and value.strip() not in PLACEHOLDERS else ""
