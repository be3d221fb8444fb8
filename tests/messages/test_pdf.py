"""Pages: every character that the font has is in them, whatever is typed, and none is logged."""

from datetime import UTC, datetime

import pypdfium2
import pytest

from messages.pdf import as_pdf
from messages.tables import Document, Table

TYPED = (
    "转化率提升了（和市场部）改了「首页」，客户第一。"
    "轉換率與開發說明，客戶第一。English words between 中文, as people write. 😀\n"
    "second line\ta tab"
)


def text_of(*rows: list[str], is_long: bool) -> str:
    table = Table(title="Scores", heads=["a", "b"], rows=rows, is_long=is_long)
    at = datetime(2027, 1, 10, tzinfo=UTC)
    document = Document(
        title="陈洁",
        intro="i",
        tables=[table],
        page="%(page)s of %(pages)s",
        pair="%(what)s: %(value)s",
        at=at,
    )
    pages = pypdfium2.PdfDocument(as_pdf(document))
    said = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert f"{len(pages)} of {len(pages)}" in said
    return "".join(said.split())


@pytest.mark.parametrize("is_long", [True, False])
def test_all_that_was_typed_is_there(is_long: bool, caplog: pytest.LogCaptureFixture) -> None:
    said = text_of(["first", TYPED], ["x" * 300, "字" * 300], is_long=is_long)
    if is_long:
        assert "".join(TYPED.split()).replace("😀", "□") in said
        assert "x" * 300 in said
    assert said.count("字") == 300
    assert "客戶第一" in said
    assert not caplog.records


def test_a_text_longer_than_a_page_goes_on() -> None:
    assert text_of(["first", "没有标点" * 2500], is_long=True).count("没") == 2500
