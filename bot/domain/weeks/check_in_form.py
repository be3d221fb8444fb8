"""The form of a check-in: what stands in it, and what can be taken of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bot.domain.actions import follow_up
from bot.domain.actions.action import Listed
from bot.domain.goals.figures import TYPED_LIMIT
from bot.domain.people import Person
from bot.domain.quantities import read_number
from bot.domain.reviews.kpis import Kpi
from bot.domain.weeks.check_in import BLOCKERS_LIMIT, LINE_LIMIT, MOST_HELPERS, Answers, KpiWord, Outlook
from bot.domain.weeks.week import Week
from bot.errors import Refusal

BLOCKERS, HELPERS = "blockers", "helpers"
"""The fields beside those of the KPIs."""


@dataclass(frozen=True, kw_only=True)
class TypedKpi:
    """What stands in the fields of one KPI; empty where nothing does."""

    outlook: str = ""
    figure: str = ""
    line: str = ""


_NOTHING = TypedKpi()


@dataclass(frozen=True, kw_only=True)
class TypedCheckIn:
    """What stands in the whole form, by KPI's key. `helpers` by Slack id; `actions` by their ids."""

    kpis: Mapping[str, TypedKpi] = field(default_factory=dict)
    blockers: str = ""
    helpers: tuple[str, ...] = ()
    actions: follow_up.Typed = field(default_factory=dict)

    def of(self, kpi: Kpi) -> TypedKpi:
        return self.kpis.get(kpi.key, TypedKpi())

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it: Slack tells of a form that is closed without what was in it."""
        return not (
            self.blockers.strip()
            or self.helpers
            or any(each != _NOTHING for each in self.kpis.values())
            or any(each.how or each.line for each in self.actions.values())
        )

    def as_kept(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "kpis": {key: [each.outlook, each.figure, each.line] for key, each in self.kpis.items()},
            "blockers": self.blockers,
            "helpers": list(self.helpers),
            "actions": follow_up.as_kept(self.actions),
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> "TypedCheckIn":
        return cls(
            kpis={
                key: TypedKpi(outlook=outlook, figure=figure, line=line)
                for key, (outlook, figure, line) in kept["kpis"].items()
            },
            blockers=kept["blockers"],
            helpers=tuple(kept["helpers"]),
            actions=follow_up.of_kept(kept.get("actions", {})),
        )

    @classmethod
    def of_answers(cls, answers: Answers, *, accounts: Mapping[int, str]) -> "TypedCheckIn":
        """What stands there of answers that were given. `accounts`: the helpers' Slack ids, who have one."""
        return cls(
            kpis={
                each.key: TypedKpi(outlook=each.outlook.value, figure=each.figure, line=each.line)
                for each in answers.kpis
            },
            blockers=answers.blockers,
            helpers=tuple(accounts[each] for each in answers.helpers if each in accounts),
        )


@dataclass(frozen=True, kw_only=True)
class CheckInForm:
    """The form as its person opens it. `check_in_id`: None where nobody asked yet.

    `seen`: the number of the last entry of the check-in's history that was its person's own; 0 where there
    is none. `read_on`: when the manager reads it.
    `taken_until`: the last day on which it is taken. `saved_at`: when what stands there was kept; None where
    nothing was typed. `is_given`: it was answered; `is_from_last_week`: what stands there is last week's.
    `actions`: the open ones, of each of which it is asked how far it is.
    """

    week: Week
    check_in_id: int | None
    seen: int
    person: Person
    manager: Person
    kpis: tuple[Kpi, ...]
    typed: TypedCheckIn
    read_on: date
    taken_until: date
    saved_at: datetime | None = None
    is_given: bool = False
    is_from_last_week: bool = False
    actions: tuple[Listed, ...] = ()


class CheckInUnclear(Refusal):
    """What cannot be taken; each problem says at which field."""

    def __init__(self, problems: Sequence[Refusal]) -> None:
        super().__init__(problems[0].code, field=problems[0].field, **problems[0].facts)
        self.problems = tuple(problems)


def field_of(key: str, part: str) -> str:
    """The field of one KPI: its `outlook`, `figure` or `line`."""
    return f"kpi.{part}.{key}"


def taken(kpis: Sequence[Kpi], typed: TypedCheckIn, *, helpers: Sequence[int]) -> Answers:
    """The answers that were typed. `helpers`: who they are in the organisation.

    Raises CheckInUnclear: check_in.no_outlook, check_in.too_long, check_in.too_many_helpers, and as
    bot.domain.quantities and bot.domain.actions.follow_up.
    """
    problems = [*_problems(kpis, typed)]
    problems += follow_up.problems(typed.actions)
    if len(helpers) > MOST_HELPERS:
        problems.append(Refusal("check_in.too_many_helpers", field=HELPERS, most=MOST_HELPERS))
    if problems:
        raise CheckInUnclear(problems)
    return Answers(
        kpis=tuple(_word(kpi, typed.of(kpi)) for kpi in kpis),
        blockers=typed.blockers.strip(),
        helpers=tuple(helpers),
    )


def _problems(kpis: Sequence[Kpi], typed: TypedCheckIn) -> list[Refusal]:
    found = [each for kpi in kpis for each in _problems_of(kpi, typed.of(kpi))]
    if len(typed.blockers.strip()) > BLOCKERS_LIMIT:
        found.append(_too_long(BLOCKERS, typed.blockers, BLOCKERS_LIMIT))
    return found


def _problems_of(kpi: Kpi, typed: TypedKpi) -> list[Refusal]:
    found = []
    if typed.outlook not in set(Outlook):
        found.append(Refusal("check_in.no_outlook", field=field_of(kpi.key, "outlook")))
    if len(typed.line.strip()) > LINE_LIMIT:
        found.append(_too_long(field_of(kpi.key, "line"), typed.line, LINE_LIMIT))
    at = field_of(kpi.key, "figure")
    if len(typed.figure.strip()) > TYPED_LIMIT:
        return [*found, _too_long(at, typed.figure, TYPED_LIMIT)]
    if kpi.quantity is not None and typed.figure.strip():
        try:
            read_number(typed.figure, kpi.quantity, unit=kpi.unit).certain(field=at)
        except Refusal as trouble:
            found.append(Refusal(trouble.code, field=at, **trouble.facts))
    return found


def _too_long(at: str, text: str, limit: int) -> Refusal:
    return Refusal("check_in.too_long", field=at, length=len(text.strip()), limit=limit)


def _word(kpi: Kpi, typed: TypedKpi) -> KpiWord:
    return KpiWord(
        key=kpi.key,
        name=kpi.name,
        outlook=Outlook(typed.outlook),
        figure=typed.figure.strip(),
        line=" ".join(typed.line.split()),
    )
