"""The organisation file's fields: types, lengths, and what is left out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.organisation import (
    BranchEntry,
    DepartmentEntry,
    KpiEntry,
    Organisation,
    Path,
    PersonEntry,
    Problem,
)
from bot.domain.people import Grade, Role
from bot.domain.policy import Policy


def _within(limit: int) -> Any:
    return Field(min_length=1, max_length=limit)


def _or_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CompanyForm(_Form):
    """What holds for everybody who says nothing else."""

    country: str | None = None
    timezone: str | None = None
    branch: str | None = None


class BranchForm(_Form):
    name: Annotated[str, _within(80)]
    country: str | None = None
    timezone: str | None = None


class DepartmentForm(_Form):
    name: Annotated[str, _within(80)]
    technical: bool = False


class KpiForm(_Form):
    name: Annotated[str, _within(150)]
    result: Annotated[str, _within(300)]
    measure: Annotated[str, _within(300)]
    unit: Annotated[str, _within(40)]
    target: Annotated[str, _within(120)]
    source: Annotated[str, _within(200)]
    weight: Annotated[int, Field(gt=0, le=100)]
    anchors: Annotated[dict[Decimal, Annotated[str, _within(300)]], Field(min_length=1)]


class PersonForm(_Form):
    email: Annotated[str, _within(254)]
    name: Annotated[str, _within(120)]
    post: Annotated[str, _within(120)]
    department: Annotated[str, _within(80)]
    branch: Annotated[str | None, BeforeValidator(_or_none)] = None
    manager: Annotated[str | None, BeforeValidator(_or_none)] = None
    grade: Grade = Grade.STAFF
    roles: list[Role] = []
    slack_id: Annotated[str | None, Field(max_length=32), BeforeValidator(_or_none)] = None
    id: Annotated[str | None, Field(max_length=64), BeforeValidator(_or_none)] = None
    kpis: list[Any] | None = None


_STAND_INS = {"email": "unread", "name": "unread", "post": "unread", "department": "unread"}

_CODES = {
    "missing": "missing",
    "string_too_short": "missing",
    "too_short": "missing",
    "string_too_long": "too_long",
    "int_parsing": "number",
    "int_type": "number",
    "int_from_float": "number",
    "greater_than": "percentage",
    "less_than_equal": "percentage",
    "bool_parsing": "yes_or_no",
    "bool_type": "yes_or_no",
    "decimal_parsing": "score",
    "string_type": "text",
}

_CHOICES = {"grade": [grade.value for grade in Grade], "roles": [role.value for role in Role]}

Entry = TypeVar("Entry", bound=_Form)


@dataclass
class Forms:
    """Fills the forms from plain data, and collects what does not fit."""

    defaults: Policy
    problems: list[Problem] = field(default_factory=list)

    def organisation(self, data: object) -> Organisation:
        """The organisation, as far as it can be read; `problems` says what could not be."""
        if not isinstance(data, Mapping):
            self.problems.append(Problem(code="shape", at=()))
            data = {}
        for key in data:
            if key not in {"company", "branches", "departments", "people"}:
                self.problems.append(Problem(code="unknown_field", at=(key,), facts={"field": str(key)}))
        company = self._fill(CompanyForm, data.get("company") or {}, ("company",)) or CompanyForm()
        return Organisation(
            branches=self._each(data, "branches", lambda raw, at: self._branch(raw, at, company)),
            departments=self._each(data, "departments", self._department),
            people=self._each(data, "people", lambda raw, at: self._person(raw, at, company)),
        )

    def _each(self, data: Mapping[str, Any], key: str, read: Callable[[Any, Path], Any]) -> tuple[Any, ...]:
        rows = data.get(key) or []
        if not isinstance(rows, list):
            self.problems.append(Problem(code="list", at=(key,), facts={"field": key}))
            return ()
        entries = (read(raw, (key, number)) for number, raw in enumerate(rows))
        return tuple(entry for entry in entries if entry is not None)

    def _branch(self, raw: Any, at: Path, company: CompanyForm) -> BranchEntry | None:
        form = self._fill(BranchForm, raw, at)
        if form is None:
            return None
        country = form.country or company.country or self.defaults.default_country
        timezone = form.timezone or company.timezone or self.defaults.default_timezone
        return BranchEntry(at=at, name=form.name, country=country, timezone=timezone)

    def _department(self, raw: Any, at: Path) -> DepartmentEntry | None:
        form = self._fill(DepartmentForm, raw, at)
        if form is None:
            return None
        return DepartmentEntry(at=at, name=form.name, is_technical=form.technical)

    def _person(self, raw: Any, at: Path, company: CompanyForm) -> PersonEntry | None:
        before = len(self.problems)
        form = self._fill(PersonForm, raw, at)
        unread = {str(problem.at[len(at)]) for problem in self.problems[before:] if len(problem.at) > len(at)}
        if form is None:
            if not isinstance(raw, Mapping):
                return None
            # The rest of the person is still worth checking, so that one run names every mistake.
            kept = {key: value for key, value in raw.items() if key not in unread}
            form = PersonForm.model_validate(_STAND_INS | kept)
        kpis = (
            None
            if form.kpis is None
            else [self._kpi(kpi, (*at, "kpis", n)) for n, kpi in enumerate(form.kpis)]
        )
        if kpis is not None and None in kpis:
            unread.add("kpis")
        branch = form.branch or company.branch
        if branch is None and "branch" not in unread:
            self.problems.append(Problem(code="missing", at=(*at, "branch"), facts={"field": "branch"}))
            unread.add("branch")
        return PersonEntry(
            at=at,
            email=form.email.lower(),
            name=form.name,
            post=form.post,
            department=form.department,
            branch=branch or "",
            manager=form.manager.lower() if form.manager else None,
            grade=form.grade,
            roles=tuple(dict.fromkeys(form.roles)),
            slack_id=form.slack_id,
            number=form.id,
            kpis=None if kpis is None else tuple(kpi for kpi in kpis if kpi is not None),
            unread=frozenset(unread),
        )

    def _kpi(self, raw: Any, at: Path) -> KpiEntry | None:
        form = self._fill(KpiForm, raw, at)
        if form is None:
            return None
        return KpiEntry(
            at=at,
            name=form.name,
            result=form.result,
            measure=form.measure,
            unit=form.unit,
            target=form.target,
            source=form.source,
            weight=form.weight,
            anchors=tuple(sorted(form.anchors.items(), reverse=True)),
        )

    def _fill(self, form: type[Entry], raw: Any, at: Path) -> Entry | None:
        try:
            return form.model_validate(raw)
        except ValidationError as error:
            self.problems.extend(_problem(each, at) for each in error.errors(include_url=False))
            return None


def _problem(error: ErrorDetails, at: Path) -> Problem:
    kind, given = error["type"], error["input"]
    inside = tuple(part for part in error["loc"] if part != "[key]")
    named = str(inside[0]) if inside else ""
    facts: dict[str, Any] = {"field": str(inside[-1]) if inside else ""}
    if kind == "extra_forbidden":
        code = "unknown_field"
    elif kind == "enum":
        code = "choice"
        facts |= {"value": str(given), "known": _CHOICES[named]}
    elif kind in {"list_type", "dict_type", "model_type", "model_attributes_type"}:
        code = "list" if kind == "list_type" else "shape"
    elif given is None:
        code = "missing"
    else:
        code = _CODES[kind]
        if code == "too_long":
            facts["limit"] = error["ctx"]["max_length"]
    return Problem(code=code, at=(*at, *inside), facts=facts)
