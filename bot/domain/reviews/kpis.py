"""A KPI, and whose sheet it stands on. Source: domain.md §4."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy, suggest
from bot.domain.goals.figures import Figure
from bot.domain.quantities import Quantity, read_number
from bot.errors import Refusal


class Measures(StrEnum):
    """What a KPI looks at: what came out, or how the work is done. A sheet of results alone is warned of."""

    RESULT = "result"
    WORK = "work"


class Whose(StrEnum):
    """Whose sheet: the employee's own, or their department's, which everybody in it shares."""

    OWN = "own"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class Kpi:
    """One KPI of a sheet. `anchors` best first; `weight` in percent; `result` is the one that it serves.

    `duty`: the duty of the post that it belongs to; empty where none. `quantity`: what its target counts;
    None where the target is words. `figure_by_id`: who enters the figure, where that is not its owner.
    `arrives_days`: how many days after the period's end the figure is there; None where nobody said.
    `measures`: a result or the work itself; None where nobody said. `goal_key`: the goal of the plan that
    it hangs on. `shared_id`: the shared KPI that it is, which others have on their sheets, too. `figure`: the
    one that was entered for it in the cycle in question; on a sheet by itself there is none.
    """

    key: str
    name: str
    result: str
    measure: str
    unit: str
    target: str
    source: str
    weight: int
    anchors: tuple[Anchor, ...]
    whose: Whose = Whose.OWN
    duty: str = ""
    quantity: Quantity | None = None
    direction: Direction | None = None
    measures: Measures | None = None
    scored_by: ScoredBy = ScoredBy.WORDS
    figure_by_id: int | None = None
    arrives_days: int | None = None
    goal_key: str | None = None
    shared_id: int | None = None
    figure: Figure | None = None

    @property
    def target_figure(self) -> Decimal | None:
        """The target as a number; None where it is words, or can be read in two ways."""
        if self.quantity is None:
            return None
        try:
            return read_number(self.target, self.quantity, unit=self.unit).certain()
        except Refusal:
            return None

    def suggested(self, actual: str | None = None) -> Decimal | None:
        """The score that the figure suggests: the one that was entered, else what its owner typed as it.

        None where there is none, or it says nothing. Whoever scores decides.
        """
        value = self._typed_figure(actual) if self.figure is None else self.figure.value
        if value is None:
            return None
        direction = self.direction or Direction.HIGHER
        target = self.target_figure
        return suggest(
            self.anchors, scored_by=self.scored_by, direction=direction, target=target, actual=value
        )

    def is_another_than(self, actual: str | None) -> bool:
        """Whether its owner put down another figure than the one that was entered for it."""
        if self.figure is None or not self.figure.is_there or not actual:
            return False
        if self.figure.value is None:
            return actual.strip() != self.figure.typed
        return self._typed_figure(actual) != self.figure.value

    def _typed_figure(self, actual: str | None) -> Decimal | None:
        if self.quantity is None or not actual:
            return None
        try:
            return read_number(actual, self.quantity, unit=self.unit).certain()
        except Refusal:
            return None


def counted(kpis: Iterable[Kpi]) -> Counter[Whose]:
    """How many there are on each sheet."""
    return Counter(kpi.whose for kpi in kpis)
