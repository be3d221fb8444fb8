"""The lists of a job-responsibility form: their menus, and the forms that are pushed over it."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.goals.job_form_draft import JobFormForm
from bot.errors import Refusal
from bot.services.goals import job_form_editing as use
from bot.services.goals.job_form import open_job_form
from handlers.goals.job_form_form import DutyTyped, FormPlace, ItemPlace, RequirementTyped
from handlers.opening import bring_up_to_date, show_beneath
from handlers.visit import Visit
from messages.goals.duty_modal import DUTY_FORM, duty_modal
from messages.goals.job_form_modal import (
    ADD_DUTY,
    ADD_REQUIREMENT,
    BRING_BACK,
    DOWN,
    DROP,
    DUTY_MENU,
    EDIT,
    REQUIREMENT_MENU,
    UP,
    job_form_modal,
)
from messages.goals.requirement_modal import REQUIREMENT_FORM, requirement_modal


def register(app: App) -> None:
    app.action(ADD_DUTY)(on_add_duty)
    app.action(DUTY_MENU)(on_duty_menu)
    app.view(DUTY_FORM)(on_duty)
    app.action(ADD_REQUIREMENT)(on_add_requirement)
    app.action(REQUIREMENT_MENU)(on_requirement_menu)
    app.view(REQUIREMENT_FORM)(on_requirement)
    app.action(BRING_BACK)(on_bring_back)


def on_add_duty(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    _push_duty(body, None, visit)
    ack()


def on_duty_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    deed, key = _chosen(action)
    form_id, at = FormPlace.of(body["view"]).form, action["action_ts"]
    if deed == EDIT:
        _push_duty(body, key, visit)
    elif deed in (UP, DOWN):
        by = -1 if deed == UP else 1
        form = use.move_duty(visit.acting, form_id=form_id, key=key, by=by, acted_at=at)
        _show(body["view"], form, visit)
    elif deed == DROP:
        _show(body["view"], use.drop_duty(visit.acting, form_id=form_id, key=key, acted_at=at), visit)
    else:
        raise Refusal("card.unknown")
    ack()


def on_duty(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, typed = ItemPlace.of(view), DutyTyped.of(view)
    form = use.put_duty(
        visit.acting,
        form_id=place.form,
        key=place.key,
        name=typed.name,
        parts=typed.parts,
        number=typed.number,
        language=visit.words.language,
    )
    show_beneath(visit.client, view, job_form_modal(visit.words, form))
    ack()


def on_add_requirement(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    _push_requirement(body, None, visit)
    ack()


def on_requirement_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    deed, key = _chosen(action)
    if deed == EDIT:
        _push_requirement(body, key, visit)
    elif deed == DROP:
        form = use.drop_requirement(
            visit.acting,
            form_id=FormPlace.of(body["view"]).form,
            key=key,
            acted_at=action["action_ts"],
        )
        _show(body["view"], form, visit)
    else:
        raise Refusal("card.unknown")
    ack()


def on_requirement(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, typed = ItemPlace.of(view), RequirementTyped.of(view)
    form = use.put_requirement(
        visit.acting,
        form_id=place.form,
        key=place.key,
        kind=typed.kind,
        name=typed.name,
        text=typed.text,
    )
    show_beneath(visit.client, view, job_form_modal(visit.words, form))
    ack()


def on_bring_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = use.bring_back(visit.acting, form_id=FormPlace.of(body["view"]).form, acted_at=action["action_ts"])
    _show(body["view"], form, visit)
    ack()


def _chosen(action: dict[str, Any]) -> tuple[str, str]:
    """What is wanted, and of which: a menu's "edit:k1"."""
    deed, _, key = action["selected_option"]["value"].partition(":")
    return deed, key


def _push_duty(body: dict[str, Any], key: str | None, visit: Visit) -> None:
    form = open_job_form(visit.acting, form_id=FormPlace.of(body["view"]).form)
    visit.client.views_push(trigger_id=body["trigger_id"], view=duty_modal(visit.words, form, key=key))


def _push_requirement(body: dict[str, Any], key: str | None, visit: Visit) -> None:
    form = open_job_form(visit.acting, form_id=FormPlace.of(body["view"]).form)
    view = requirement_modal(visit.words, form, key=key)
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)


def _show(view: dict[str, Any], form: JobFormForm, visit: Visit) -> None:
    bring_up_to_date(
        visit.client,
        view,
        job_form_modal(visit.words, form),
        newest=lambda: job_form_modal(visit.words, open_job_form(visit.acting, form_id=form.form.id)),
    )
