"""Values are scored on ladders, passed rung by rung. Source: domain.md §5."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.sections.base import BaseSection, Keys
from bot.domain.reviews.sections.evidence import Need
from bot.domain.reviews.sections.rungs import HALF, RUNGS, rungs_reached
from bot.domain.texts import Frozen, Key, Name, Sentence
from bot.domain.weeks.kept_under import Kind, Place

ON_A_SCREEN = 4
"""Ladders that are climbed together (our choice)."""
POINTS: tuple[Decimal, ...] = tuple(HALF * step for step in range(RUNGS * 2, -1, -1))
"""Every score a ladder can give, best first: n for n rungs passed, a half for the next one met in part."""


class Ladder(Frozen):
    """A value: five rungs, lowest first, each a behaviour that can be seen."""

    key: Key
    name: Name
    rungs: Annotated[tuple[Sentence, ...], Field(min_length=RUNGS, max_length=RUNGS)]


class LadderSection(BaseSection):
    """Values, each with its own ladder; all count the same."""

    halves: ClassVar[bool] = True
    kept_as: ClassVar[Kind] = Kind.VALUE

    method: Literal["ladders"]
    ladders: Annotated[tuple[Ladder, ...], Field(min_length=1)]

    def ladder(self, key: str) -> Ladder:
        return next(ladder for ladder in self.ladders if ladder.key == key)

    def items(self, basis: Basis) -> Keys:  # noqa: ARG002 - what is asked of every kind
        return tuple(ladder.key for ladder in self.ladders)

    def places(self, basis: Basis) -> Iterator[Place]:  # noqa: ARG002
        """A rung each."""
        for ladder in self.ladders:
            for rung, words in enumerate(ladder.rungs, start=1):
                yield Place(kind=self.kept_as, key=ladder.key, rung=rung, name=ladder.name, words=words)

    @property
    def values(self) -> tuple[tuple[str, Name], ...]:
        return tuple((ladder.key, ladder.name) for ladder in self.ladders)

    @property
    def most_items(self) -> int:
        return len(self.ladders)

    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:  # noqa: ARG002
        return POINTS

    def speaks_for(self, score: Decimal | None) -> tuple[int, ...]:
        """Where it went against the value, for what was not reached; else for what was, if only in part."""
        if score is None:
            return ()
        passed, in_part = rungs_reached(score)
        if self.case_needed(score) is Need.AGAINST:
            return tuple(range(passed + 1, RUNGS + 1))
        return tuple(range(1, passed + in_part + 1))

    def first_of(self, score: Decimal | None) -> tuple[int, ...]:
        """The lowest that was not passed, or the highest that was reached."""
        rungs = self.speaks_for(score)
        return rungs[:1] if self.case_needed(score) is Need.AGAINST else rungs[-1:]

    def steps(self, basis: Basis) -> tuple[Keys, ...]:
        items = self.items(basis)
        return tuple(items[at : at + ON_A_SCREEN] for at in range(0, len(items), ON_A_SCREEN))

    def minutes(self, kpis: Mapping[Whose, int]) -> int:  # noqa: ARG002
        return 2 * len(self.ladders)
