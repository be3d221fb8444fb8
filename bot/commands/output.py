"""Standard output and error that take every character, and whose reader may have gone away."""

import codecs
import io
import os
import sys
import unicodedata
from typing import Any, TextIO

from rich.console import Console

from bot.errors import SetupError

NEAREST = "steward.nearest"

_LIKE = {
    "✓": "ok",
    "✗": "!!",
    "→": "->",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "–": "-",
    "—": "-",
    "·": "-",
    "≤": "<=",
    "≥": ">=",
}


def take_everything() -> None:
    """Let neither a character nor a closed pipe end a command: what it does is done by then.

    A character that the encoding lacks is shown by the nearest that it has, or by “?”.
    """
    codecs.register_error(NEAREST, _nearest)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before the command began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - as long as the command
        elif isinstance(stream, io.TextIOWrapper):
            setattr(sys, name, _forgiving(stream))


def print_file(content: str) -> None:
    """Print what will be a file: in UTF-8 wherever it does not go to a screen."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
        stream.flush()
        stream.buffer.write(content.encode("utf-8"))
        stream.buffer.flush()
    else:
        stream.write(content)


def console() -> Console:
    """Where results are printed; made anew so that it writes to the present standard output."""
    return Console(highlight=False, soft_wrap=False)


class _Pipe(io.FileIO):
    """A file descriptor that swallows what nobody reads any more (`| head -1`).

    Raises SetupError, once, where nothing can be written, as on a full disk.
    """

    def write(self, data: Any, /) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            self._stop()
            return len(data)
        except OSError as error:
            self._stop()
            raise SetupError(f"what was to be shown could not be written: {error.strerror}.") from None

    def _stop(self) -> None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.fileno())
        os.close(nowhere)


def _forgiving(stream: io.TextIOWrapper) -> TextIO:
    if stream not in (sys.__stdout__, sys.__stderr__) or stream.isatty():
        stream.reconfigure(errors=NEAREST)
        return stream
    stream.flush()
    return io.TextIOWrapper(
        io.BufferedWriter(_Pipe(stream.fileno(), "wb", closefd=False)),
        encoding=stream.encoding,
        errors=NEAREST,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_shown(each) for each in error.object[error.start : error.end]), error.end


def _shown(character: str) -> str:
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
    return _LIKE.get(character) or plain or "?"
