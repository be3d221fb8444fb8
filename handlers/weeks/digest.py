"""A manager reads how the week was: all of it, or one person's."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.weeks.check_in_facts import read_check_in
from bot.services.weeks.digest import read_digest
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from handlers.weeks.check_in_form import week_of
from messages.weeks.digest_card import READ_ALL
from messages.weeks.digest_home import READ
from messages.weeks.digest_modal import digest_modal, one_modal


def register(app: App) -> None:
    app.action(READ_ALL)(on_read_all)
    app.action(READ)(on_read)


def on_read_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_digest(visit.acting, week=week_of(action["value"]))
    open_over(visit.client, body, digest_modal(visit.words, facts))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_check_in(visit.acting, check_in_id=row_id(action["value"]))
    open_over(visit.client, body, one_modal(visit.words, facts))
    ack()
