"""`/review plan`: the goals of a period, and who has taken them up."""

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.domain.goals.plan_view import Chosen
from bot.errors import Refusal
from bot.services.goals.plans import read_plan
from handlers.goals.plans_form import chosen_by, chosen_in
from handlers.opening import bring_up_to_date, open_form
from handlers.visit import Visit
from messages.goals.plan_modal import PERIOD, SHOWING, TURN_PAGE, WHOSE, plan_modal


def register(app: App) -> None:
    for choice in (PERIOD, WHOSE, SHOWING):
        app.action(choice)(on_choose)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)


def on_plan(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    view = read_plan(visit.acting, Chosen())
    open_form(visit.client, command["trigger_id"], plan_modal(visit.words, view))
    ack()


def on_choose(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    show_plan(body["view"], chosen_by(body["view"], action), visit)
    ack()


def on_turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = action["value"]
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    show_plan(body["view"], replace(chosen_in(body["view"]), page=int(page[:4])), visit)
    ack()


def show_plan(at: dict[str, Any], chosen: Chosen, visit: Visit) -> None:
    """What was chosen of the plan, in the view that Slack sent."""

    def newest() -> dict[str, Any]:
        return plan_modal(visit.words, read_plan(visit.acting, chosen))

    bring_up_to_date(visit.client, at, newest(), newest=newest)
