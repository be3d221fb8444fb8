"""The organisation file's fields: types, lengths, and what is left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

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
from bot.domain.phone import phone_number
from bot.domain.policy import Policy
from bot.domain.reviews.cycles import day_named
from bot.domain.text import address, is_damaged, key, name_text, plain, typed_text, word
from bot.errors import Refusal


def _within(limit: int) -> Any:
    return Field(min_length=1, max_length=limit)


def _read(read: Callable[[str], object]) -> BeforeValidator:
    """Bring a text to its form. One that lost part of a character is no text any more."""

    def form(value: object) -> object:
        if not isinstance(value, str):
            return value
        if is_damaged(value):
            raise PydanticCustomError("damaged", "part of a character is lost")
        return read(value)

    return BeforeValidator(form)


def _number(written: str) -> str:
    """`20,0` and `20 %` as people write them; a thousand is none of ours."""
    return plain(written).removesuffix("%").strip().replace(",", ".")


def _code(written: str) -> str:
    """A country's letters, an account's id: capitals."""
    return plain(written).upper()


def _choice(written: str) -> str:
    return re.sub("[ -]", "_", word(written))


def _yes_or_no(written: str) -> str:
    said = word(written)
    return {"是": "yes", "否": "no"}.get(said, said)


def _or_none(read: Callable[[str], str]) -> BeforeValidator:
    return _read(lambda value: read(value) or None)


def _day(written: object) -> date | None:
    """A day as people write it, the year first; YAML and workbooks know it as one."""
    if written is None or isinstance(written, date):
        return written.date() if isinstance(written, datetime) else written
    if not isinstance(written, str) or is_damaged(written):
        raise PydanticCustomError("day", "no day")
    try:
        return day_named(written) if plain(written) else None
    except Refusal:
        raise PydanticCustomError("day", "no day") from None


def _phone(written: object) -> str | None:
    """A number with its country. YAML knows one without quotes as a number, and has lost its +."""
    if written is None or (isinstance(written, str) and not plain(written)):
        return None
    if isinstance(written, str) and is_damaged(written):
        raise PydanticCustomError("damaged", "part of a character is lost")
    number = phone_number(written) if isinstance(written, str) else None
    if number is None:
        raise PydanticCustomError("phone", "no telephone number")
    return number


Address = Annotated[str, _read(address), _within(254)]
Line = Annotated[str, _read(name_text)]
Text = Annotated[str, _read(lambda value: typed_text(value).strip())]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class CompanyForm(_Form):
    """What holds for everybody who says nothing else."""

    country: Annotated[str | None, _or_none(_code)] = None
    timezone: Annotated[str | None, _or_none(plain)] = None
    branch: Annotated[str | None, _or_none(name_text)] = None


class BranchForm(_Form):
    name: Annotated[Line, _within(80)]
    country: Annotated[str | None, _or_none(_code)] = None
    timezone: Annotated[str | None, _or_none(plain)] = None


class DepartmentForm(_Form):
    name: Annotated[Line, _within(80)]
    technical: Annotated[bool, _read(_yes_or_no)] = False
    kpis: Any = None


class KpiForm(_Form):
    name: Annotated[Line, _within(150)]
    result: Annotated[Text, _within(300)]
    measure: Annotated[Text, _within(300)]
    unit: Annotated[Line, _within(40)]
    target: Annotated[Text, _within(120)]
    source: Annotated[Text, _within(200)]
    weight: Annotated[int, _read(_number), Field(gt=0, le=100)]
    anchors: Annotated[
        dict[Annotated[Decimal, _read(_number)], Annotated[Text, _within(300)]], Field(min_length=1)
    ]


class PersonForm(_Form):
    email: Address
    name: Annotated[Line, _within(120)]
    post: Annotated[Line, _within(120)]
    department: Annotated[Line, _within(80)]
    branch: Annotated[str | None, _or_none(name_text)] = None
    manager: Annotated[str | None, _or_none(address)] = None
    grade: Annotated[Grade, _read(_choice)] = Grade.STAFF
    roles: list[Annotated[Role, _read(_choice)]] = []
    slack_id: Annotated[str | None, Field(max_length=32), _or_none(_code)] = None
    phone: Annotated[str | None, BeforeValidator(_phone)] = None
    id: Annotated[str | None, Field(max_length=64), _or_none(_code)] = None
    joined: Annotated[date | None, BeforeValidator(_day)] = None
    since: Annotated[date | None, BeforeValidator(_day)] = None
    kpis: list[Any] | None = None


_STAND_INS = {"email": "unread", "name": "unread", "post": "unread", "department": "unread"}

_CODES = {
    "missing": "missing",
    "string_too_short": "missing",
    "too_short": "missing",
    "string_too_long": "too_long",
    "too_long": "too_long",
    "int_parsing": "number",
    "int_type": "number",
    "int_from_float": "number",
    "greater_than": "percentage",
    "less_than_equal": "percentage",
    "bool_parsing": "yes_or_no",
    "bool_type": "yes_or_no",
    "decimal_parsing": "score",
    "finite_number": "score",
    "damaged": "damaged",
    "day": "day",
    "phone": "phone",
}

_CHOICES = {"grade": [grade.value for grade in Grade], "roles": [role.value for role in Role]}

Entry = TypeVar("Entry", bound=_Form)


@dataclass
class Forms:
    """Fills the forms from plain data, and collects what does not fit."""

    defaults: Policy
    problems: list[Problem] = field(default_factory=list)
    _branches: dict[str, str] = field(default_factory=dict)
    _departments: dict[str, str] = field(default_factory=dict)

    def organisation(self, data: object) -> Organisation:
        """The organisation, as far as it can be read; `problems` says what could not be."""
        if not isinstance(data, Mapping):
            self.problems.append(Problem(code="shape", at=(), is_of_the_whole=True))
            data = {}
        for name in data:
            if name not in {"company", "branches", "departments", "people"}:
                self.problems.append(Problem(code="unknown_field", at=(name,), facts={"field": str(name)}))
        company = self._fill(CompanyForm, data.get("company") or {}, ("company",)) or CompanyForm()
        branches = self._each(data, "branches", lambda raw, at: self._branch(raw, at, company))
        departments = self._each(data, "departments", self._department)
        self._branches = {key(each.name): each.name for each in reversed(branches)}
        self._departments = {key(each.name): each.name for each in reversed(departments)}
        people = self._each(data, "people", lambda raw, at: self._person(raw, at, company))
        return Organisation(branches=branches, departments=departments, people=people)

    def _each(self, data: Mapping[str, Any], name: str, read: Callable[[Any, Path], Any]) -> tuple[Any, ...]:
        rows = data.get(name) or []
        if not isinstance(rows, list):
            self.problems.append(Problem(code="list", at=(name,), facts={"field": name}))
            return ()
        entries = (read(raw, (name, number)) for number, raw in enumerate(rows))
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
        kpis = self._kpis(form.kpis, at)
        return DepartmentEntry(
            at=at,
            name=form.name,
            is_technical=form.technical,
            kpis=kpis,
            unread=frozenset({"kpis"} if kpis is not None and len(kpis) < len(form.kpis) else ()),
        )

    def _person(self, raw: Any, at: Path, company: CompanyForm) -> PersonEntry | None:
        before = len(self.problems)
        form = self._fill(PersonForm, raw, at)
        unread = {str(problem.at[len(at)]) for problem in self.problems[before:] if len(problem.at) > len(at)}
        if form is None:
            if not isinstance(raw, Mapping):
                return None
            # The rest of the person is still worth checking, so that one run names every mistake.
            kept = {name: value for name, value in raw.items() if name not in unread}
            form = PersonForm.model_validate(_STAND_INS | kept)
        kpis = self._kpis(form.kpis, at)
        if kpis is not None and len(kpis) < len(form.kpis or ()):
            unread.add("kpis")
        branch = form.branch or company.branch
        if branch is None and "branch" not in unread:
            self.problems.append(Problem(code="missing", at=(*at, "branch"), facts={"field": "branch"}))
            unread.add("branch")
        return PersonEntry(
            at=at,
            email=form.email,
            name=form.name,
            post=form.post,
            department=self._departments.get(key(form.department), form.department),
            branch=self._branches.get(key(branch), branch) if branch else "",
            manager=form.manager,
            grade=form.grade,
            roles=tuple(dict.fromkeys(form.roles)),
            slack_id=form.slack_id,
            phone=form.phone,
            number=form.id,
            joined=form.joined,
            since=form.since,
            kpis=kpis,
            unread=frozenset(unread),
        )

    def _kpis(self, rows: Any, at: Path) -> tuple[KpiEntry, ...] | None:
        """The sheet as far as it can be read; shorter than `rows` where something of it cannot be."""
        if rows is None:
            return None
        if not isinstance(rows, list):
            self.problems.append(Problem(code="list", at=(*at, "kpis"), facts={"field": "kpis"}))
            return None
        read = (self._kpi(row, (*at, "kpis", number)) for number, row in enumerate(rows))
        return tuple(kpi for kpi in read if kpi is not None)

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
        code = _CODES.get(kind, "text")
        if code in {"day", "phone"}:
            facts["value"] = str(given)
        if code == "too_long":
            facts["limit"] = error["ctx"]["max_length"]
    return Problem(code=code, at=(*at, *inside), facts=facts)
