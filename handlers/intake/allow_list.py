"""Naming colleagues who may always mention one: the form, from Home."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.allow_list import ALLOWED
from bot.services.intake.allow_list import allow, who_may_ping
from handlers.opening import open_over
from handlers.visit import Visit
from messages.home.pings import ALLOW
from messages.intake.allow_list_modal import FORM, allow_list_modal, allowed_modal


def register(app: App) -> None:
    app.action(ALLOW)(on_open)
    app.view(FORM)(on_chosen)


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, allow_list_modal(visit.words, who_may_ping(visit.acting)))
    ack()


def on_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    accounts = view["state"]["values"][ALLOWED][ALLOWED].get("selected_users") or ()
    listed = allow(visit.acting, accounts=accounts)
    ack(response_action="update", view=allowed_modal(visit.words, listed))
