"""Somebody reads what happened: *History* on Home or `/review history`, a manager `/review history @name`."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import mentioned
from bot.domain.reviews.history import Subject
from bot.errors import Refusal
from bot.services.reviews.history import read_entry, read_history, read_history_of_account
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form, open_over
from handlers.visit import Visit
from messages.reviews.history_modal import OPEN, READ, TURN, entry_modal, history_modal

MOST_PAGES = 100_000


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(READ)(on_read)
    app.action(re.compile(rf"^{re.escape(TURN)}\."))(on_turn)


def on_history(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review history`, and after it whose, where that was said."""
    named = mentioned(command.get("text") or "")
    found = read_history_of_account(visit.acting, account=named[0]) if named else read_history(visit.acting)
    open_form(visit.client, command["trigger_id"], history_modal(visit.words, found))
    ack()


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, history_modal(visit.words, read_history(visit.acting)))
    ack()


def on_turn(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about, _, page = action["value"].partition(":")
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    about_id, number = row_id(about), min(int(page[:6]), MOST_PAGES)

    def newest() -> dict[str, Any]:
        return history_modal(visit.words, read_history(visit.acting, about_id=about_id, page=number))

    bring_up_to_date(visit.client, body["view"], newest(), newest=newest)
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about, _, rest = action["value"].partition(":")
    subject, _, row = rest.partition(":")
    if subject not in set(Subject):
        raise Refusal("card.unknown")
    entry = read_entry(visit.acting, about_id=row_id(about), subject=Subject(subject), row_id=row_id(row))
    open_over(visit.client, body, entry_modal(visit.words, entry))
    ack()
