"""What somebody's year is made of: which periods, what each came to, and what is missing of them.

Source: domain.md §8; what goes into a year is our choice (docs/decisions/0075).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.domain.people import Grade
from bot.domain.reviews.cycles import Period, period_named
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome
from bot.domain.reviews.year import Counted, Missing, PeriodResult
from bot.domain.weeks.kept_under import Kind


@dataclass(frozen=True, kw_only=True)
class Source:
    """One result of a period, or why there is none, wherever it comes from. `review_id`: None where it is
    older than Steward.
    """

    period: str
    counted: Counted | None = None
    missing: Missing | None = None
    review_id: int | None = None


def counted(scheme: Scheme, outcome: Outcome) -> Counted:
    """What of a period's outcome goes into the year.

    The unrounded mean; but the point itself where calibration moved it or a gate failed the review: then it
    is the point that was decided, and the mean beside it says something else.
    """
    is_decided = outcome.computed is not None or outcome.failed
    return Counted(
        exact=outcome.score if is_decided else outcome.exact,
        score=outcome.score,
        kpi=_mean_of(Kind.KPI, scheme, outcome),
        values=_mean_of(Kind.VALUE, scheme, outcome),
    )


def periods_of(
    year: str, *, sources: Sequence[Source], days: Mapping[str, int], grade: Grade
) -> tuple[PeriodResult, ...]:
    """Somebody's year, period by period, in order.

    `days`: of each period of the year, quarters and half-years, those that are theirs; all of one that is not
    in there. In each half stand the
    periods in which they have a result or had a review; where there are none, those of their present
    cadence (`grade`). A day counts once: of a half-year that has a result only the days count that are in no
    quarter with a result.
    """
    known = {each.period: each for each in sources}
    found: list[PeriodResult] = []
    for half in (1, 2):
        whole, quarters = f"{year}H{half}", (f"{year}Q{2 * half - 1}", f"{year}Q{2 * half}")
        there = [name for name in quarters if name in known]
        if whole in known:
            names = [*there, whole]
        elif there or grade is Grade.STAFF:
            names = list(quarters)
        else:
            names = [whole]
        of_half = [_result(name, known.get(name), days.get(name)) for name in names]
        found += _once(of_half)
    return tuple(found)


def parts_of(year: str) -> tuple[Period, ...]:
    """Every quarter and half-year of a year."""
    return tuple(period_named(f"{year}{part}") for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2"))


def _result(name: str, source: Source | None, days: int | None) -> PeriodResult:
    period = period_named(name)
    length = (period.ends_on - period.starts_on).days + 1
    result = PeriodResult(period=name, days=length if days is None else days, of=length)
    if days == 0:
        return replace(result, missing=Missing.NOT_HERE)
    if source is None:
        return replace(result, missing=Missing.NO_REVIEW)
    return replace(result, counted=source.counted, missing=source.missing, review_id=source.review_id)


def _once(results: Sequence[PeriodResult]) -> list[PeriodResult]:
    quarters = [each for each in results if each.part.startswith("Q")]
    return [each if each in quarters else _without(each, quarters) for each in results]


def _without(half: PeriodResult, quarters: Sequence[PeriodResult]) -> PeriodResult:
    """A half-year without the days that its quarters have counted."""
    if half.counted is None:
        return half
    days = half.days - sum(each.days for each in quarters if each.counted is not None)
    if days > 0:
        return replace(half, days=days)
    return replace(half, days=0, counted=None, missing=Missing.COVERED)


def _mean_of(kind: Kind, scheme: Scheme, outcome: Outcome) -> Decimal | None:
    """Of the sections of one kind together, by their weights; None where there are none."""
    theirs = [each for each in outcome.sections if scheme.section(each.key).kept_as is kind]
    if not theirs:
        return None
    total = sum(each.weight for each in theirs)
    return sum((each.mean * each.weight for each in theirs), Decimal()) / total
