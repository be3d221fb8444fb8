"""What is said once about goals. Each is one message to one person."""

from dataclasses import dataclass

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class GoalsOpened(ToPerson):
    """To the employee: goals are to be agreed on, by when; posts the card of their goals."""

    goals_id: int


@dataclass(frozen=True, kw_only=True)
class GoalsAgreed(ToPerson):
    """To the side that signed first: both have signed this version of the sheet."""

    goals_id: int
    sheet_id: int


@dataclass(frozen=True, kw_only=True)
class ChangeDropped(ToPerson):
    """To the other side: what was proposed is off the table, what was agreed stays.

    `number`: the step of the history, which names who dropped it.
    """

    goals_id: int
    number: int


@dataclass(frozen=True, kw_only=True)
class GoalsWithdrawn(ToPerson):
    """To the employee, under the card of their goals where that stands: there is nothing to do."""

    goals_id: int


@dataclass(frozen=True, kw_only=True)
class FiguresWanted(ToPerson):
    """To whoever enters figures: they should be there by now; posts the card of a period's figures."""

    cycle_id: int


@dataclass(frozen=True, kw_only=True)
class FigureCorrected(ToPerson):
    """To the employee or the manager: a figure came, or was corrected, after the self-score was handed in.

    `figure_id`: the new one. What it is stands behind a button.
    """

    review_id: int
    figure_id: int
