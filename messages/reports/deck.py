"""Slides that people edit: real titles, tables and charts. The only module that knows python-pptx.

Everything is sized by how much is written, for a presentation does not shrink text by itself.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import Any, TypeVar

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from messages.reports.fitting import POINTS, clean, height_of

R = TypeVar("R")

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
TOP = 1.45
"""Beneath the title. All lengths are inches, all sizes points."""
INNER = WIDTH - 2 * MARGIN
ROOM = HEIGHT - TOP - 0.5
MOST_ROWS = 8
MOST_LINES = 5
CELL_MARGIN = 0.1
AFTER_A_LINE = 0.5

LATIN = "Calibri"
EAST_ASIAN = {"en": "Microsoft YaHei", "zh_Hans": "Microsoft YaHei", "zh_Hant": "Microsoft JhengHei"}
"""Fonts that come with Office on Windows and on a Mac."""
SPELT = {"en": "en-GB", "zh_Hans": "zh-CN", "zh_Hant": "zh-TW"}

INK, SOFT, BLUE, PALE, GRID = "1F2A37", "5B6673", "2F5D8C", "E8EEF5", "D9DEE4"
COLOURS = ("2F5D8C", "C9702B", "75808C", "2E7D5B", "7A5195")
TITLE_ONLY, TITLE_SLIDE = 5, 0


class Kind(Enum):
    """How a chart is drawn."""

    BARS = XL_CHART_TYPE.BAR_CLUSTERED
    STACKED = XL_CHART_TYPE.BAR_STACKED
    LINES = XL_CHART_TYPE.LINE_MARKERS


@dataclass(frozen=True, kw_only=True)
class Chart:
    """Numbers by category, in several series; None where there is none. `unit` stands behind each number."""

    kind: Kind
    categories: Sequence[str]
    series: Sequence[tuple[str, Sequence[int | None]]]
    unit: str = ""


class Deck:
    """A presentation that is written slide by slide."""

    def __init__(self, language: str, *, title: str, now: datetime) -> None:
        self._language = language
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        about = self._deck.core_properties
        about.title, about.author, about.last_modified_by = clean(title), "Steward", "Steward"
        about.created = about.modified = now.replace(tzinfo=None)
        about.language = SPELT[language]

    def content(self) -> bytes:
        """The file."""
        written = BytesIO()
        self._deck.save(written)
        return written.getvalue()

    def title(self, title: str, lines: Sequence[str]) -> None:
        """The first slide."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[TITLE_SLIDE])
        heading, beneath = slide.placeholders
        self._put(heading, 1.9, 1.9, [title], size=_largest(title, (44, 36, 28, 24), width=INNER, most=1.8))
        heading.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
        self._put(beneath, 4.0, 2.4, lines, size=20, colour=SOFT)

    def lines(
        self, title: str, lines: Sequence[tuple[str, str]], *, sizes: Sequence[float] = (24, 20)
    ) -> None:
        """Facts beneath each other, a word and what it came to: in the largest of these sizes in which they
        fit on one slide, else on several.
        """
        for size, heading, some in self._fitted(title, lines, _line_height, sizes=sizes):
            slide = self._slide(heading)
            box = slide.shapes.add_textbox(Inches(MARGIN), Inches(TOP), Inches(INNER), Inches(ROOM))
            frame = box.text_frame
            frame.word_wrap = True
            for number, (name, said) in enumerate(some):
                paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
                paragraph.space_after = Pt(size * AFTER_A_LINE)
                if name:
                    self._run(paragraph, f"{name}  ", size=size, bold=True)
                self._run(paragraph, said, size=size)

    def chart(self, title: str, chart: Chart, *, note: str = "") -> None:
        """A chart with the title above it, and a sentence beneath."""
        slide = self._slide(title)
        below = height_of(note, size=14, width=INNER) + 0.1 if note else 0.0
        data = CategoryChartData()
        data.categories = [clean(each) for each in chart.categories]
        for name, values in chart.series:
            data.add_series(clean(name), values)
        bars = len(chart.categories) * (1 if chart.kind is Kind.STACKED else len(chart.series))
        high = ROOM - below if chart.kind is Kind.LINES else min(ROOM - below, 1.2 + 0.8 * bars)
        size = Inches(MARGIN), Inches(TOP), Inches(INNER), Inches(high)
        drawn = slide.shapes.add_chart(chart.kind.value, *size, data).chart
        self._style(drawn, chart)
        if note:
            where = Inches(MARGIN), Inches(TOP + high), Inches(INNER), Inches(below)
            box = slide.shapes.add_textbox(*where)
            box.text_frame.word_wrap = True
            self._run(box.text_frame.paragraphs[0], note, size=14, colour=SOFT)

    def table(
        self, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
    ) -> None:
        """A table, on several slides where it does not fit; `widths` are shares of the whole."""
        across = [INNER * each / sum(widths) for each in widths]

        def height(cells: Sequence[str], size: float) -> float:
            texts = zip(cells, across, strict=True)
            heights = [height_of(text, size=size, width=width - 2 * CELL_MARGIN) for text, width in texts]
            return max(heights) + 2 * CELL_MARGIN

        for size, heading, some in self._fitted(
            title, rows, height, sizes=(16, 14, 12), heads=heads, most=MOST_ROWS
        ):
            slide = self._slide(heading)
            heights = [height(each, size) for each in (heads, *some)]
            where = Inches(MARGIN), Inches(TOP), Inches(INNER), Inches(sum(heights))
            table = slide.shapes.add_table(len(some) + 1, len(heads), *where).table
            for column, width in zip(table.columns, across, strict=True):
                column.width = Inches(width)
            for number, cells in enumerate((heads, *some)):
                table.rows[number].height = Inches(heights[number])
                for place, text in enumerate(cells):
                    self._cell(table.cell(number, place), text, size=size, is_head=number == 0)

    def _fitted(
        self,
        title: str,
        rows: Sequence[R],
        height: Callable[[R, float], float],
        *,
        sizes: Sequence[float],
        heads: R | None = None,
        most: int = 20,
    ) -> Iterator[tuple[float, str, Sequence[R]]]:
        """The rows as they fit on slides, each with its size and title, numbered where there are several."""
        for size in sizes:
            pages: list[list[R]] = [[]]
            taken = used = 0.0 if heads is None else height(heads, size)
            for each in rows:
                needed = height(each, size)
                if pages[-1] and (used + needed > ROOM or len(pages[-1]) == most):
                    pages.append([])
                    used = taken
                pages[-1].append(each)
                used += needed
            if len(pages) == 1:
                break
        for number, some in enumerate(pages, start=1):
            yield size, f"{title} ({number}/{len(pages)})" if len(pages) > 1 else title, some

    def _slide(self, title: str) -> Any:
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[TITLE_ONLY])
        size = _largest(title, (30, 26, 22, 18), width=INNER, most=1.0)
        self._put(slide.shapes.title, 0.35, 1.0, [title], size=size)
        return slide

    def _put(
        self, shape: Any, top: float, height: float, lines: Sequence[str], *, size: float, colour: str = INK
    ) -> None:
        """Text in a placeholder, at the left, over the whole width."""
        shape.left, shape.top = Inches(MARGIN), Inches(top)
        shape.width, shape.height = Inches(INNER), Inches(height)
        frame = shape.text_frame
        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.LEFT
            self._run(paragraph, line, size=size, colour=colour)

    def _run(self, paragraph: Any, text: str, *, size: float, bold: bool = False, colour: str = INK) -> None:
        run = paragraph.add_run()
        run.text = clean(text)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(colour)
        run._r.get_or_add_rPr().set("lang", SPELT[self._language])
        self._typefaces(run.font)

    def _typefaces(self, font: Any) -> None:
        """python-pptx names the Latin one only; Chinese would fall to whatever the reader's theme has."""
        font.name = LATIN
        properties = font._rPr
        for former in properties.findall(qn("a:ea")):
            properties.remove(former)
        east = properties.makeelement(qn("a:ea"), {"typeface": EAST_ASIAN[self._language]})
        properties.find(qn("a:latin")).addnext(east)

    def _cell(self, cell: Any, text: str, *, size: float, is_head: bool) -> None:
        cell.margin_left = cell.margin_right = Inches(CELL_MARGIN)
        cell.margin_top = cell.margin_bottom = Emu(Inches(0.05))
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = RGBColor.from_string(BLUE if is_head else PALE)
        cell.text_frame.word_wrap = True
        paragraph = cell.text_frame.paragraphs[0]
        self._run(paragraph, text, size=size, bold=is_head, colour="FFFFFF" if is_head else INK)

    def _style(self, drawn: Any, chart: Chart) -> None:
        drawn.font.size = Pt(13)
        drawn.font.color.rgb = RGBColor.from_string(INK)
        self._typefaces(drawn.font)
        drawn.has_title = False
        drawn.has_legend = len(chart.series) > 1
        if drawn.has_legend:
            drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
            drawn.legend.include_in_layout = False
        plot = drawn.plots[0]
        is_lines = chart.kind is Kind.LINES
        drawn.value_axis.minimum_scale = 0
        drawn.value_axis.has_major_gridlines = is_lines
        drawn.value_axis.visible = is_lines
        drawn.value_axis.tick_labels.number_format = f'0"{chart.unit}"'
        drawn.value_axis.tick_labels.number_format_is_linked = False
        if is_lines:
            drawn.value_axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(GRID)
        drawn.category_axis.format.line.color.rgb = RGBColor.from_string(SOFT)
        for number, series in enumerate(plot.series):
            fill = series.format.line if is_lines else series.format.fill
            if not is_lines:
                fill.solid()
            colour = fill.color if is_lines else fill.fore_color
            colour.rgb = RGBColor.from_string(COLOURS[number % len(COLOURS)])
            if is_lines:
                series.smooth = False
        if not is_lines:
            drawn.category_axis.reverse_order = True  # else the first one stands at the bottom
            plot.gap_width = 60
        plot.has_data_labels = not is_lines or len(chart.series) == 1  # else they stand on each other
        if not plot.has_data_labels:
            return
        plot.data_labels.number_format = f'0"{chart.unit}";;'
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.font.size = Pt(12)
        if chart.kind is Kind.STACKED:
            plot.data_labels.font.color.rgb = RGBColor.from_string("FFFFFF")
        if chart.kind is Kind.BARS:
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _line_height(line: tuple[str, str], size: float) -> float:
    said = height_of(f"{line[0]}  {line[1]}", size=size, width=INNER - 2 * CELL_MARGIN)
    return said + size * AFTER_A_LINE / POINTS


def _largest(text: str, sizes: Sequence[float], *, width: float, most: float) -> float:
    """The largest of these sizes in which a text is no higher than that; else the smallest."""
    fitting = (size for size in sizes if height_of(text, size=size, width=width - 0.2) <= most)
    return next(fitting, sizes[-1])
