"""Which lines of how many stand on a page."""

import pytest

from bot.domain.pages import Span


@pytest.mark.parametrize(
    ("span", "lines", "has_later"),
    [
        (Span(page=1, shown=50, total=50), (1, 50), False),
        (Span(page=1, shown=10, total=53), (1, 10), True),
        (Span(page=2, shown=50, total=1000), (51, 100), True),
        (Span(page=2, shown=3, total=53), (51, 53), False),
    ],
)
def test_a_span_says_which_lines_of_how_many(span: Span, lines: tuple[int, int], has_later: bool) -> None:
    assert (span.first, span.last) == lines
    assert span.has_later is has_later
