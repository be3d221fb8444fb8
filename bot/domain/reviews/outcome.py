"""What a review comes to by the scores that stand."""

from collections.abc import Mapping
from decimal import Decimal

from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome, SectionScore, outcome


def outcome_of(scheme: Scheme, basis: Basis, scores: Mapping[Item, Decimal]) -> Outcome:
    """The outcome of a complete set of scores, keyed by (section, item).

    A section whose mean is under its gate fails the review. Source: domain.md §3 and §5. Raises
    Refusal("scoring.missing") and Refusal("scoring.weights_not_100").
    """
    sections = []
    failed = False
    for section in scheme.sections:
        given = {item: score for (key, item), score in scores.items() if key == section.key}
        reached = section.mean(basis, given)
        failed = failed or section.is_failed_by(reached)
        sections.append(SectionScore(key=section.key, weight=section.weight, mean=reached))
    return outcome(sections, scale=scheme.points, failed=failed)


def failed_gates(scheme: Scheme, outcome: Outcome) -> list[SectionScore]:
    """The sections by which a review is failed, in the order of the scheme."""
    return [each for each in outcome.sections if scheme.section(each.key).is_failed_by(each.mean)]
