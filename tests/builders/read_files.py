"""What somebody reads in a file that was sent to them, whatever its kind."""

from io import BytesIO

import pypdfium2
from pptx import Presentation
from pptx.shapes.base import BaseShape
from python_calamine import CalamineWorkbook


def read_in(name: str, content: bytes) -> str:
    """All words and figures of it, without how they are laid out; of any other kind its bytes as text."""
    kind = name.rpartition(".")[2]
    if content.startswith(b"%PDF"):
        pages = pypdfium2.PdfDocument(content)
        return "\n".join(each.get_textpage().get_text_bounded() for each in pages)
    if kind == "xlsx":
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        rows = [row for sheet in book.sheet_names for row in book.get_sheet_by_name(sheet).to_python()]
        return "\n".join(" ".join(str(cell) for cell in row) for row in rows)
    if kind == "pptx":
        slides = Presentation(BytesIO(content)).slides
        said = [line for slide in slides for shape in slide.shapes for line in _on(shape)]
        return "\n".join(
            [*said, *(each.notes_slide.notes_text_frame.text for each in slides if each.has_notes_slide)]
        )
    return content.decode("utf-8", errors="replace")


def _on(shape: BaseShape) -> list[str]:
    said = [shape.text_frame.text] if shape.has_text_frame else []
    if getattr(shape, "has_table", False):
        said += [cell.text for row in shape.table.rows for cell in row.cells]
    if getattr(shape, "has_chart", False):
        for plot in shape.chart.plots:
            said += [str(each) for each in plot.categories]
            said += [f"{each.name} {' '.join(map(str, each.values))}" for each in plot.series]
    return said
