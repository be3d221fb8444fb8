"""The kinds of section of a scheme, told apart by `method`."""

from typing import Annotated

from pydantic import Discriminator

from bot.domain.reviews.sections.base import BaseSection, Method
from bot.domain.reviews.sections.kpi import KpiSection
from bot.domain.reviews.sections.ladder import LadderSection
from bot.domain.reviews.sections.statement import StatementSection

__all__ = ["METHODS", "BaseSection", "KpiSection", "LadderSection", "Section", "StatementSection"]

METHODS = tuple(method.value for method in Method)
"""How a scheme's file names them."""

Section = Annotated[KpiSection | LadderSection | StatementSection, Discriminator("method")]
"""Any of them; what they all answer stands in BaseSection."""
