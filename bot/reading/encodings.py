"""In which encoding a file was saved: its mark if it has one, else UTF-8, else what reads like writing.

The old encodings of China, Taiwan and Western Europe take nearly any bytes, so that reading one without
an error proves little. What tells them apart is which characters come out: people write with the common
ones, and a wrong guess gives rare ones.
"""

import codecs
import itertools
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

UTF_8 = "UTF-8"
ENOUGH = 0.7
"""Share of common characters under which a guess is none (measured: right ones reach 0.9, wrong ones 0.6)."""

SAMPLE = 4000

_LINE_END = re.compile(b"\r\n?|\n")

_MARKS = (  # the longer ones first: the mark of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig", UTF_8),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)


@dataclass(frozen=True, kw_only=True)
class Decoded:
    """A file's text, and the name of the encoding as people call it."""

    text: str
    encoding: str


class NotText(Exception):
    """No encoding reads it. `line` is the first that cannot be read, where all others are UTF-8."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__()
        self.line = line


def decode(data: bytes) -> Decoded:
    """The text. Raises NotText."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return Decoded(text=_strictly(data, codec), encoding=name)
    if b"\0" in data and (wide := _without_mark(data)) is not None:
        return Decoded(text=wide, encoding="UTF-16")
    try:
        return Decoded(text=data.decode(), encoding=UTF_8)
    except UnicodeDecodeError as error:
        if _is_nearly_all_utf_8(data):
            raise NotText(_line(data, error)) from None
    return _likeliest(data)


def _strictly(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise NotText(_line(data, error) if codec == "utf-8-sig" else None) from None


def _line(data: bytes, error: UnicodeDecodeError) -> int:
    return len(_LINE_END.findall(data, 0, error.start)) + 1


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that begins without a mark: every ASCII character leaves a zero on the same side."""
    for codec, zeros, letters in (("utf-16-le", data[1::2], data[::2]), ("utf-16-be", data[::2], data[1::2])):
        if zeros.count(0) > len(data) // 20 and letters.count(0) * 20 < zeros.count(0):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                return None
    return None


def _is_nearly_all_utf_8(data: bytes) -> bool:
    """A UTF-8 file in which some bytes are damaged; in other encodings hardly any would be valid."""
    beyond = [sign for sign in data.decode(errors="replace") if sign > "\x7f"]
    damaged = beyond.count("\N{REPLACEMENT CHARACTER}")
    return len(beyond) - damaged > 3 * damaged


def _likeliest(data: bytes) -> Decoded:
    best, found = 0.0, None
    for name, codec, is_common in (
        ("GB18030", "gb18030", _leads("gb2312", 0xB0, 0xD7)),
        ("Big5", "cp950", _leads("big5", 0xA4, 0xC6)),
        ("Big5", "big5hkscs", _leads("big5", 0xA4, 0xC6)),
    ):
        text = _read(data, codec)
        beyond = [sign for sign in text or "" if sign > "\x7f"][:SAMPLE]
        share = sum(map(is_common, beyond)) / len(beyond) if beyond else 0.0
        if text is not None and share > best:
            best, found = share, Decoded(text=text, encoding=name)
    text = _read(data, "cp1252")
    if text is not None and (share := _western(text)) > best:
        best, found = share, Decoded(text=text, encoding="Windows-1252")
    if found is None or best < ENOUGH:
        raise NotText
    return found


def _read(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _leads(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether a character is punctuation or among the common ones: both stand first in their table."""

    def is_common(sign: str) -> bool:
        try:
            lead = sign.encode(codec)[0]
        except UnicodeEncodeError:
            return False
        return 0xA1 <= lead <= 0xA3 or first <= lead <= last

    return is_common


def _western(text: str) -> float:
    """How much of what is beyond ASCII are letters with an accent and quotes, one or two at a time."""
    runs = (list(run) for beyond, run in itertools.groupby(text, lambda sign: sign > "\x7f") if beyond)
    lengths = [(len(run), len(run) <= 2 and _is_western(run)) for run in itertools.islice(runs, SAMPLE)]
    total = sum(length for length, _ in lengths)
    return sum(length for length, is_well in lengths if is_well) / total if total else 0.0


def _is_western(run: Sequence[str]) -> bool:
    return all(
        unicodedata.category(sign) in {"Ll", "Lu", "Pi", "Pf", "Pd"} or sign in "…€°§„‚\xa0" for sign in run
    )
