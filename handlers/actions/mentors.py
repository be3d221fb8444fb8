"""Whoever is asked to be a mentor says yes, or not now; HR sees who has taken on how much."""

from typing import Any

from slack_bolt import Ack, App

from bot.services.actions import mentors
from handlers.actions.action_form import text_in
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.actions.growth_modal import MENTORS, mentors_modal
from messages.actions.mentor_card import ACCEPT, DECLINE
from messages.actions.mentor_modal import DECLINE_FORM, WHY, decline_modal


def register(app: App) -> None:
    app.action(ACCEPT)(on_accept)
    app.action(DECLINE)(on_decline)
    app.view(DECLINE_FORM)(on_declined)
    app.action(MENTORS)(on_read)


def on_accept(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    mentors.accept(visit.acting, action_id=row_id(action["value"]))
    ack()


def on_decline(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    listed = mentors.to_decline(visit.acting, action_id=row_id(action["value"]))
    open_over(visit.client, body, decline_modal(visit.words, listed))
    ack()


def on_declined(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    mentors.decline(visit.acting, action_id=row_id(view["private_metadata"]), why=text_in(view, WHY))
    ack()


def on_read(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    page = mentors.read_mentors(visit.acting)
    open_over(visit.client, body, mentors_modal(visit.words, page))
    ack()
