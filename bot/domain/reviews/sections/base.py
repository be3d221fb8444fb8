"""What every kind of section answers. Source: domain.md §3."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scoring import mean
from bot.domain.reviews.sections.evidence import Need, needed
from bot.domain.texts import Frozen, Key, Name
from bot.domain.weeks.kept_under import Kind, Place
from bot.errors import Refusal

Keys = tuple[str, ...]
"""Keys of items, in order."""


class BaseSection(Frozen, ABC):
    """A part of a review. `method` says how it is scored, `weight` is a percentage.

    A mean under `gate_below` fails the whole review. A score below `case_below` or from `case_from`
    on needs a case; None asks for none.

    Items are named by their keys; `basis` is all that the review is about.
    """

    has_figure: ClassVar[bool] = False
    """Whether the figure that was reached is asked for beside each score."""

    halves: ClassVar[bool] = False
    """Whether a score asks for half of the next one."""

    kept_as: ClassVar[Kind]
    """As what cases for its items are kept."""

    method: str
    key: Key
    name: Name
    weight: Annotated[int, Field(gt=0, le=100)]
    gate_below: Decimal | None = None
    case_below: Decimal | None = None
    case_from: Decimal | None = None

    @property
    def sheets(self) -> frozenset[Whose]:
        """Whose KPI sheets have to be there before it can be scored."""
        return frozenset()

    @property
    def asks_post(self) -> bool:
        """Whether it scores what the employee's post asks for, which has to be fixed at opening."""
        return False

    @property
    def asks_periods(self) -> bool:
        """Whether it is about what the periods of a year came to."""
        return False

    @property
    def values(self) -> tuple[tuple[str, Name], ...]:
        """The company's values that are scored here, by key and name: feedback can be tied to one."""
        return ()

    @property
    def has_cases(self) -> bool:
        """Whether some score of it needs a case."""
        return self.case_below is not None or self.case_from is not None

    @abstractmethod
    def items(self, basis: Basis) -> Keys:
        """What is scored, in order."""

    @abstractmethod
    def places(self, basis: Basis) -> Iterator[Place]:
        """Under what cases for its items are kept, in order."""

    @property
    @abstractmethod
    def most_items(self) -> int:
        """How many there can be of them."""

    @abstractmethod
    def points(self, scale: Sequence[Decimal]) -> tuple[Decimal, ...]:
        """The scores that an item can be given, best first. `scale`: the scheme's, best first."""

    def suggested(self, basis: Basis, item: str, actual: str | None) -> Decimal | None:  # noqa: ARG002
        """The score that an item's figure suggests, perhaps the one that its employee typed; None: none."""
        return None

    def computed(self, basis: Basis, scale: Sequence[Decimal]) -> Mapping[str, Decimal]:  # noqa: ARG002
        """The scores that follow from the basis, which nobody chooses, by item."""
        return {}

    def speaks_for(self, score: Decimal | None) -> tuple[int, ...]:  # noqa: ARG002
        """For which rungs a case beside this score can speak, lowest first; empty where there are none."""
        return ()

    def first_of(self, score: Decimal | None) -> tuple[int, ...]:  # noqa: ARG002
        """For which of them it speaks where nobody says."""
        return ()

    @abstractmethod
    def steps(self, basis: Basis) -> tuple[Keys, ...]:
        """The screens of the form, by what is scored on each."""

    @abstractmethod
    def minutes(self, kpis: Mapping[Whose, int]) -> int:
        """About how long it takes to score oneself (our choice). `kpis`: how many there are on each sheet."""

    def mean(self, basis: Basis, given: Mapping[str, Decimal]) -> Decimal:
        """What the scores of all items come to, unrounded. Raises Refusal("scoring.missing")."""
        items = self.items(basis)
        missing = [item for item in items if item not in given]
        if missing:
            raise Refusal("scoring.missing", items=missing)
        return mean([given[item] for item in items])

    def is_failed_by(self, reached: Decimal) -> bool:
        """Whether a mean fails the review as a whole."""
        return self.gate_below is not None and reached < self.gate_below

    def case_needed(self, score: Decimal | None) -> Need:
        """Which case a score has to come with."""
        return needed(score, below=self.case_below, from_=self.case_from)
