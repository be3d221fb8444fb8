"""Sections in words: one renderer for each kind."""

from typing import Any

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections import (
    BaseSection,
    KpiSection,
    LadderSection,
    PeriodsSection,
    StatementSection,
)
from messages.catalog import Words
from messages.reviews.sections.kpi import KpiRenderer
from messages.reviews.sections.ladder import LadderRenderer
from messages.reviews.sections.periods import PeriodsRenderer
from messages.reviews.sections.renderer import ItemLine, Renderer
from messages.reviews.sections.statement import StatementRenderer

__all__ = ["RENDERERS", "ItemLine", "Renderer", "items_of", "rendered"]

RENDERERS: dict[type[BaseSection], type[Renderer[Any]]] = {
    KpiSection: KpiRenderer,
    LadderSection: LadderRenderer,
    StatementSection: StatementRenderer,
    PeriodsSection: PeriodsRenderer,
}


def rendered(words: Words, scheme: Scheme, section: BaseSection, basis: Basis) -> Renderer[Any]:
    """A section of a scheme in the reader's words."""
    return RENDERERS[type(section)](words, scheme, section, basis)


def items_of(words: Words, facts: ReviewFacts, section: BaseSection) -> list[ItemLine]:
    """The items of a section that were scored, in its order."""
    shown = rendered(words, facts.cycle.scheme, section, facts.basis)
    return [shown.line(key) for key in shown.items if (section.key, key) in facts.own]
