"""Somebody fills in their job-responsibility form: opens it, goes through its steps, signs it."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.domain.goals.job_form_draft import JobFormForm, Lack, Start
from bot.domain.goals.job_form_facts import FormFacts
from bot.errors import Refusal
from bot.services.goals import job_form as use
from handlers.carried import row_id
from handlers.goals.job_form_form import FormPlace, VersionShown, answers_in
from handlers.opening import bring_up_to_date, open_form, show_instead
from handlers.visit import Visit
from messages.goals.job_form_buttons import FILL, OPEN, TAKE_BACK
from messages.goals.job_form_modal import (
    GO_TO,
    MET_FIELD,
    NEXT,
    PROOF_FIELD,
    START,
    SUBMIT,
    job_form_modal,
    met_block,
    sent_text,
)
from messages.goals.job_form_read_modal import job_form_read_modal
from messages.refusals import refusal_text


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(FILL)(on_fill)
    app.action(TAKE_BACK)(on_take_back)
    app.action(GO_TO)(on_go_to)
    app.action(START)(on_start)
    app.view(NEXT)(on_next)
    app.view(SUBMIT)(on_submit)
    app.view_closed(NEXT)(on_close)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    found = use.open_or_read(visit.acting, form_id=row_id(action["value"]))
    if isinstance(found, FormFacts):
        view = job_form_read_modal(visit.words, found, reader=visit.person)
    else:
        view = job_form_modal(visit.words, found)
    open_form(visit.client, body["trigger_id"], view)
    ack()


def on_fill(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = use.open_job_form(visit.acting, form_id=row_id(action["value"]))
    show_instead(visit.client, body, job_form_modal(visit.words, form))
    ack()


def on_take_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """What was taken back is on screen at once, to go on with."""
    shown = VersionShown.of(action["value"])
    form = use.take_back(visit.acting, form_id=shown.form_id, number=shown.number)
    show_instead(visit.client, body, job_form_modal(visit.words, form))
    ack()


def on_go_to(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view = body["view"]
    form = use.keep_step(
        visit.acting,
        form_id=FormPlace.of(view).form,
        entered=answers_in(view, met=MET_FIELD, note=PROOF_FIELD),
        go_to=row_id(action["value"]),
        window=view["id"],
        acted_at=action["action_ts"],
    )
    _show(view, form, visit)
    ack()


def on_start(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view = body["view"]
    form = use.begin_with(
        visit.acting,
        form_id=FormPlace.of(view).form,
        start=Start(action["value"]),
        window=view["id"],
        acted_at=action["action_ts"],
    )
    _show(view, form, visit)
    ack()


def on_next(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = FormPlace.of(view)
    form, lacks = use.pass_step(
        visit.acting,
        form_id=place.form,
        step=place.step,
        entered=answers_in(view, met=MET_FIELD, note=PROOF_FIELD),
        window=view["id"],
    )
    errors = _errors(lacks, visit)
    if errors and errors.keys() <= view["state"]["values"].keys():
        ack(response_action="errors", errors=errors)
        return
    notice = refusal_text(visit.words, lacks[0].refusal.code, lacks[0].refusal.facts) if lacks else None
    ack(response_action="update", view=job_form_modal(visit.words, form, notice=notice))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept (sent elsewhere) is not."""
    place = FormPlace.of(view)
    with suppress(Refusal):
        use.keep_closed(
            visit.acting,
            form_id=place.form,
            entered=answers_in(view, met=MET_FIELD, note=PROOF_FIELD),
            read_at=place.read_at,
            window=view["id"],
        )
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = FormPlace.of(view)
    try:
        facts = use.fill(visit.acting, form_id=place.form, read_at=place.read_at)
    except use.ReadOverAgain as again:
        notice = refusal_text(visit.words, again.code, again.facts)
        ack(response_action="update", view=job_form_modal(visit.words, again.form, notice=notice))
        return
    notice = sent_text(visit.words, facts)
    ack(
        response_action="update",
        view=job_form_read_modal(visit.words, facts, reader=visit.person, notice=notice),
    )


def _errors(lacks: list[Lack], visit: Visit) -> dict[str, str]:
    """By field; nothing where something is missing that has none."""
    if any(lack.key is None for lack in lacks):
        return {}
    return {
        met_block(str(lack.key)): str(refusal_text(visit.words, lack.refusal.code, lack.refusal.facts))
        for lack in lacks
    }


def _show(view: dict[str, Any], form: JobFormForm, visit: Visit) -> None:
    bring_up_to_date(
        visit.client,
        view,
        job_form_modal(visit.words, form),
        newest=lambda: job_form_modal(visit.words, use.open_job_form(visit.acting, form_id=form.form.id)),
    )
