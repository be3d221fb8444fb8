"""The desk's figures as a file: a workbook with charts, or a table of plain text.

What people typed stands in it as text: a spreadsheet program never takes it for a formula.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from bot.domain.intake.report import Measures, Report, Spread
from bot.domain.intake.report_groups import Groups
from messages.catalog import Words
from messages.intake.report_labels import days_label, point_label
from messages.workbook import Cell, Row, written_book

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With these a cell begins that some program would compute."""


def harmless(text: str) -> str:
    """A cell of a CSV file that no program computes: with an apostrophe before what could begin a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_SIGNS) else text


def report_table(words: Words, report: Report) -> bytes:
    """One row for the whole, for the four weeks before, for each branch, page and week. UTF-8, with the mark
    by which Excel knows it.
    """
    written = StringIO()
    writer = csv.writer(written)
    for row in _table(words, report):
        writer.writerow([_plain(each) for each in row])
    return written.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return harmless(cell)
    return f"{cell:.1%}" if isinstance(cell, float) else cell


def report_workbook(words: Words, report: Report) -> bytes:
    """A sheet for the whole, for weeks, branches and pages, and for pages where mistakes repeat."""
    with written_book(title=days_label(words, report.days), at=words.now) as (book, written):
        book.sheet(words.label("Figures"), _whole(words, report))
        book.sheet(words.label("Weeks"), [_point_heads(words), *_points(words, report)], charted=(1, 2, 3))
        for title, groups in (
            (words.label("By branch"), report.branches),
            (words.label("By page"), report.pages),
        ):
            rows = [[words.label("Name"), *_heads(words)], *_groups(words, groups)]
            book.sheet(title, rows, charted=(1, 5))
        book.sheet(words.label("For a redesign"), _candidates(words, report))
    return written.getvalue()


def _heads(words: Words) -> list[str]:
    return [
        words.label("Filed"),
        words.label("First answers"),
        words.label("First answer, median (min)"),
        words.label("First answer, 90th percentile (min)"),
        words.label("Settled"),
        words.label("Until settled, median (min)"),
        words.label("Until settled, 90th percentile (min)"),
        words.label("Waited for the requester"),
        words.label("Waiting, median (min)"),
        words.label("Waiting, 90th percentile (min)"),
        words.label("Operating mistakes"),
        words.label("Operating mistakes, share"),
        words.label("Duplicates"),
        words.label("Duplicates, share"),
        words.label("Reopened"),
        words.label("Reopened, share"),
        words.label("Closed without an answer"),
    ]


def _cells(found: Measures) -> list[Cell]:
    return [
        found.filed,
        *_spread(found.first_answer),
        found.settled,
        *_spread(found.resolution)[1:],
        *_spread(found.waiting),
        found.mistakes,
        found.share(found.mistakes),
        found.duplicates,
        found.share(found.duplicates),
        found.reopened,
        found.share(found.reopened),
        found.lapsed,
    ]


def _spread(found: Spread | None) -> list[Cell]:
    return [0, None, None] if found is None else [found.count, found.median, found.ninth]


def _whole(words: Words, report: Report) -> list[Row]:
    """A row a figure: what it is now, and what it was in the four weeks before."""
    now, before = report.around, report.around_before
    rows: list[Row] = [
        ["", days_label(words, report.days), days_label(words, report.days.before)],
        *zip(_heads(words), _cells(report.now), _cells(report.before), strict=True),
        [words.label("Solved before filing"), now.solved, before.solved],
        [words.label("Followed a colleague's request instead"), now.followed, before.followed],
        [words.label("Mentions of developers pointed to the desk"), now.deflected, before.deflected],
        [words.label("Mentions that became requests"), now.became, before.became],
        [words.label("Content with it"), now.good, before.good],
        [words.label("Not content with it"), now.bad, before.bad],
    ]
    return rows


def _point_heads(words: Words) -> list[str]:
    return [
        words.label("From"),
        words.label("Filed"),
        words.label("Settled"),
        words.label("Operating mistakes"),
    ]


def _points(words: Words, report: Report) -> Iterator[Row]:
    for each in report.points:
        yield [point_label(words, each.days), each.filed, each.settled, each.mistakes]


def _groups(words: Words, groups: Groups[Measures]) -> Iterator[Row]:
    for each in groups.shown:
        yield [each.name, *_cells(each.found)]
    if groups.rest is not None:
        yield [words.label("All others"), *_cells(groups.rest)]


def _candidates(words: Words, report: Report) -> list[Row]:
    heads = [words.label("Page"), words.label("Operating mistakes")]
    rows: list[Row] = [[each.page, each.mistakes] for each in report.candidates]
    return [heads, *rows]


def _table(words: Words, report: Report) -> Iterator[Row]:
    yield ["", words.label("Name"), *_heads(words)]
    yield [words.label("Figures"), days_label(words, report.days), *_cells(report.now)]
    yield [words.label("Figures"), days_label(words, report.days.before), *_cells(report.before)]
    for title, groups in (
        (words.label("By branch"), report.branches),
        (words.label("By page"), report.pages),
    ):
        for row in _groups(words, groups):
            yield [title, *row]
    for name, count, *_ in _whole(words, report)[-6:]:
        yield [name, days_label(words, report.days), count]
    for row in _candidates(words, report)[1:]:
        yield [words.label("For a redesign"), *row]
