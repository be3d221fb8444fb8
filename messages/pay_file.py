"""A pay proposal as a workbook, in which HR decides. It is read back by bot/domain/pay/decision.py.

What people typed stands in it as text: a spreadsheet program never takes it for a formula. The first row is
hidden and names each column for whoever reads it back, whatever the language; so is the first column, by
which a row is known. All cells but HR's are locked, against slips and not against intent: what was changed in
them all the same is told when the file comes back.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bot.domain.pay.decision import DECIDED, KEYS, LONGEST_REASON, MARK, REASON, shown
from bot.domain.pay.places import MOST_STEPS
from bot.domain.pay.proposal import Proposal, Total, Why, totals
from messages.catalog import Words
from messages.workbook import to_print

REMARK = "#"
"""With this a row begins that is not read."""
WIDTHS: Mapping[str, int] = {
    "person": 18,
    "email": 28,
    "department": 18,
    "post": 22,
    "manager": 18,
    "why": 38,
    DECIDED: 22,
    REASON: 44,
}
NARROW = 10
HEAD_HEIGHT = 48
"""Points: three lines, for a protected row does not grow by itself."""
MAY = ("format_columns", "format_rows", "autofilter")


def pay_workbook(words: Words, proposal: Proposal) -> bytes:
    """A sheet with one row a person, and one with what departments come to in steps."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        book.set_properties({"title": _title(words, proposal), "created": words.now.replace(tzinfo=None)})
        _people(book, words, proposal)
        _departments(book, words, totals(proposal.rows))
    return written.getvalue()


def _title(words: Words, proposal: Proposal) -> str:
    return words.label("Pay %(year)s, proposal %(number)s", year=proposal.cycle_name, number=proposal.number)


def _people(book: xlsxwriter.Workbook, words: Words, proposal: Proposal) -> None:
    sheet = book.add_worksheet(words.label("Proposal"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    change = book.add_format({"num_format": "+0;-0;0"})
    own = book.add_format(
        {"locked": False, "bg_color": "#FFF8DC", "border": 1, "border_color": "#D9D2B0", "text_wrap": True}
    )
    own_change = book.add_format(
        {
            "locked": False,
            "bg_color": "#FFF8DC",
            "border": 1,
            "border_color": "#D9D2B0",
            "num_format": "+0;-0;0",
        }
    )
    formats = {"proposed": change, DECIDED: own_change, REASON: own}
    heads = _heads(words)
    for column, name in enumerate(KEYS):
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, heads[name], head)
        sheet.set_column(column, column, WIDTHS.get(name, NARROW), None, {"hidden": name == MARK})
    for number, row in enumerate(proposal.rows, start=2):
        cells = {**shown(proposal.number, row), "why": why_text(words, row.why), DECIDED: None, REASON: None}
        for column, name in enumerate(KEYS):
            _write(sheet, number, column, cells[name], formats.get(name))
    last = len(proposal.rows) + 1
    _validate(sheet, words, last=last)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, HEAD_HEIGHT)
    to_print(sheet, heads=2)
    sheet.freeze_panes(2, KEYS.index("email"))
    sheet.autofilter(1, 0, last, len(KEYS) - 1)
    sheet.protect("", dict.fromkeys(MAY, True))


def _validate(sheet: Worksheet, words: Words, *, last: int) -> None:
    decided, reason = KEYS.index(DECIDED), KEYS.index(REASON)
    whole: dict[str, Any] = {
        "validate": "integer",
        "criteria": "between",
        "minimum": -MOST_STEPS,
        "maximum": MOST_STEPS,
        "ignore_blank": True,
        "error_title": words.label("Whole steps"),
        "error_message": words.label("Write whole steps: 1, 0 or -1; leave it empty for what is proposed."),
    }
    sheet.data_validation(2, decided, last, decided, whole)
    sheet.data_validation(
        2,
        reason,
        last,
        reason,
        {"validate": "length", "criteria": "<=", "value": LONGEST_REASON, "ignore_blank": True},
    )


def _departments(book: xlsxwriter.Workbook, words: Words, found: Sequence[Total]) -> None:
    sheet = book.add_worksheet(words.label("By department"))
    bold, change = book.add_format({"bold": True}), book.add_format({"num_format": "+0;-0;0"})
    heads = (words.label("Department"), words.label("People"), words.label("Steps proposed"))
    for column, text in enumerate(heads):
        sheet.write_string(0, column, text, bold)
    for number, each in enumerate(found, start=1):
        sheet.write_string(number, 0, each.department or words.label("Small departments"))
        sheet.write_number(number, 1, each.people)
        sheet.write_number(number, 2, each.steps, change)
    sheet.set_column(0, 0, WIDTHS["post"])
    sheet.set_column(1, 2, len(max(heads, key=len)) + NARROW)
    to_print(sheet, heads=1)
    sheet.protect("", dict.fromkeys(MAY, True))


def _write(
    sheet: Worksheet, row: int, column: int, cell: str | int | Decimal | None, style: object | None
) -> None:
    """Text as text, whatever it begins with; numbers as numbers."""
    if cell is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell, style)
    else:
        sheet.write_number(row, column, float(cell), style)


def _heads(words: Words) -> Mapping[str, str]:
    return {
        MARK: REMARK,
        "proposal": words.label("Proposal"),
        "person": words.label("Name"),
        "email": words.label("E-mail"),
        "department": words.label("Department"),
        "post": words.label("Post"),
        "manager": words.label("Manager"),
        "grade": words.label("Grade"),
        "step": words.label("Step"),
        "score": words.label("Result of the year"),
        "proposed": words.label("Proposed change"),
        "new_step": words.label("New step"),
        "why": words.label("Why not, or not more"),
        DECIDED: words.label("Decided change (empty: as proposed)"),
        REASON: words.label("Reason, where it differs"),
    }


def why_text(words: Words, why: Why | None) -> str:
    """What keeps somebody from what the table says; empty where nothing does."""
    return "" if why is None else _whys(words)[why]


def _whys(words: Words) -> Mapping[Why, str]:
    return {
        Why.TOP: words.label("Reaches the top of the grade"),
        Why.BOTTOM: words.label("Is at the lowest step of the grade"),
        Why.NO_PLACE: words.label("No pay place is known"),
        Why.NO_REVIEW: words.label("Not under review this year, for example joined late"),
        Why.NOT_RATED: words.label("Not rated this year"),
        Why.NOT_RELEASED: words.label("The result is not released"),
        Why.APPEAL: words.label("An appeal is not decided yet"),
        Why.NO_LINE: words.label("The table has no line for this result"),
    }
