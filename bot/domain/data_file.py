"""What a file of data that somebody wrote comes to: a value, or all that is wrong, each at its place."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.organisation import Path, Problem
from bot.errors import Refusal

M = TypeVar("M", bound=BaseModel)

DIGITS = 9
"""What is longer is no number that somebody meant, and may be one that cannot be counted with."""

_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "language": "language",
    "damaged": "damaged",
    "string_pattern_mismatch": "key",
    "string_type": "text",
    "enum": "choice",
    "bool_parsing": "yes_or_no",
    "bool_type": "yes_or_no",
    "int_parsing": "number",
    "int_type": "number",
    "int_parsing_size": "number",
    "tuple_type": "list",
    "dict_type": "shape",
    "mapping_type": "shape",
    "model_type": "shape",
    "model_attributes_type": "shape",
}
_OUT_OF_RANGE = frozenset({"greater_than", "greater_than_equal", "less_than", "less_than_equal"})


@dataclass(frozen=True, kw_only=True)
class Form(Generic[M]):
    """What a kind of file is made of.

    `number`: by its place, the code of a number that is too small, too large, or none with decimals.
    `place`: where an error stands in the file. `own`: a problem that only this kind knows.
    """

    model: type[M]
    number: Callable[[Path], str]
    place: Callable[[Sequence[int | str]], Path] = lambda loc: tuple(loc)
    own: Callable[[ErrorDetails, Path], Problem | None] = lambda _error, _at: None


def filled(
    data: Mapping[str, Any], form: Form[M], *, languages: Collection[str]
) -> tuple[M | None, list[Problem]]:
    """The value of a file's plain data, or what does not fit.

    Looked at once with the languages that every text has to be there in, and once without: an entry that
    lacks one is not counted in its list.
    """
    found: dict[tuple[str, Path], Problem] = {}
    value = None
    for wanted in (languages, ()):
        try:
            value = form.model.model_validate(data, extra="forbid", context={"languages": wanted})
        except ValidationError as error:
            problems = [_problem(each, form) for each in error.errors(include_url=False)]
            found |= {(each.code, each.at): each for each in problems if each is not None}
        except Refusal:  # what a value says of itself as a whole, which the kind's rules name with places
            continue
    return value, list(found.values())


def _problem(error: ErrorDetails, form: Form[M]) -> Problem | None:
    """One thing that does not fit; None for what only follows from another."""
    kind, given, at = error["type"], error["input"], form.place(error["loc"])
    if (own := form.own(error, at)) is not None:
        return own
    field = str(at[-1]) if at else ""
    facts: dict[str, Any] = {"field": field}
    if given is None and not (at and isinstance(at[-1], int)):
        return Problem(code="missing", at=at, facts=facts)
    if kind in {"too_short", "too_long", "string_too_short", "string_too_long"}:
        return _of_length(given, at, error["ctx"], facts)
    if kind in _OUT_OF_RANGE or kind.startswith(("decimal", "finite")):
        return Problem(code=form.number(at), at=at, facts=facts | {"value": str(given)})
    code = _CODES.get(kind, "text")
    if code == "choice":
        facts["known"] = error["ctx"]["expected"].replace("'", "")
    if code == "language":
        facts |= error["ctx"]
    return Problem(code=code, at=at, facts=facts | {"value": str(given)})


def _of_length(given: Any, at: Path, limits: Mapping[str, Any], facts: Mapping[str, Any]) -> Problem | None:
    if isinstance(given, str):
        if "min_length" in limits:
            return Problem(code="missing", at=at, facts=facts)
        return Problem(code="too_long", at=at, facts={"limit": limits["max_length"]})
    if "min_length" in limits and len(given) >= limits["min_length"]:
        return None  # long enough, were it not for what is wrong in its entries
    count = {**facts, "count": len(given)}
    if "max_length" in limits:
        return Problem(code="too_many", at=at, facts=count | {"most": limits["max_length"]})
    return Problem(code="too_few", at=at, facts=count | {"least": limits["min_length"]})


def twice(keys: Iterable[tuple[Path, Any]]) -> Iterator[Problem]:
    """What stands in its place a second time."""
    seen: Counter[str] = Counter()
    for at, value in keys:
        seen[str(value)] += 1
        if value is not None and seen[str(value)] > 1:
            yield Problem(code="twice", at=at, facts={"value": str(value)})


def entries(raw: Any) -> list[tuple[int, Mapping[str, Any]]]:
    """The entries of a list that are one, with their places in it."""
    rows = raw if isinstance(raw, Sequence) and not isinstance(raw, str) else ()
    return [(number, each) for number, each in enumerate(rows) if isinstance(each, Mapping)]


def decimal(raw: Any) -> Decimal | None:
    """The number that stands somewhere; None where none does that can be counted with."""
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        return None
    return value if value.is_finite() and value.adjusted() < DIGITS else None


def total(weights: Iterable[Any]) -> Decimal | None:
    """What weights add up to; None where one of them is none, or there are none."""
    read = [decimal(each) for each in weights]
    known = [each for each in read if each is not None]
    return sum(known, Decimal()) if known and len(known) == len(read) else None
