"""The kinds of section of a scheme, told apart by `method`."""

from typing import Annotated, get_args

from pydantic import Discriminator

from bot.domain.reviews.sections.base import BaseSection
from bot.domain.reviews.sections.kpi import KpiSection
from bot.domain.reviews.sections.ladder import LadderSection
from bot.domain.reviews.sections.periods import PeriodsSection
from bot.domain.reviews.sections.statement import StatementSection

__all__ = [
    "METHODS",
    "BaseSection",
    "KpiSection",
    "LadderSection",
    "PeriodsSection",
    "Section",
    "StatementSection",
]

Section = Annotated[KpiSection | LadderSection | StatementSection | PeriodsSection, Discriminator("method")]
"""Any of them; what they all answer stands in BaseSection."""

METHODS: tuple[str, ...] = tuple(
    get_args(kind.model_fields["method"].annotation)[0] for kind in get_args(get_args(Section)[0])
)
"""How a scheme's file names them."""
