"""`/review growth`: what was offered, taken up, and what became of it; with `@name` one person's."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import mentioned
from bot.services.actions.growth import read_growth
from bot.services.actions.my_actions import read_actions, read_actions_of_account
from handlers.carried import row_id
from handlers.opening import open_form, open_over
from handlers.visit import Visit
from messages.actions.actions_modal import ME, actions_modal
from messages.actions.growth_modal import LIST, LIST_OTHER, growth_modal


def register(app: App) -> None:
    app.action(LIST)(on_list)
    app.action(LIST_OTHER)(on_list)


def on_growth(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    named = mentioned(command.get("text") or "")
    if named:
        page = read_actions_of_account(visit.acting, account=named[0], only_growth=True)
        shown = actions_modal(visit.words, page)
    else:
        shown = growth_modal(visit.words, read_growth(visit.acting))
    open_form(visit.client, command["trigger_id"], shown)
    ack()


def on_list(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about = None if action["value"] == ME else row_id(action["value"])
    page = read_actions(visit.acting, person_id=about, only_growth=True)
    open_over(visit.client, body, actions_modal(visit.words, page))
    ack()
