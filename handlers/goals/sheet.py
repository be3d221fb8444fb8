"""Somebody writes a KPI sheet: opens it, puts KPIs on it and takes them off, signs it and sends it."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.domain.goals.draft import SheetForm
from bot.domain.goals.kpi_form import KpiUnclear
from bot.errors import Refusal
from bot.services.goals import sheet as sheets
from bot.services.goals.agreement import SheetChanged, propose
from handlers.carried import row_id
from handlers.goals.shared import push_change, push_share
from handlers.goals.sheet_form import KpiPlace, SheetPlace, day_in, kpi_in, reason_in
from handlers.opening import open_form, show_while_open
from handlers.visit import Visit
from messages.goals.kpi_modal import KPI_FORM, kpi_modal
from messages.goals.my_goals_card import DRAFT
from messages.goals.sheet_modal import (
    ADD,
    CHANGE_FOR_ALL,
    DROP_KPI,
    EDIT,
    KPI_MENU,
    SHARE,
    SHEET_FORM,
    START_OVER,
    TAKE_ALL,
    TAKE_LAST,
    TAKE_ONE,
    sent_modal,
    sheet_modal,
)
from messages.refusals import refusal_text


def register(app: App) -> None:
    app.action(DRAFT)(on_open)
    app.action(TAKE_ALL)(on_take_all)
    app.action(TAKE_ONE)(on_take_one)
    app.action(TAKE_LAST)(on_take_last)
    app.action(START_OVER)(on_start_over)
    app.action(KPI_MENU)(on_menu)
    app.action(ADD)(on_add)
    app.view(KPI_FORM)(on_kpi)
    app.view_closed(KPI_FORM)(on_kpi_closed)
    app.view(SHEET_FORM)(on_send)
    app.view_closed(SHEET_FORM)(on_closed)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """In the place of the version that was read, where it is answered from there: Slack stacks only three."""
    form = sheets.open_sheet(visit.acting, goals_id=row_id(action["value"]))
    if (body.get("view") or {}).get("type") == "modal":
        _show(body["view"], form, visit)
    else:
        open_form(visit.client, body["trigger_id"], sheet_modal(visit.words, form))
    ack()


def on_take_all(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    taken = sheets.take_offered(
        visit.acting,
        goals_id=SheetPlace.of(body["view"]).goals,
        keys=None,
        language=visit.words.language,
    )
    _show(body["view"], taken, visit)
    ack()


def on_take_one(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    chosen = action["selected_option"]
    taken = sheets.take_offered(
        visit.acting,
        goals_id=SheetPlace.of(body["view"]).goals,
        keys=[chosen["value"]] if chosen else [],
        language=visit.words.language,
    )
    _show(body["view"], taken, visit)
    ack()


def on_take_last(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    form = sheets.take_last(visit.acting, goals_id=SheetPlace.of(body["view"]).goals)
    _show(body["view"], form, visit)
    ack()


def on_start_over(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    form = sheets.start_over(visit.acting, goals_id=SheetPlace.of(body["view"]).goals)
    _show(body["view"], form, visit)
    ack()


def on_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Edit…, Share… and Change for all… push their forms over the sheet's; Drop takes the KPI off."""
    deed, _, key = action["selected_option"]["value"].partition(":")
    goals_id = SheetPlace.of(body["view"]).goals
    if deed == EDIT:
        _open_kpi(body, visit, goals_id=goals_id, key=key)
    elif deed == SHARE:
        push_share(body, visit, goals_id=goals_id, key=key)
    elif deed == CHANGE_FOR_ALL:
        push_change(body, visit, goals_id=goals_id, key=key)
    elif deed == DROP_KPI:
        _show(body["view"], sheets.drop_kpi(visit.acting, goals_id=goals_id, key=key), visit)
    ack()


def on_add(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    _open_kpi(body, visit, goals_id=SheetPlace.of(body["view"]).goals, key=None)
    ack()


def on_kpi(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """What cannot be taken is kept and said at its fields; else it is on the sheet, which is shown again."""
    place, (typed, source_id) = KpiPlace.of(view), kpi_in(view)
    try:
        form = sheets.put_kpi(
            visit.acting, goals_id=place.goals, key=place.key, typed=typed, source_id=source_id
        )
    except KpiUnclear as unclear:
        errors = {
            str(each.field): str(refusal_text(visit.words, each.code, each.facts))
            for each in reversed(unclear.problems)
        }
        ack(response_action="errors", errors=errors)
        return
    _show_beneath(view, form, visit)
    ack()


def on_kpi_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, (typed, source_id) = KpiPlace.of(view), kpi_in(view)
    with suppress(Refusal):
        sheets.keep_kpi_typed(
            visit.acting, goals_id=place.goals, key=place.key, typed=typed, source_id=source_id
        )
    ack()


def on_send(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, reason, day = SheetPlace.of(view), reason_in(view), day_in(view)
    try:
        sheets.keep_reason(visit.acting, goals_id=place.goals, reason=reason, counts_from=day)
        sent = propose(visit.acting, goals_id=place.goals, seen=place.seen, reason=reason, counts_from=day)
    except SheetChanged as changed:
        notice = refusal_text(visit.words, changed.code, changed.facts)
        ack(response_action="update", view=sheet_modal(visit.words, changed.form, notice=notice))
        return
    ack(response_action="update", view=sent_modal(visit.words, sent))


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    with suppress(Refusal):
        sheets.keep_reason(
            visit.acting,
            goals_id=SheetPlace.of(view).goals,
            reason=reason_in(view),
            counts_from=day_in(view),
        )
    ack()


def _open_kpi(body: dict[str, Any], visit: Visit, *, goals_id: int, key: str | None) -> None:
    form = sheets.open_kpi(visit.acting, goals_id=goals_id, key=key)
    visit.client.views_push(trigger_id=body["trigger_id"], view=kpi_modal(visit.words, form))


def _show(view: dict[str, Any], form: SheetForm, visit: Visit) -> None:
    """Bring the open form up to date; closed meanwhile is no matter, everything is kept."""
    try:
        show_while_open(visit.client, view["id"], sheet_modal(visit.words, form))
    except SlackApiError as error:
        if error.response["error"] != "not_found":
            raise


def _show_beneath(view: dict[str, Any], form: SheetForm, visit: Visit) -> None:
    beneath = view.get("previous_view_id") or view.get("root_view_id")
    if beneath:
        _show({"id": beneath}, form, visit)
