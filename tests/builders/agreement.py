"""Goals as values for rules, cards and forms: nothing of them stands in a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.domain.employment import Share
from bot.domain.goals.draft import KpiForm, SheetForm
from bot.domain.goals.facts import AgreementFacts, GoalsFacts, Signed
from bot.domain.goals.goals import Goals
from bot.domain.goals.job_form_way import State as FormState
from bot.domain.goals.kpi_form import TypedKpi
from bot.domain.goals.named import Named
from bot.domain.goals.sheet import SheetVersion
from bot.domain.goals.way import Party, State
from bot.domain.reviews.facts import CycleFacts
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.sheets import SheetOrigin
from tests.builders.goals import OPENED, SHEET, TUESDAY
from tests.builders.job_forms import form as job_form
from tests.builders.people import CHEN, LIU, someone
from tests.builders.shipped import load_scheme

ZHOU = someone(9, "Zhou Jing", post="HR partner")
WEDNESDAY = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)

CYCLE = CycleFacts(
    id=3,
    name="2027Q1",
    scheme=load_scheme("kpi-values"),
    starts_on=date(2027, 1, 1),
    ends_on=date(2027, 3, 31),
    self_score_due=date(2027, 4, 8),
    self_score_closes=date(2027, 4, 22),
    approval_due=date(2027, 4, 15),
    second_look_due=date(2027, 4, 22),
    goals_opened_at=OPENED,
    goals_due=date(2027, 1, 18),
)
DUE = date(2027, 1, 18)

FIRST, SECOND = 11, 12
"""The ids of two versions."""


def goals_at(state: State = State.OPEN, **rest: Any) -> Goals:
    """Chen Jie's, whom Liu Yang leads; the second version is on the table, the first is agreed."""
    values: dict[str, Any] = {
        "id": 7,
        "cycle_id": CYCLE.id,
        "employee_id": CHEN.id,
        "manager_id": LIU.id,
        "state": state,
        "owed_since": OPENED,
        "version": 4,
    }
    goals = Goals(**{**values, **rest})
    return replace(
        goals,
        sheet_id=rest.get("sheet_id", SECOND if goals.stage.proposed else None),
        agreed_sheet_id=rest.get("agreed_sheet_id", FIRST if goals.stage.agreed else None),
        wanted_from=rest.get("wanted_from", WEDNESDAY.date() if state is State.CHANGE_WANTED else None),
    )


def version(sheet_id: int = SECOND, kpis: tuple[Kpi, ...] = SHEET, **rest: Any) -> SheetVersion:
    """The first and the second are versions 1 and 2."""
    values: dict[str, Any] = {
        "id": sheet_id,
        "number": sheet_id - 10,
        "kpis": kpis,
        "origin": SheetOrigin.SIGNED,
        "cycle_id": CYCLE.id,
        "agreed_at": None,
        "counts_from": None,
        "because": None,
        "proposed_by_id": CHEN.id,
        "proposed_at": TUESDAY,
    }
    return SheetVersion(**{**values, **rest})


def signed(*sides: Party, **rest: Any) -> Mapping[Party, Signed]:
    """By Chen Jie on Tuesday, by Liu Yang on Wednesday; in the order of these sides."""
    names = {Party.EMPLOYEE: CHEN.name, Party.MANAGER: LIU.name}
    days = (TUESDAY, WEDNESDAY)
    return {
        side: replace(Signed(side=side, name=names[side], at=at), **rest)
        for side, at in zip(sides, days, strict=False)
    }


def facts(state: State = State.OPEN, **rest: Any) -> GoalsFacts:
    """What cards show of them: whoever's move it is signs what the other side signed."""
    goals = rest.pop("goals", goals_at(state))
    stage = goals.stage
    first = Party.MANAGER if stage.waits_for(Party.EMPLOYEE) else Party.EMPLOYEE
    values: dict[str, Any] = {
        "goals": goals,
        "cycle": CYCLE,
        "employee": CHEN,
        "manager": LIU,
        "sheet": version(SECOND) if stage.proposed else None,
        "agreed": version(FIRST, agreed_at=WEDNESDAY) if stage.agreed else None,
        "signed": {
            **({SECOND: signed(first)} if stage.proposed else {}),
            **({FIRST: signed(Party.EMPLOYEE, Party.MANAGER)} if stage.agreed else {}),
        },
        "due_on": DUE if stage.move else None,
        "withdrawn": None,
        "form": job_form(FormState.RATED, goals_id=goals.id),
        "share": Share(days=90, of=90, working_days=61),
    }
    return GoalsFacts(**{**values, **rest})


def agreement(state: State = State.SENT, side: Party = Party.MANAGER, **rest: Any) -> AgreementFacts:
    """The version on the table before Chen Jie or Liu Yang; where none is, the agreed one."""
    shown = rest.pop("facts", facts(state))
    this = rest.pop("this", shown.standing or version())
    values: dict[str, Any] = {
        "facts": shown,
        "this": this,
        "compared": shown.agreed if shown.sheet else None,
        "signed": shown.signed.get(this.id, signed(Party.EMPLOYEE)),
        "named": Named(),
        "reader": CHEN if side is Party.EMPLOYEE else LIU,
        "side": side,
        "is_open": shown.goals.sheet_id == this.id,
        "is_agreed": this.agreed_at is not None,
        "replaced_by": None,
    }
    return AgreementFacts(**{**values, **rest})


def sheet_form(state: State = State.OPEN, side: Party = Party.EMPLOYEE, **rest: Any) -> SheetForm:
    """The form as somebody opens it who has not changed anything."""
    shown = facts(state)
    base = rest.get("base", shown.standing)
    kpis = rest.get("kpis", base.kpis if base else SHEET)
    values: dict[str, Any] = {
        "goals": shown.goals,
        "cycle": CYCLE,
        "employee": CHEN,
        "manager": LIU,
        "side": side,
        "kpis": kpis,
        "base": base,
        "news": (),
        "post": None,
        "last": None,
        "named": Named(),
        "reader": CHEN if side is Party.EMPLOYEE else LIU,
        "scored_after_days": 8,
        "reason": "",
        "counts_from": date(2027, 1, 5) if shown.goals.stage.agreed else None,
        "saved_at": None,
    }
    return SheetForm(**{**values, **rest})


def kpi_form(typed: TypedKpi | None = None, *, key: str | None = None, **rest: Any) -> KpiForm:
    """One of its KPIs as it stands, or a new one that nothing was typed of."""
    sheet = rest.pop("sheet", sheet_form())
    stands = TypedKpi.of(sheet.kpi(key)) if key else TypedKpi()
    values: dict[str, Any] = {"sheet": sheet, "key": key, "was_kept": False, "source": None}
    return KpiForm(typed=typed or stands, **{**values, **rest})
