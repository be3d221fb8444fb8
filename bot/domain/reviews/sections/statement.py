"""Sentences about behaviour or ability, rated on the scheme's scale. Source: domain.md §3."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from bot.domain.reviews.kpis import Kpi, Whose
from bot.domain.reviews.sections.base import BaseSection, Keys
from bot.domain.texts import Frozen, Key, Name, Sentence

ON_A_SCREEN = 8
"""Statements that are read together (our choice)."""


class Statement(Frozen):
    """A sentence, and the short name under which cards list it."""

    key: Key
    name: Name
    text: Sentence


class StatementSection(BaseSection):
    """Rated statements; all count the same."""

    method: Literal["statements"]
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]

    def statement(self, key: str) -> Statement:
        return next(statement for statement in self.statements if statement.key == key)

    def items(self, kpis: Sequence[Kpi]) -> Keys:  # noqa: ARG002 - what is asked of every kind
        return tuple(statement.key for statement in self.statements)

    @property
    def most_items(self) -> int:
        return len(self.statements)

    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:
        return tuple(scale)

    def steps(self, kpis: Sequence[Kpi]) -> tuple[Keys, ...]:
        items = self.items(kpis)
        return tuple(items[at : at + ON_A_SCREEN] for at in range(0, len(items), ON_A_SCREEN))

    def minutes(self, kpis: Mapping[Whose, int]) -> int:  # noqa: ARG002
        return len(self.statements)
