"""From Home: the KPI sheets of a manager's people, or for HR of the company."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.goals.my_goals import list_sheets
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.goals.sheets_modal import SHEETS, sheets_modal


def register(app: App) -> None:
    app.action(SHEETS)(on_sheets)


def on_sheets(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    sheets = list_sheets(visit.acting, cycle_id=row_id(action["value"]))
    open_over(visit.client, body, sheets_modal(visit.words, sheets))
    ack()
