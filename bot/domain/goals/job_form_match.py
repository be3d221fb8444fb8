"""How far somebody meets what their post asks for. Source: domain.md §2; what partly counts is our choice."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.goals.job_form import Answer, Answers, FormVersion, Met, Requirement

WHOLE = 100


def match_percent(
    requirements: Sequence[Requirement], answers: Answers, *, partly_percent: int
) -> int | None:
    """The share of the requirements that are met, by their weights; rounded half up to a whole percent.

    `partly_percent`: what one that is partly met counts. One without an answer is not met yet. None where
    there is no requirement.
    """
    worth = {Met.MET: WHOLE, Met.PARTLY: partly_percent, Met.NOT_YET: 0, None: 0}
    total = sum(each.weight for each in requirements)
    if total == 0:
        return None
    reached = sum(each.weight * worth[answers.get(each.key, Answer()).met] for each in requirements)
    return (2 * reached + total) // (2 * total)


def gaps(requirements: Sequence[Requirement], answers: Answers) -> list[Requirement]:
    """What is not met: first what is not met at all, of the same the heaviest first."""
    order = {Met.NOT_YET: 0, Met.PARTLY: 1}
    found = [
        (order[met], -each.weight, place, each)
        for place, each in enumerate(requirements)
        if (met := answers.get(each.key, Answer()).met) in order
    ]
    return [each for *_, each in sorted(found, key=lambda gap: gap[:3])]


@dataclass(frozen=True, kw_only=True)
class Match:
    """What both sides come to, in percent, and what the manager misses."""

    own: int
    managers: int
    gaps: tuple[Requirement, ...]

    def is_below(self, mark: int) -> bool:
        """Whether head and HR are told. `mark` in percent."""
        return self.managers < mark


def match_of(version: FormVersion) -> Match | None:
    """The match of a version, as it counted when it was rated; None before that."""
    if version.rating is None:
        return None
    requirements, partly = version.content.requirements, version.rating.partly_percent
    own = match_percent(requirements, version.content.answers, partly_percent=partly)
    managers = match_percent(requirements, version.rating.answers, partly_percent=partly)
    return Match(own=own or 0, managers=managers or 0, gaps=tuple(gaps(requirements, version.rating.answers)))
