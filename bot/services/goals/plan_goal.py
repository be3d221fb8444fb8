"""HR changes the plan in Slack: adds a goal, changes one, retires it, brings it back."""

from dataclasses import replace

from bot.domain.access import Deed, require
from bot.domain.drafts import Form, Typed
from bot.domain.goals.plan import (
    Change,
    Goal,
    Standing,
    What,
    changed_fields,
    misplaced,
    span_named,
)
from bot.domain.goals.plan_form import GoalForm, RetireForm, TypedGoal, merged, read_goal, since
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from storage.unit import Unit

_NEW = "new"


class GoalChanged(Refusal):
    """Somebody else was faster: `form` shows what they did, and keeps what was typed."""

    def __init__(self, form: GoalForm) -> None:
        super().__init__("plan.changed_since")
        self.form = form


def open_goal(acting: Acting, *, key: str | None, language: str) -> GoalForm:
    """A goal as it can be typed by somebody who reads `language`, or a new one; what was left unfinished is
    there, and what others changed since. Raises Refusal: deed.not_yours; card.unknown.
    """
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.read() as unit:
        kept = unit.drafts.get(acting.person.id, Form.PLAN_GOAL, key or _NEW)
        if key is None:
            typed = TypedGoal.typed(kept.data) if kept else TypedGoal()
            form = _form(unit, key=unit.plans.next_key(), found=None, typed=typed)
        else:
            found = _found(unit, key)
            form = (
                _caught_up(unit, found, TypedGoal.typed(kept.data), kept.data["seen"], language)
                if kept
                else _form(unit, key=key, found=found, typed=TypedGoal.of(found.goal, language))
            )
        return replace(form, kept_at=kept.saved_at if kept else None)


def save_goal(
    acting: Acting, *, key: str, seen: int, typed: TypedGoal, source_id: str | None, language: str
) -> None:
    """Make a goal what was typed; what cannot be taken is kept. A form that is sent twice counts once.

    `seen`: the last change that the form showed; 0 for a new goal. `source_id`: the Slack id of whoever
    enters the figure. Raises GoalUnclear; GoalChanged; Refusal: deed.not_yours, goals.source_unknown.
    """
    keep_goal_typed(acting, key=key, seen=seen, typed=typed, source_id=source_id, language=language)
    with acting.store.begin() as unit:
        unit.plans.lock()
        wanted = replace(typed, figure_by=_address(unit, source_id))
        found = unit.plans.find(key)
        if seen and found is None:
            raise Missing
        if found is not None and seen and found.version != seen:
            raise GoalChanged(_caught_up(unit, found, wanted, seen, language))
        before = found if seen else None
        goal = _read(unit, wanted, key=key, before=before, language=language)
        if found is not None and not seen:  # sent twice, or somebody else's form was opened as early
            if found.goal == goal:
                unit.drafts.drop(acting.person.id, Form.PLAN_GOAL, _NEW)
                return
            goal = replace(goal, key=unit.plans.next_key())
        _write(unit, before, goal, acting)
        unit.drafts.drop(acting.person.id, Form.PLAN_GOAL, key if seen else _NEW)


def keep_goal_typed(
    acting: Acting, *, key: str, seen: int, typed: TypedGoal, source_id: str | None, language: str
) -> None:
    """Keep what stands in a goal's form, so that the next one offers it; not what nobody has touched.

    Raises Refusal: deed.not_yours, goals.source_unknown.
    """
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.read() as unit:
        wanted = replace(typed, figure_by=_address(unit, source_id))
        found = unit.plans.find(key) if seen else None
        was = since(found, unit.plans.history(key), seen=seen)[0] if found else None
    if wanted.is_blank if was is None else wanted == TypedGoal.of(was, language):
        return
    data: Typed = {**wanted.as_kept(), "seen": seen}
    keep_draft(acting, form=Form.PLAN_GOAL, subject=key if seen else _NEW, data=data)


def ask_to_retire(acting: Acting, *, key: str) -> RetireForm:
    """What retiring a goal would mean. Raises Refusal: deed.not_yours, plan.has_below; card.unknown."""
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.read() as unit:
        found = _found(unit, key)
        _require_nothing_below(unit, found.goal)
        hanging = [
            each for each in unit.plans.taken(span_named(found.goal.period)) if each.kpi.goal_key == key
        ]
        return RetireForm(goal=found.goal, seen=found.version, kpis=len(hanging))


def retire_goal(acting: Acting, *, key: str, seen: int) -> None:
    """It is none any more, and stays on record. Safe to run twice.

    Raises Refusal: deed.not_yours, plan.has_below, plan.retired_changed; card.unknown.
    """
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.begin() as unit:
        unit.plans.lock()
        found = _found(unit, key)
        if found.retired_on is not None:
            return
        if found.version != seen:
            raise Refusal("plan.retired_changed")
        _require_nothing_below(unit, found.goal)
        _write_change(unit, Change(what=What.RETIRED, was=found.goal, now=None), acting)


def bring_back(acting: Acting, *, key: str) -> None:
    """A goal that was retired stands again, as it was. Safe to run twice.

    Raises Refusal: deed.not_yours; what its place is refused for by now; card.unknown.
    """
    require(Deed.IMPORT_PLAN, acting.by)
    with acting.store.begin() as unit:
        unit.plans.lock()
        found = _found(unit, key)
        if found.retired_on is None:
            return
        for wrong in misplaced(found.goal, _standing(unit) | {key: found.goal}):
            raise wrong
        is_there = found.goal.figure_by in unit.plans.figures_by([found.goal.figure_by or ""])
        goal = found.goal if is_there else replace(found.goal, figure_by=None)
        _write(unit, found, goal, acting)


def _form(unit: Unit, *, key: str, found: Standing | None, typed: TypedGoal) -> GoalForm:
    """`found`: the goal as it stands; None for one that is new."""
    goals = _standing(unit)
    able = [goal for goal in goals.values() if goal.key != key]
    return GoalForm(
        key=key,
        seen=found.version if found else 0,
        typed=typed,
        departments=list(unit.plans.departments()),
        above=able,
        source=unit.people.by_email(typed.figure_by) if typed.figure_by else None,
        is_retired=found is not None and found.retired_on is not None,
    )


def _caught_up(unit: Unit, found: Standing, typed: TypedGoal, seen: int, language: str) -> GoalForm:
    """The form with what others changed since `seen`, and with all that its writer typed over it."""
    was, news = since(found, unit.plans.history(found.goal.key), seen=seen)
    now = TypedGoal.of(found.goal, language)
    both = merged(typed, seen=TypedGoal.of(was, language), now=now) if news else typed
    return replace(_form(unit, key=found.goal.key, found=found, typed=both), news=news)


def _read(unit: Unit, typed: TypedGoal, *, key: str, before: Standing | None, language: str) -> Goal:
    return read_goal(
        typed,
        key=key,
        before=before.goal if before else None,
        language=language,
        goals=_standing(unit),
        departments=unit.plans.departments().keys(),
    )


def _write(unit: Unit, before: Standing | None, goal: Goal, acting: Acting) -> None:
    if before is None:
        _write_change(unit, Change(what=What.ADDED, was=None, now=goal), acting)
        return
    fields = changed_fields(before.goal, goal)
    what = What.CHANGED if before.retired_on is None else What.RETURNED
    if fields or what is What.RETURNED:
        _write_change(unit, Change(what=what, was=before.goal, now=goal, fields=fields), acting)


def _write_change(unit: Unit, change: Change, acting: Acting) -> None:
    unit.plans.write([change], is_by_hand=True, by_id=acting.by_id, at=acting.now, today=acting.today)


def _found(unit: Unit, key: str) -> Standing:
    found = unit.plans.find(key)
    if found is None:
        raise Missing
    return found


def _standing(unit: Unit) -> dict[str, Goal]:
    return {each.goal.key: each.goal for each in unit.plans.standing() if each.retired_on is None}


def _require_nothing_below(unit: Unit, goal: Goal) -> None:
    below = [each.key for each in _standing(unit).values() if each.parent == goal.key]
    if below:
        raise Refusal("plan.has_below", names=below)


def _address(unit: Unit, slack_id: str | None) -> str:
    if not slack_id:
        return ""
    person = unit.people.by_slack_id(slack_id)
    if person is None or not person.is_active:
        raise Refusal("goals.source_unknown", field="figure_by")
    return person.email
