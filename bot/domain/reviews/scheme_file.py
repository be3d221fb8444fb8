"""What may be wrong with a scheme's file: everything at once, each with its place."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.organisation import Path, Problem
from bot.domain.reviews.scheme import MOST_ITEMS, Scheme
from bot.domain.reviews.sections import METHODS, BaseSection, Section
from bot.errors import Refusal

_SECTION: TypeAdapter[Section] = TypeAdapter(Section)

DIGITS = 9
"""What is longer is no number that somebody meant, and may be one that cannot be counted with."""

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "union_tag_not_found": "missing",
    "language": "language",
    "damaged": "damaged",
    "string_pattern_mismatch": "key",
    "string_type": "text",
    "enum": "choice",
    "greater_than": "percentage",
    "greater_than_equal": "score",
    "less_than_equal": "percentage",
    "int_parsing": "number",
    "int_type": "number",
    "int_parsing_size": "number",
    "tuple_type": "list",
    "dict_type": "shape",
    "mapping_type": "shape",
    "model_type": "shape",
    "model_attributes_type": "shape",
}


def check(data: Any, *, languages: Collection[str]) -> tuple[Scheme | None, tuple[Problem, ...]]:
    """The scheme that a file's plain data makes, or all that is wrong with it, in the order of the file.

    Every text has to be there in every one of `languages`.
    """
    if not isinstance(data, Mapping):
        return None, (Problem(code="shape", at=(), is_of_the_whole=True),)
    scheme, problems = _filled(data, languages)
    problems += _rules(data)
    return (None if problems else scheme), tuple(problems)


def _filled(data: Mapping[str, Any], languages: Collection[str]) -> tuple[Scheme | None, list[Problem]]:
    """Once with the languages and once without: an entry that lacks one is not counted in its list."""
    found: dict[tuple[str, Path], Problem] = {}
    scheme = None
    for wanted in (languages, ()):
        try:
            scheme = Scheme.model_validate(data, extra="forbid", context={"languages": wanted})
        except ValidationError as error:
            problems = [_problem(each) for each in error.errors(include_url=False)]
            found |= {(each.code, each.at): each for each in problems if each is not None}
        except Refusal:  # what a scheme says of itself as a whole, which _rules name with their places
            continue
    return scheme, list(found.values())


def _problem(error: ErrorDetails) -> Problem | None:
    """One thing that does not fit; None for what only follows from another."""
    kind, given, at = error["type"], error["input"], _place(error["loc"])
    facts: dict[str, Any] = {"field": str(at[-1]) if at else ""}
    if kind == "union_tag_invalid" and given["method"] is not None:
        facts = {"value": str(given["method"]), "known": METHODS}
        return Problem(code="method", at=(*at, "method"), facts=facts)
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        return Problem(code="missing", at=(*at, "method"), facts={"field": "method"})
    if given is None and not (at and isinstance(at[-1], int)):
        return Problem(code="missing", at=at, facts=facts)
    if kind in {"too_short", "too_long"}:
        return _of_length(given, at, error["ctx"], facts)
    code = _CODES.get(kind, "score" if kind.startswith(("decimal", "finite")) else "text")
    if code == "percentage" and at[-1] != "weight":
        code = "version" if at[-1] == "version" else "score"
    if code == "choice":
        facts["known"] = error["ctx"]["expected"].replace("'", "")
    if code == "language":
        facts |= error["ctx"]
    return Problem(code=code, at=at, facts=facts | {"value": str(given)})


def _of_length(given: Any, at: Path, limits: Mapping[str, Any], facts: Mapping[str, Any]) -> Problem | None:
    if isinstance(given, str):
        return Problem(code="too_long", at=at, facts={"limit": limits["max_length"]})
    if "min_length" in limits and len(given) >= limits["min_length"]:
        return None  # long enough, were it not for what is wrong in its entries
    if "max_length" in limits:
        return Problem(
            code="too_many", at=at, facts={**facts, "count": len(given), "most": limits["max_length"]}
        )
    return Problem(code="too_few", at=at, facts={**facts, "count": len(given), "least": limits["min_length"]})


def _place(loc: Sequence[int | str]) -> Path:
    """Where it stands in the file: pydantic names a section's method, too."""
    return tuple(part for number, part in enumerate(loc) if not (loc[0] == "sections" and number == 2))


def _rules(data: Mapping[str, Any]) -> list[Problem]:
    """What fields that are right each by itself may still have wrong together."""
    scale = _entries(data.get("scale"))
    sections = _entries(data.get("sections"))
    order = list(_order(scale))
    points = tuple(point for _, each in scale if (point := _decimal(each.get("score"))) is not None)
    if order or len(points) < len(scale):
        points = ()  # what is off a scale that is itself wrong cannot be said
    return [
        *order,
        *_weights(sections),
        *_twice((("sections", number, "key"), each.get("key")) for number, each in sections),
        *(problem for number, each in sections for problem in _keys_twice(number, each)),
        *_of_sections([(number, _section(each)) for number, each in sections], points),
    ]


def _order(scale: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    before: Decimal | None = None
    for number, each in scale:
        score = _decimal(each.get("score"))
        if score is None:
            continue
        if before is not None and score >= before:
            yield Problem(code="order", at=("scale", number, "score"), facts={"score": score})
        before = score


def _weights(sections: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[Problem]:
    weights = [_decimal(each.get("weight")) for _, each in sections]
    total = sum((weight for weight in weights if weight is not None), Decimal())
    if sections and None not in weights and total != 100:
        yield Problem(code="weights", at=("sections",), facts={"total": total})


def _keys_twice(number: int, section: Mapping[str, Any]) -> Iterator[Problem]:
    for name, entries in section.items():
        at = ("sections", number, name)
        yield from _twice(((*at, place, "key"), each.get("key")) for place, each in _entries(entries))


def _twice(keys: Iterator[tuple[Path, Any]]) -> Iterator[Problem]:
    seen: Counter[str] = Counter()
    for at, value in keys:
        seen[str(value)] += 1
        if value is not None and seen[str(value)] > 1:
            yield Problem(code="twice", at=at, facts={"value": str(value)})


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


def _entries(raw: Any) -> list[tuple[int, Mapping[str, Any]]]:
    rows = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ()
    return [(number, each) for number, each in enumerate(rows) if isinstance(each, Mapping)]


def _decimal(raw: Any) -> Decimal | None:
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value.adjusted() < DIGITS else None
