"""What may be wrong with a scheme's file: everything at once, each with its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.data_file import Form, decimal, entries, filled, total, twice
from bot.domain.organisation import Path, Problem
from bot.domain.reviews.distribution import Limit
from bot.domain.reviews.scheme import MOST_ITEMS, Scheme
from bot.domain.reviews.sections import METHODS, BaseSection, Section

_SECTION: TypeAdapter[Section] = TypeAdapter(Section)


def check(data: Any, *, languages: Collection[str]) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """The scheme that a file's plain data makes, or all that is wrong with it, in the order of the file.

    Every text has to be there in every one of `languages`.
    """
    if not isinstance(data, Mapping):
        return None, (Problem(code="shape", at=(), is_of_the_whole=True),)
    scheme, problems = filled(data, _FORM, languages=languages)
    problems += _rules(data)
    return (None if problems else scheme), tuple(problems)


def _place(loc: Sequence[int | str]) -> Path:
    """Where it stands in the file: pydantic names a section's method, too."""
    return tuple(part for number, part in enumerate(loc) if not (loc[0] == "sections" and number == 2))


def _method(error: ErrorDetails, at: Path) -> Problem | None:
    kind, given = error["type"], error["input"]
    if kind == "union_tag_invalid" and given["method"] is not None:
        facts = {"value": str(given["method"]), "known": METHODS}
        return Problem(code="method", at=(*at, "method"), facts=facts)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return Problem(code="missing", at=(*at, "method"), facts={"field": "method"})
    return None


def _number(at: Path) -> str:
    return _NUMBERS.get(str(at[-1]), "score")


_NUMBERS = {"version": "version", "weight": "percentage"} | dict.fromkeys(Limit, "share_percentage")
_FORM = Form(model=Scheme, number=_number, place=_place, own=_method)


def _rules(data: Mapping[str, Any]) -> list[Problem]:
    """What fields that are right each by itself may still have wrong together."""
    scale = entries(data.get("scale"))
    sections = entries(data.get("sections"))
    order = list(_order(scale))
    bands = data.get("bands")
    points = tuple(point for _, each in scale if (point := decimal(each.get("score"))) is not None)
    if order or len(points) < len(scale):
        points = ()  # what is off a scale that is itself wrong cannot be said
    return [
        *order,
        *(_bands(bands) if isinstance(bands, Sequence) else ()),
        *_shares(data.get("distribution"), points),
        *_weights(sections),
        *twice((("sections", number, "key"), each.get("key")) for number, each in sections),
        *(problem for number, each in sections for problem in _keys_twice(number, each)),
        *_of_sections([(number, _section(each)) for number, each in sections], points),
    ]


def _order(scale: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    before: Decimal | None = None
    for number, each in scale:
        score = decimal(each.get("score"))
        if score is None:
            continue
        if before is not None and score >= before:
            yield Problem(code="order", at=("scale", number, "score"), facts={"score": score})
        before = score


def _bands(bands: Sequence[Any]) -> Iterator[Problem]:
    before: Decimal | None = None
    for number, each in enumerate(bands):
        limit = decimal(each)
        if limit is not None and before is not None and limit >= before:
            yield Problem(code="order", at=("bands", number), facts={"score": limit})
        before = limit


def _shares(distribution: Any, points: Collection[Decimal]) -> Iterator[Problem]:
    listed = distribution.get("shares") if isinstance(distribution, Mapping) else None
    for number, share in entries(listed):
        at = ("distribution", "shares", number)
        limits = [each for each in Limit if share.get(each) is not None]
        ends = {name: decimal(share.get(name)) for name in ("lowest", "highest")}
        given = [end for end in ends.values() if end is not None]
        if len(limits) != 1 or not given or (len(given) == 2 and limits != [Limit.ABOUT]):
            yield Problem(code="share", at=at)
        elif len(given) == 2 and given[0] > given[1]:
            yield Problem(code="share_ends", at=at)
        for name, end in ends.items():
            if end is not None and points and end not in points:
                yield Problem(
                    code="share_point", at=(*at, name), facts={"value": end, "points": list(points)}
                )


def _weights(sections: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    added = total(each.get("weight") for _, each in sections)
    if added is not None and added != 100:
        yield Problem(code="weights", at=("sections",), facts={"total": added})


def _keys_twice(number: int, section: Mapping[str, Any]) -> Iterator[Problem]:
    for name, listed in section.items():
        at = ("sections", number, name)
        yield from twice(((*at, place, "key"), each.get("key")) for place, each in entries(listed))


def _of_sections(
    sections: Sequence[tuple[int, BaseSection | None]], points: tuple[Decimal, ...]
) -> Iterator[Problem]:
    readable = [(number, section) for number, section in sections if section is not None]
    scored = [sheet for _, section in readable for sheet in section.sheets]
    for number, section in readable:
        at = ("sections", number)
        yield from _thresholds(section, at, section.points(points))
        if any(scored.count(sheet) > 1 for sheet in section.sheets):
            yield Problem(code="sheet_twice", at=(*at, "method"))
    count = sum(section.most_items for _, section in readable)
    if count > MOST_ITEMS:
        yield Problem(code="too_many_items", at=("sections",), facts={"count": count, "most": MOST_ITEMS})


def _thresholds(section: BaseSection, at: Path, points: Collection[Decimal]) -> Iterator[Problem]:
    for name in ("gate_below", "case_below", "case_from"):
        value = getattr(section, name)
        if value is not None and points and value not in points:
            yield Problem(code="off_scale", at=(*at, name), facts={"value": value, "points": list(points)})
    below, from_ = section.case_below, section.case_from
    if below is not None and from_ is not None and below > from_:
        yield Problem(code="overlap", at=(*at, "case_from"))


def _section(raw: Mapping[str, Any]) -> BaseSection | None:
    try:
        return _SECTION.validate_python(raw)
    except ValidationError:
        return None
