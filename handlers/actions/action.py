"""A manager writes an action, drops one, opens one again."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.actions import action as actions
from bot.services.actions.action_form import keep_action_typed, open_action_form, see_action_form
from handlers.actions.action_form import DropCarries, FormCarries, seen_in, text_in, typed_in
from handlers.actions.my_actions import Listed, list_again, list_beneath
from handlers.carried import read, row_id
from handlers.opening import bring_up_to_date, open_over
from handlers.visit import Visit
from messages.actions.action_modal import CHOSEN, FORM, action_modal
from messages.actions.actions_modal import DROP, DROP_FORM, LIST, NEW, REASON, REOPEN, drop_modal


def register(app: App) -> None:
    app.action(NEW)(on_new)
    app.action(CHOSEN)(on_chosen)
    app.view(FORM)(on_written)
    app.view_closed(FORM)(on_closed)
    app.action(DROP)(on_drop)
    app.view(DROP_FORM)(on_dropped)
    app.action(REOPEN)(on_reopen)


def on_new(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_action_form(visit.acting, person_id=row_id(action["value"]))
    over_list = (body.get("view") or {}).get("callback_id") == LIST
    open_over(visit.client, body, action_modal(visit.words, form, over_list=over_list))
    ack()


def on_chosen(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """What it is decides which fields there are."""
    view = body["view"]
    carries, typed = FormCarries.of(view), typed_in(view)

    def newest() -> dict[str, Any]:
        form = see_action_form(visit.acting, person_id=carries.about, typed=typed)
        return action_modal(visit.words, form, over_list=carries.over_list)

    bring_up_to_date(visit.client, view, newest(), newest=newest)
    ack()


def on_written(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carries, typed = FormCarries.of(view), typed_in(view)
    about = carries.about
    try:
        actions.write_action(visit.acting, person_id=about, typed=typed, submission=view["id"])
    except Refusal as refusal:
        if refusal.field is None or refusal.field in view["state"]["values"]:
            raise
        # Slack did not show the field that the last choice asks for, and takes no error beside none.
        form = see_action_form(visit.acting, person_id=about, typed=typed)
        ack(response_action="update", view=action_modal(visit.words, form, over_list=carries.over_list))
        return
    if carries.over_list:
        list_beneath(view, about, visit)
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        keep_action_typed(visit.acting, person_id=FormCarries.of(view).about, typed=typed_in(view))
    ack()


def on_drop(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    action_id, _ = seen_in(action["value"])
    listed = actions.to_drop(visit.acting, action_id=action_id)
    under = read(Listed, body["view"]["private_metadata"])
    modal = drop_modal(visit.words, listed, about=under.about, only_growth=under.only_growth)
    open_over(visit.client, body, modal)
    ack()


def on_dropped(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carries = DropCarries.of(view)
    actions.drop_action(
        visit.acting, action_id=carries.action, seen=carries.seen, reason=text_in(view, REASON)
    )
    list_beneath(view, carries.about, visit, only_growth=carries.only_growth)
    ack()


def on_reopen(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    action_id, seen = seen_in(action["value"])
    actions.reopen_action(visit.acting, action_id=action_id, seen=seen)
    list_again(body, visit)
    ack()
