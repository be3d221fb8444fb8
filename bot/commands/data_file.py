"""A file of data behind a command: read, or each of its mistakes named on a line of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from bot.commands.configured import on_standard_error
from bot.domain.organisation import Path as Place
from bot.domain.organisation import Problem
from bot.errors import SetupError
from bot.reading.data_file import DataFile
from bot.reading.text import read_text, told

V = TypeVar("V")


def read_or_give_up(
    file: Path,
    read: Callable[[str], DataFile[V]],
    *,
    worded: Callable[[Problem], str],
    refused: Callable[[int], str],
) -> V:
    """What a file comes to.

    Raises SetupError with what `refused` says of so many mistakes, once each of them was named.
    """
    found = read(told(read_text(file), on_standard_error).text)
    if found.value is not None:
        return found.value
    for line, problem in found.problems:
        said = " ".join(worded(problem).split())
        place = "" if problem.is_of_the_whole else _dotted(problem.at)
        where = f"{file.name}:{line}: {place}: " if place else f"{file.name}:{line}: "
        typer.echo(where + said, err=True)
    raise SetupError(refused(len(found.problems)))


def _dotted(at: Place) -> str:
    """("sections", 1, "name") as people count: `sections[2].name`."""
    name = ""
    for part in at:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else str(part)
    return name
