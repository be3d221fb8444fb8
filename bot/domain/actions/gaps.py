"""What somebody lacks, as their rated form and their last result say it: an action can be for that.

Source: domain.md §2 and §8.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.actions.plans import bottom_of
from bot.domain.goals.job_form import FormVersion, Met
from bot.domain.goals.job_form_match import match_of
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scheme import Scheme
from bot.domain.weeks.feedback import Tied, TiedTo
from bot.domain.weeks.kept_under import Kind

MOST_GAPS = 40
"""As many as a menu shows beside what else there is (our choice)."""


class Shortfall(StrEnum):
    """How it is lacking: a requirement of the post, or a score of the last result."""

    NOT_YET = "not_yet"
    PARTLY = "partly"
    LOW = "low"


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One of them, as an action is tied to it."""

    tied: Tied
    how: Shortfall


_SHORT = {Met.NOT_YET: Shortfall.NOT_YET, Met.PARTLY: Shortfall.PARTLY}


def gaps_of_form(version: FormVersion) -> Iterator[Gap]:
    """What a manager rated as not met or partly met, the worst first; nothing of a form that is not rated."""
    match = match_of(version)
    if match is None or version.rating is None:
        return
    for each in match.gaps:
        met = version.rating.answers[each.key].met
        name = {"en": each.name} if isinstance(each.name, str) else each.name
        if met is not None:
            yield Gap(tied=Tied(to=TiedTo.REQUIREMENT, key=each.key, name=name), how=_SHORT[met])


def gaps_of_result(scheme: Scheme, basis: Basis, points: Mapping[Item, Decimal]) -> Iterator[Gap]:
    """What came out low, the lowest first: KPIs whose score is of the scheme's lowest band, and values so far
    down that a case against them is asked for.
    """
    lowest = bottom_of(scheme)
    found: list[tuple[Decimal, Tied]] = []
    for section in scheme.sections:
        for place in section.places(basis):
            score = points.get((section.key, place.key))
            if place.kind is Kind.KPI and score is not None and score <= lowest:
                found.append((score, Tied(to=TiedTo.KPI, key=place.key, name=place.name)))
        for key, name in section.values:
            score = points.get((section.key, key))
            if score is not None and section.case_below is not None and score < section.case_below:
                found.append((score, Tied(to=TiedTo.VALUE, key=key, name=name)))
    for _, tied in sorted(found, key=lambda each: each[0]):
        yield Gap(tied=tied, how=Shortfall.LOW)
