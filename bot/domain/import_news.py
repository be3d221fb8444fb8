"""What follows from an organisation file, said before it is imported and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class NewsKind(StrEnum):
    """Each has its sentence in messages/people/import_news."""

    JOINS = "joins"
    LEAVES = "leaves"
    REQUESTS_GO_OVER = "requests_go_over"
    RETURNS = "returns"
    STANDS_IN = "stands_in"
    STEPS_GO_OVER = "steps_go_over"
    SHEET_WANTED = "sheet_wanted"


@dataclass(frozen=True, kw_only=True)
class News:
    """One thing that follows. `facts` fill its sentence: names, days and numbers."""

    kind: NewsKind
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_to_be_mended: bool = False
