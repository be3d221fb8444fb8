"""What a review goes by, fixed when it was opened. Source: domain.md §2 to §4."""

from dataclasses import dataclass

from bot.domain.goals.post import Requirement
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.year import PeriodResult


@dataclass(frozen=True, kw_only=True)
class Basis:
    """All that a review is about.

    `kpis`: the employee's sheet and, where the scheme has a part for it, their department's.
    `requirements`: what their post asked them to be able to do, where the scheme takes statements from
    there; empty where Steward did not know the post. `periods`: of a year, what is part of it.
    """

    kpis: tuple[Kpi, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    periods: tuple[PeriodResult, ...] = ()
