"""A file of rows, CSV or a workbook: its rows under their headings, and every problem with its line."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as File

import typer

from bot.commands.org_sheet import Columns, Row, Sheet, letters
from bot.domain.organisation import Problem
from bot.errors import SetupError
from bot.reading.text import file_bytes, text_of
from bot.reading.workbook import MOST_ROWS, Workbook, is_workbook, read_workbook
from messages.catalog import Words

SHOWN = 5
MISTAKES_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class SheetFile:
    """The rows as far as they could be read. `remarks`: what whoever imports should know."""

    rows: tuple[Row, ...]
    problems: tuple[tuple[int, Problem], ...]
    remarks: tuple[str, ...] = ()


def read_sheet(file: File, columns: Columns) -> SheetFile:
    """What stands in the file, whatever its name ends in. Raises SetupError where it cannot be opened."""
    data = file_bytes(file)
    sheet = Sheet(name=file.name, columns=columns)
    problems: list[tuple[int, Problem]] = []
    if is_workbook(data):
        book = read_workbook(file, data)
        rows = sheet.rows_of(book.rows)
        remark = book.remark
        problems += faults(book)
    else:
        text = text_of(file, data)
        rows = sheet.rows(text.text)
        remark = text.remark
    if len(rows) > MOST_ROWS:
        raise SetupError(f"{file}: at most {MOST_ROWS:,} rows are read at once. Split the file.")
    problems += [(sheet.lines[problem.at][1], problem) for problem in sheet.problems]
    return SheetFile(
        rows=tuple(rows),
        problems=tuple(sorted(problems, key=lambda placed: placed[0])),
        remarks=(remark,) if remark else (),
    )


def refuse_lines(
    words: Words,
    file: File,
    problems: Sequence[tuple[int, Problem]],
    *,
    worded: Callable[[Words, Problem], str],
    refused: str,
) -> None:
    """Name each by its line, of very many the first ones.

    Raises SetupError with the template `refused`, which is told how many there are; nothing without any.
    """
    for line, problem in problems[:MISTAKES_SHOWN]:
        typer.echo(f"{file.name}:{line}: {' '.join(worded(words, problem).split())}", err=True)
    more = len(problems) - MISTAKES_SHOWN
    if more > 0:
        typer.echo(f"… and {more} more.", err=True)
    if problems:
        raise SetupError(words.plain(refused, count=len(problems)))


def faults(book: Workbook) -> Iterator[tuple[int, Problem]]:
    """Of merged cells only the first holds anything; a formula without a result holds nothing at all."""
    for (row, column), (last_row, last_column) in book.merged:
        cells = f"{letters(column)}{row + 1}:{letters(last_column)}{last_row + 1}"
        yield row + 1, Problem(code="merged", at=(row + 1,), facts={"cells": cells})
    if book.uncounted:
        shown = _named(sorted(book.uncounted))
        line = min(book.uncounted)[0] + 1
        yield line, Problem(code="uncounted", at=(line,), facts={"cells": shown})


def _named(cells: Sequence[tuple[int, int]]) -> list[str]:
    names = [f"{letters(column)}{row + 1}" for row, column in cells[:SHOWN]]
    return [*names, "…"] if len(cells) > SHOWN else names
