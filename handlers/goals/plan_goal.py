"""HR changes the plan: adds a goal, changes one, retires it, brings it back."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.domain.goals.plan_form import GoalUnclear
from bot.errors import Refusal
from bot.services.goals import plan_goal as goals
from bot.services.goals.plan_goal import GoalChanged
from bot.services.goals.plans import read_plan
from handlers.goals.plan_goal_form import GoalPlace, goal_in
from handlers.goals.plans import show_plan
from handlers.goals.plans_form import chosen_in
from handlers.opening import show_beneath
from handlers.visit import Visit
from messages.goals.plan_goal_modal import GOAL_FORM, RETIRE_FORM, plan_goal_modal, retire_modal
from messages.goals.plan_modal import ADD_GOAL, BRING_BACK, EDIT, GOAL_MENU, RETIRE, plan_modal
from messages.refusals import refusal_text


def register(app: App) -> None:
    app.action(ADD_GOAL)(on_add)
    app.action(GOAL_MENU)(on_menu)
    app.view(GOAL_FORM)(on_save)
    app.view_closed(GOAL_FORM)(on_closed)
    app.view(RETIRE_FORM)(on_retire)


def on_add(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    _push_goal(body, visit, key=None)
    ack()


def on_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Edit… and Retire… push a form over the plan."""
    deed, _, key = action["selected_option"]["value"].partition(":")
    if deed == EDIT:
        _push_goal(body, visit, key=key)
    elif deed == RETIRE:
        asked = goals.ask_to_retire(visit.acting, key=key)
        view = retire_modal(visit.words, asked, over=chosen_in(body["view"]))
        visit.client.views_push(trigger_id=body["trigger_id"], view=view)
    elif deed == BRING_BACK:
        goals.bring_back(visit.acting, key=key)
        show_plan(body["view"], chosen_in(body["view"]), visit)
    ack()


def on_save(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """What cannot be taken is kept and said at its fields; what was overtaken is shown with by what."""
    place, (typed, source_id) = GoalPlace.of(view), goal_in(view)
    try:
        goals.save_goal(
            visit.acting,
            key=place.key,
            seen=place.seen,
            typed=typed,
            source_id=source_id,
            language=visit.words.language,
        )
    except GoalUnclear as unclear:
        errors = {
            str(each.field): str(refusal_text(visit.words, each.code, each.facts))
            for each in reversed(unclear.problems)
        }
        ack(response_action="errors", errors=errors)
        return
    except GoalChanged as changed:
        notice = refusal_text(visit.words, changed.code, changed.facts)
        form = plan_goal_modal(visit.words, changed.form, over=place.plan.chosen, notice=notice)
        ack(response_action="update", view=form)
        return
    _show_plan_beneath(view, visit)
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    place, (typed, source_id) = GoalPlace.of(view), goal_in(view)
    with suppress(Refusal):
        goals.keep_goal_typed(
            visit.acting,
            key=place.key,
            seen=place.seen,
            typed=typed,
            source_id=source_id,
            language=visit.words.language,
        )
    ack()


def on_retire(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = GoalPlace.of(view)
    goals.retire_goal(visit.acting, key=place.key, seen=place.seen)
    _show_plan_beneath(view, visit)
    ack()


def _push_goal(body: dict[str, Any], visit: Visit, *, key: str | None) -> None:
    form = goals.open_goal(visit.acting, key=key, language=visit.words.language)
    view = plan_goal_modal(visit.words, form, over=chosen_in(body["view"]))
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)


def _show_plan_beneath(view: dict[str, Any], visit: Visit) -> None:
    """The plan under the form, as it is now."""
    plan = read_plan(visit.acting, GoalPlace.of(view).plan.chosen)
    show_beneath(visit.client, view, plan_modal(visit.words, plan))
