"""What may be wrong with a post's file: everything at once, each with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from bot.domain.data_file import Form, entries, filled, total, twice
from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.post import Post, PostAnchor, PostKpi
from bot.domain.organisation import Path, Problem
from bot.domain.quantities import read_number
from bot.errors import Refusal

LISTS = ("duties", "requirements", "kpis")

FIELDS = {
    ScoredBy.WORDS: ("text",),
    ScoredBy.SHARE: ("share",),
    ScoredBy.BANDS: ("low", "high"),
}
"""What an anchor says, by how its KPI is scored; `text` may stand beside numbers."""

Kpis = Sequence[tuple[Path, PostKpi]]


def check(
    data: Any, *, languages: Collection[str], scale: Collection[Decimal]
) -> tuple[Post | None, tuple[Problem, ...]]:
    """The post that a file's plain data makes, or all that is wrong with it.

    Every text has to be there in every one of `languages`; anchors name scores of `scale`.
    """
    if not isinstance(data, Mapping):
        return None, (Problem(code="shape", at=(), is_of_the_whole=True),)
    post, problems = filled(data, _FORM, languages=languages)
    problems += _rules(data, scale)
    return (None if problems else post), tuple(problems)


def _number(at: Path) -> str:
    if at[-1] == "weight":
        return "importance" if at[0] == "requirements" else "percentage"
    return {"version": "version", "score": "score"}.get(str(at[-1]), "amount")


_FORM = Form(model=Post, number=_number)


def _rules(data: Mapping[str, Any], scale: Collection[Decimal]) -> Iterator[Problem]:
    """What fields that are right each by itself may still have wrong together."""
    for name in LISTS:
        rows = entries(data.get(name))
        yield from twice(((name, number, "key"), each.get("key")) for number, each in rows)
    rows = entries(data.get("kpis"))
    yield from _weights([each.get("weight") for _, each in rows])
    kpis = [(("kpis", number), kpi) for number, each in rows if (kpi := _kpi(each)) is not None]
    yield from _duties(kpis, [str(each.get("key")) for _, each in entries(data.get("duties"))])
    for at, kpi in kpis:
        yield from _scores(kpi, at, scale)
        yield from _said(kpi, at)
        yield from _order(kpi, at)
        yield from _target(kpi, at)


def _weights(weights: Sequence[Any]) -> Iterator[Problem]:
    added = total(weights)
    if added is not None and added != 100:
        yield Problem(code="weights", at=("kpis",), facts={"total": added})


def _duties(kpis: Kpis, known: Sequence[str]) -> Iterator[Problem]:
    for at, kpi in kpis:
        if known and kpi.duty not in known:
            yield Problem(code="duty", at=(*at, "duty"), facts={"value": kpi.duty, "known": known})


def _scores(kpi: PostKpi, at: Path, scale: Collection[Decimal]) -> Iterator[Problem]:
    points = sorted(scale, reverse=True)
    for number, anchor in enumerate(kpi.anchors):
        place = (*at, "anchors", number, "score")
        if anchor.score not in scale:
            yield Problem(code="off_scale", at=place, facts={"value": anchor.score, "points": points})
        if number and anchor.score >= kpi.anchors[number - 1].score:
            yield Problem(code="order", at=place, facts={"score": anchor.score})


def _said(kpi: PostKpi, at: Path) -> Iterator[Problem]:
    """An anchor that lacks what its KPI is scored by, or has a number that nobody would look at."""
    wanted = FIELDS[kpi.scored_by]
    for number, anchor in enumerate(kpi.anchors):
        place = (*at, "anchors", number)
        said = [name for name in ("text", "share", "low", "high") if getattr(anchor, name) is not None]
        if not set(wanted) & set(said):
            yield Problem(code="missing", at=(*place, wanted[0]), facts={"field": wanted[0]})
        for name in said:
            if name not in wanted and name != "text":
                facts = {"field": name, "scored_by": kpi.scored_by.value}
                yield Problem(code="not_scored_by", at=(*place, name), facts=facts)


def _order(kpi: PostKpi, at: Path) -> Iterator[Problem]:
    """Best first: a lower score is earned by a worse figure, and no figure earns two."""
    for number, anchor in enumerate(kpi.anchors):
        if anchor.low is not None and anchor.high is not None and anchor.low >= anchor.high:
            yield Problem(code="band", at=(*at, "anchors", number, "high"))
    for number, (better, worse) in enumerate(pairwise(kpi.anchors), start=1):
        place = (*at, "anchors", number)
        upper, lower = (better, worse) if kpi.direction is Direction.HIGHER else (worse, better)
        if kpi.scored_by is ScoredBy.SHARE:
            yield from _share_order(kpi, upper, lower, place)
        elif kpi.scored_by is ScoredBy.BANDS and _has_band(better) and _has_band(worse):
            end = "high" if upper is better else "low"
            yield from _band_order(kpi, upper, lower, (*place, end))


def _share_order(kpi: PostKpi, upper: PostAnchor, lower: PostAnchor, at: Path) -> Iterator[Problem]:
    if upper.share is not None and lower.share is not None and upper.share <= lower.share:
        yield Problem(code="direction", at=(*at, "share"), facts={"direction": kpi.direction.value})


def _band_order(kpi: PostKpi, upper: PostAnchor, lower: PostAnchor, at: Path) -> Iterator[Problem]:
    """The one begins where the other ends."""
    if upper.low is None or lower.high is None or upper.low < lower.high:
        yield Problem(code="direction", at=at, facts={"direction": kpi.direction.value})
    elif upper.low > lower.high:
        yield Problem(code="gap", at=at, facts={"low": lower.high, "high": upper.low})


def _has_band(anchor: PostAnchor) -> bool:
    return anchor.low is not None or anchor.high is not None


def _target(kpi: PostKpi, at: Path) -> Iterator[Problem]:
    """A share is one of a number, which is the same in every language's unit."""
    if kpi.scored_by is not ScoredBy.SHARE:
        return
    read = {_number_in(kpi, unit) for unit in kpi.unit.values()}
    if len(read) > 1 or None in read:
        yield Problem(code="target", at=(*at, "target"), facts={"value": kpi.target})


def _number_in(kpi: PostKpi, unit: str) -> Decimal | None:
    """The target in this unit; None where it is no number above nought, or may be two."""
    try:
        value = read_number(kpi.target, kpi.quantity, unit=unit).certain()
    except Refusal:
        return None
    return value if value is not None and value > 0 else None


def _kpi(raw: Mapping[str, Any]) -> PostKpi | None:
    try:
        return PostKpi.model_validate(raw)
    except ValidationError:
        return None
