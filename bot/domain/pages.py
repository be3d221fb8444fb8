"""Pages: of what is long, fifty lines at a time."""

from dataclasses import dataclass

LINES = 50
"""As many stand on a page."""


@dataclass(frozen=True, kw_only=True)
class Span:
    """Which of how many lines stand on a page: 51–100 of 1,000."""

    page: int
    shown: int
    total: int

    @property
    def first(self) -> int:
        return (self.page - 1) * LINES + 1

    @property
    def last(self) -> int:
        return self.first + self.shown - 1

    @property
    def has_later(self) -> bool:
        return self.last < self.total
