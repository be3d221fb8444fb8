"""A manager writes the improvement plan that a result wants."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.actions.plans import open_plan_form
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.actions.action_modal import action_modal
from messages.actions.actions_modal import WRITE_PLAN


def register(app: App) -> None:
    app.action(WRITE_PLAN)(on_write_plan)


def on_write_plan(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_plan_form(visit.acting, review_id=row_id(action["value"]))
    open_over(visit.client, body, action_modal(visit.words, form))
    ack()
