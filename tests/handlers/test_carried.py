"""An old or forged button or form gets a sentence that says what to do, and reaches no row."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import pytest
from pydantic import BaseModel, Field

from bot.errors import Refusal
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.reviews.approval_forms import Decided


class Shape(BaseModel):
    review: Annotated[int, Field(le=LARGEST_ID)]


def test_what_we_made_ourselves_is_read() -> None:
    assert carried.row_id("7") == 7
    assert carried.row_id(str(LARGEST_ID)) == LARGEST_ID
    assert carried.count("0") == 0
    assert carried.day("2026-11-27") == date(2026, 11, 27)
    assert carried.read(Shape, '{"review": 7}').review == 7
    assert Decided.of("7:2") == Decided(review_id=7, version=2)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        *(
            (carried.row_id, value)
            for value in ("", "abc", "1:2", "-1", "0", "٣", " 7", "9" * 23, "2147483648")
        ),
        *((carried.count, value) for value in ("", "x", "-1", "٣", "1.5")),
        *((carried.day, value) for value in ("", "tomorrow", "2026-13-01")),
        *((lambda text: carried.read(Shape, text), value) for value in ("", "{}", "abc", '{"review": "x"}')),
        *((Decided.of, value) for value in ("", "7", "a:b", "7:", ":2", "9999999999:1")),
    ],
)
def test_what_is_not_ours_any_more_is_refused(read: Callable[[str], object], value: str) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        read(value)
