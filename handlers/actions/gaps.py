"""From where something is seen to be lacking to the form of an action for it."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.actions.action import ActionKind
from bot.services.actions.action_form import open_action_form
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.actions.action_modal import action_modal
from messages.actions.gaps import CLOSE


def register(app: App) -> None:
    app.action(CLOSE)(on_close_gap)


def on_close_gap(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A training is the obvious one; the form offers what is lacking besides."""
    person_id, _, tied = action["value"].partition(":")
    form = open_action_form(
        visit.acting, person_id=row_id(person_id), kind=ActionKind.TRAINING.value, tied=tied
    )
    open_over(visit.client, body, action_modal(visit.words, form))
    ack()
