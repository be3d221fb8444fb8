"""Job-responsibility forms: as values for rules and cards, and as rows that use cases wrote."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.domain.goals.job_form import (
    Answer,
    Content,
    Duty,
    FormVersion,
    JobForm,
    Met,
    Rating,
    Requirement,
)
from bot.domain.goals.job_form_facts import FormFacts
from bot.domain.goals.job_form_way import State
from bot.domain.goals.post import RequirementKind
from bot.domain.people import Person
from bot.services.goals.job_form import fill, keep_step, open_job_form
from bot.services.goals.job_form_rating import rate
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY, open_goals_of
from tests.builders.posts import text

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou."""


def duty(key: str, *parts: str, name: str | None = None) -> Duty:
    """One of somebody's own words, in one language."""
    return Duty(key=key, name=name or key.title(), parts=parts)


def requirement(key: str, weight: int = 1, **rest: Any) -> Requirement:
    """One of the post's, unless told otherwise."""
    values: dict[str, Any] = {"kind": RequirementKind.ABILITY, "name": text(key.title())}
    return Requirement(key=key, weight=weight, **{**values, **rest})


def answers(**met: str) -> dict[str, Answer]:
    """By key: "met", "partly", "not_yet"."""
    return {key: Answer(met=Met(value)) for key, value in met.items()}


def content(**changed: Any) -> Content:
    """Two duties, three requirements of the weights 3, 2 and 1: met, partly, not yet."""
    whole = Content(
        duties=(duty("buying", "Compare", "Order"), duty("suppliers")),
        requirements=(requirement("bargaining", 3), requirement("calculating", 2), requirement("years")),
        answers=answers(bargaining="met", calculating="partly", years="not_yet"),
    )
    return whole.model_copy(update=changed)


def rating(**met: str) -> Rating:
    """The manager's, who misses more."""
    given = answers(**(met or {"bargaining": "partly", "calculating": "not_yet", "years": "met"}))
    return Rating(answers=given, partly_percent=50, by_id=1, at=MONDAY)


def version(number: int = 1, **changed: Any) -> FormVersion:
    """A version that nobody has rated, unless told otherwise."""
    made = FormVersion(id=number, form_id=7, number=number, content=content(), by_id=2, at=MONDAY)
    return replace(made, **changed)


def form(state: State = State.OPEN, **changed: Any) -> JobForm:
    """Chen Jie's, whose manager is Liu Yang, as far as its state implies it."""
    stage = {State.FILLED: (1, None), State.RATED: (None, 1), State.CHANGE_ASKED: (None, 1)}
    filled, rated = stage.get(state, (2, 1) if state is State.CHANGE_FILLED else (None, None))
    made = JobForm(
        id=7,
        goals_id=5,
        cycle_id=3,
        employee_id=2,
        manager_id=1,
        state=state,
        owed_since=MONDAY,
        version=4,
        filled=filled,
        rated=rated,
    )
    return replace(made, **changed)


def of_goals(store: Store, goals_id: int) -> JobForm:
    """The form that began with these goals."""
    with store.read() as unit:
        return unit.job_forms.of_goals(goals_id)


def begun(store: Store, person: Person) -> JobForm:
    """Somebody's form of 2027Q1, which has just begun."""
    [goals] = open_goals_of(store, person)
    return of_goals(store, goals.id)


def begun_before(store: Store, person: Person) -> JobForm:
    """The same of 2026Q4."""
    [goals] = open_goals_of(
        store, person, name="2026Q4", at=MONDAY, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31)
    )
    return of_goals(store, goals.id)


def now_of(store: Store, form: JobForm) -> JobForm:
    """As it is now."""
    with store.read() as unit:
        return unit.job_forms.look(form.id)


def filled(
    store: Store, form: JobForm, by: Person, met: Mapping[str, str] | str = "met", *, at: datetime = TUESDAY
) -> FormFacts:
    """Every requirement answered, all alike or by key, and the form signed and sent."""
    who = acting(store, by=by, now=at)
    draft = open_job_form(who, form_id=form.id).draft
    said = {
        each.key: Answer(met=Met(met if isinstance(met, str) else met.get(each.key, "met")))
        for each in draft.content.requirements
    }
    kept = keep_step(who, form_id=form.id, entered=said, go_to=99)
    assert kept.saved_at is not None
    return fill(who, form_id=form.id, read_at=kept.saved_at.isoformat())


def rated(
    store: Store,
    facts: FormFacts,
    by: Person,
    met: Mapping[str, str] | str = "met",
    *,
    at: datetime = TUESDAY + timedelta(hours=1),
) -> FormFacts:
    """The manager's view of a version, all alike or by key, signed."""
    given = {
        each.key: Answer(met=Met(met if isinstance(met, str) else met.get(each.key, "met")))
        for each in facts.this.content.requirements
    }
    return rate(acting(store, by=by, now=at), form_id=facts.form.id, number=facts.this.number, answers=given)
