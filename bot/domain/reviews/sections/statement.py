"""Sentences about behaviour or ability, rated on the scheme's scale. Source: domain.md §3."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bot.domain.goals.post import MOST_REQUIREMENTS
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.sections.base import BaseSection, Keys
from bot.domain.texts import Frozen, Key, Name, Sentence
from bot.domain.weeks.kept_under import Kind, Place

ON_A_SCREEN = 8
"""Statements that are read together (our choice)."""


class Statement(Frozen):
    """A sentence, and the short name under which cards list it."""

    key: Key
    name: Name
    text: Sentence


class StatementSection(BaseSection):
    """Rated statements; all count the same.

    `from_post`: they are what the employee's post asks them to be able to do; `statements` then stand in
    for it where Steward does not know the post.
    """

    kept_as: ClassVar[Kind] = Kind.STATEMENT

    method: Literal["statements"]
    statements: Annotated[tuple[Statement, ...], Field(min_length=1)]
    from_post: bool = False

    @property
    def asks_post(self) -> bool:
        return self.from_post

    def rated(self, basis: Basis) -> tuple[Statement, ...]:
        """What is rated in this review."""
        if not (self.from_post and basis.requirements):
            return self.statements
        return tuple(Statement(key=each.key, name=each.name, text=each.text) for each in basis.requirements)

    def items(self, basis: Basis) -> Keys:
        return tuple(statement.key for statement in self.rated(basis))

    def places(self, basis: Basis) -> Iterator[Place]:
        for each in self.rated(basis):
            yield Place(kind=self.kept_as, key=each.key, name=each.name, words=each.text)

    @property
    def most_items(self) -> int:
        return max(len(self.statements), MOST_REQUIREMENTS if self.from_post else 0)

    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:
        return tuple(scale)

    def steps(self, basis: Basis) -> tuple[Keys, ...]:
        items = self.items(basis)
        return tuple(items[at : at + ON_A_SCREEN] for at in range(0, len(items), ON_A_SCREEN))

    def minutes(self, kpis: Mapping[Whose, int]) -> int:  # noqa: ARG002
        return len(self.statements)  # a post asks for about as many
