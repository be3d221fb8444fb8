"""A file's text, or one line that says why there is none."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.domain.text import typed_text
from bot.errors import SetupError
from bot.reading.encodings import UTF_8, NotText, decode

LARGEST_BYTES = 64 * 1024 * 1024
MOST_CONTROLS, CONTROLS_FREE = 0.02, 8
"""A larger share of control characters than this, and more than a few, is no text that somebody wrote."""

WORDS_SHOWN = 3

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx, .ods and .numbers begin, and .xls."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BEYOND_ASCII = re.compile(r"\w{0,12}[^\W\x00-\x7f]\w{0,12}")


@dataclass(frozen=True, kw_only=True)
class FileText:
    """What a file says, without a mark in front, and the encoding in which it was read."""

    name: str
    text: str
    encoding: str

    @property
    def is_utf_8(self) -> bool:
        return self.encoding == UTF_8

    @property
    def sample(self) -> str:
        """A few words by which somebody sees whether the encoding was right."""
        found = dict.fromkeys(typed_text(each) for each in _BEYOND_ASCII.findall(self.text[:10_000]))
        return ", ".join(list(found)[:WORDS_SHOWN]) or "–"

    @property
    def remark(self) -> str:
        """One line where it is not UTF-8, for whoever knows what should stand there; else empty."""
        if self.is_utf_8:
            return ""
        return (
            f"{self.name} is not in UTF-8; it was read as {self.encoding}, for instance: {self.sample}. "
            "If that is wrong, save the file as UTF-8."
        )


def read_text(file: Path) -> FileText:
    """The text, in whatever encoding it was saved. Raises SetupError with the file's name and what to do."""
    return text_of(file, file_bytes(file))


def text_of(file: Path, data: bytes) -> FileText:
    """The same of what was read already."""
    if data.startswith(_WORKBOOKS):
        raise SetupError(
            f"{file}: this is a workbook, not text. Save its sheet as CSV (UTF-8), and use that."
        )
    try:
        decoded = decode(data)
    except NotText as trouble:
        if trouble.line is not None:
            raise SetupError(
                f"{file}:{trouble.line}: a character is not in UTF-8. Save the file as UTF-8."
            ) from None
        raise SetupError(f"{file}: no encoding is known that reads this. Save the file as UTF-8.") from None
    text = decoded.text.removeprefix("\ufeff")
    if len(_CONTROL.findall(text)) > max(MOST_CONTROLS * len(text), CONTROLS_FREE):
        raise SetupError(f"{file}: this is no text file.")
    return FileText(name=file.name, text=text, encoding=decoded.encoding)


def told(file: FileText, tell: Callable[[str], object] | None) -> FileText:
    """The same file, after its remark was told where it has one."""
    if tell is not None and file.remark:
        tell(file.remark)
    return file


def file_bytes(file: Path) -> bytes:
    """What is in a file. Raises SetupError where it cannot be opened, or is too large."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST_BYTES + 1)
    except IsADirectoryError:
        raise SetupError(f"{file}: this is a folder. Name a file in it.") from None
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror or 'it cannot be opened'}.") from None
    except ValueError:
        raise SetupError(f"{str(file)!a}: this is no name of a file.") from None
    if len(data) > LARGEST_BYTES:
        raise SetupError(f"{file}: this is larger than {LARGEST_BYTES // 1024**2} MB. Is it the right file?")
    return data
