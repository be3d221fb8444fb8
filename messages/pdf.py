"""A document as pages to print: Latin and Chinese in one font, which is in the file. docs/decisions/0076."""

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cache

from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace
from pylopdf_fonts_zh_cn import sans_path

from messages.tables import Document, Table, shown
from messages.workbook import Row

for _library in ("fontTools", "fpdf"):
    # They log which characters a text has.
    logging.getLogger(_library).setLevel(logging.ERROR)

FONT = "sans"
SIZE, SMALL, TITLE, HEADING = 9, 7.5, 15, 11
LINE = 1.55
POINT = 25.4 / 72
GREY, SHADE, LINES = 110, 238, 200
PADDING, ROOM = 0.8, 2.0
"""Millimetres within a cell of a table, and of a line that stay free."""
MISSING = "□"

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = "、。，．：；！？）」』】》〉”’…%"
_OPENING = "（「『【《〈“‘"
_BREAK = re.compile(
    rf"(?<=[{_WIDE}])(?<![{_OPENING}])(?=[^\s{_CLOSING}])"
    rf"|(?<=[^\s{_OPENING}])(?=[{_WIDE}])(?![{_CLOSING}])"
    r"|(?<= )(?=\S)"
)
"""Where a line may end: after a space, and beside Chinese characters, but not before what closes."""


def as_pdf(document: Document) -> bytes:
    """A4, each page with its number."""
    pdf = _Pages(page=document.page, pair=document.pair)
    pdf.set_title(document.title)
    pdf.set_creator("Steward")
    pdf.set_creation_date(document.at)
    pdf.add_page()
    pdf.paragraph(document.title, size=TITLE)
    pdf.paragraph(document.intro, size=SMALL, grey=GREY)
    for each in document.tables:
        pdf.heading(each.title)
        if each.is_long:
            pdf.records(each)
        else:
            pdf.grid(each)
    return bytes(pdf.output())


@cache
def _known() -> frozenset[int]:
    """The characters that the font has."""
    with TTFont(sans_path(), lazy=True) as font:
        return frozenset(font.getBestCmap())


class _Pages(FPDF):
    def __init__(self, *, page: str, pair: str) -> None:
        super().__init__(format="A4")
        self._page = page
        self._pair = pair
        self.set_auto_page_break(auto=True, margin=18)
        self.add_font(FONT, "", str(sans_path()))
        self.set_font(FONT, size=SIZE)
        self._widths_of: dict[str, float] = {}
        self._known = _known()

    def footer(self) -> None:
        """The number of the page."""
        self.set_y(-13)
        self.set_font(FONT, size=SMALL)
        self.set_text_color(GREY)
        said = self._page % {"page": self.page_no(), "pages": self.str_alias_nb_pages}
        self.cell(0, 5, said, align="R")
        self.set_text_color(0)
        self.set_font(FONT, size=SIZE)

    def paragraph(
        self, text: str, *, size: float = SIZE, grey: int = 0, indent: float = 0, fill: bool = False
    ) -> None:
        """A text as long as it likes, over as many pages as it needs."""
        self.set_font(FONT, size=size)
        self.set_text_color(grey)
        for line in self.lines(text, self.epw - indent):
            self.set_x(self.l_margin + indent)
            self.cell(0, size * POINT * LINE, line, fill=fill, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_text_color(0)

    def heading(self, text: str) -> None:
        """It does not stand alone at the end of a page."""
        if self.will_page_break(30):
            self.add_page()
        self.ln(4)
        self.paragraph(text, size=HEADING)
        self.ln(1)

    def records(self, table: Table) -> None:
        """Each row a paragraph: its first cells in a shaded line, the others beneath, each after its head."""
        for row in table.rows:
            self._record(table.heads, row)

    def _record(self, heads: Sequence[str], row: Row) -> None:
        cells = [(head, shown(cell)) for head, cell in zip(heads, row, strict=True)]
        first, others = cells[0][1], [(head, said) for head, said in cells[1:] if said]
        if self.will_page_break(20):
            self.add_page()
        self.set_fill_color(SHADE)
        self.paragraph(first, fill=True)
        for head, said in others:
            self.paragraph(self._pair % {"what": head, "value": said}, size=SIZE, indent=3)
        self.ln(2)

    def grid(self, table: Table) -> None:
        """Rows and columns; the heads stand again on each page."""
        self.set_font(FONT, size=SMALL)
        widths = self._widths(table)
        self.set_draw_color(LINES)
        with self.table(
            col_widths=widths,
            text_align="LEFT",
            line_height=SMALL * POINT * LINE,
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            headings_style=FontFace(fill_color=SHADE),
            padding=PADDING,
        ) as drawn:
            for row in (table.heads, *table.rows):
                cells = zip(row, widths, strict=True)
                drawn.row(["\n".join(self.lines(shown(cell), width - ROOM)) for cell, width in cells])
        self.set_font(FONT, size=SIZE)

    def _widths(self, table: Table) -> Sequence[float]:
        """Of the columns, in millimetres: by the longest text in each, within reason, over the whole page."""
        wanted = [
            min(max(max(self._wide(shown(row[column])) for row in (table.heads, *table.rows)), 8), 60) + ROOM
            for column in range(len(table.heads))
        ]
        return [each * self.epw / sum(wanted) for each in wanted]

    def lines(self, text: str, width: float) -> Sequence[str]:
        """A text in lines that fit. What the font lacks is drawn as a box."""
        known = "".join(
            each if each == "\n" or ord(each) in self._known else " " if each.isspace() else MISSING
            for each in text
        )
        return [line for typed in known.split("\n") for line in self._fitting(typed, width - ROOM)]

    def _fitting(self, text: str, width: float) -> Iterator[str]:
        line, reached = "", 0.0
        for piece in _BREAK.split(text):
            wide = self._wide(piece.rstrip())
            if line and reached + wide > width:
                yield line.rstrip()
                line, reached = "", 0.0
            while wide > width:
                at = self._cut(piece, width)
                yield piece[:at]
                piece = piece[at:]
                wide = self._wide(piece.rstrip())
            line, reached = line + piece, reached + self._wide(piece)
        yield line.rstrip()

    def _cut(self, piece: str, width: float) -> int:
        """How many characters of a word fit in a line of its own."""
        reached = 0.0
        for at, each in enumerate(piece):
            reached += self._wide(each)
            if reached > width:
                return max(1, at)
        return len(piece)

    def _wide(self, text: str) -> float:
        """In millimetres, in the size that is set."""
        for each in set(text) - self._widths_of.keys():
            self._widths_of[each] = self.get_string_width(each) / self.font_size
        return sum(self._widths_of[each] for each in text) * self.font_size
