"""What a review comes to by the scores that stand."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from bot.domain.reviews.facts import Item, Kpi
from bot.domain.reviews.scheme import Method, Scheme, Section
from bot.domain.reviews.scoring import Outcome, SectionScore, mean, outcome, weighted_mean
from bot.errors import Refusal


def outcome_of(scheme: Scheme, kpis: Sequence[Kpi], scores: Mapping[Item, Decimal]) -> Outcome:
    """The outcome of a complete set of scores, keyed by (section, item).

    A section whose mean is under its gate fails the review. Source: domain.md §3 and §5. Raises
    Refusal("scoring.missing") and Refusal("scoring.weights_not_100").
    """
    sections = []
    failed = False
    for section in scheme.sections:
        given = {item: score for (key, item), score in scores.items() if key == section.key}
        reached = _section_mean(section, kpis, given)
        failed = failed or (section.gate_below is not None and reached < section.gate_below)
        sections.append(SectionScore(key=section.key, weight=section.weight, mean=reached))
    return outcome(sections, scale=scheme.points, failed=failed)


def _section_mean(section: Section, kpis: Sequence[Kpi], given: Mapping[str, Decimal]) -> Decimal:
    if section.method is Method.KPI_SHEET:
        return weighted_mean(given, {kpi.key: kpi.weight for kpi in kpis})
    missing = [ladder.key for ladder in section.ladders if ladder.key not in given]
    if missing:
        raise Refusal("scoring.missing", items=missing)
    return mean([given[ladder.key] for ladder in section.ladders])
