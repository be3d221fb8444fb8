"""Whom a training is offered to takes it up, or says why not."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.actions.trainings import WHY
from bot.services.actions import trainings
from handlers.actions.action_form import OverList, seen_in, text_in
from handlers.actions.my_actions import list_again, list_beneath, list_under
from handlers.opening import open_over
from handlers.visit import Visit
from messages.actions.actions_modal import TAKE_UP, TURN_DOWN
from messages.actions.training_modal import DECLINE_FORM, decline_training_modal


def register(app: App) -> None:
    app.action(TAKE_UP)(on_take_up)
    app.action(TURN_DOWN)(on_turn_down)
    app.view(DECLINE_FORM)(on_turned_down)


def on_take_up(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    action_id, _ = seen_in(action["value"])
    trainings.take_up(visit.acting, action_id=action_id)
    list_again(body, visit)
    ack()


def on_turn_down(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    action_id, _ = seen_in(action["value"])
    listed = trainings.to_turn_down(visit.acting, action_id=action_id)
    under = list_under(body, visit)
    modal = decline_training_modal(visit.words, listed, about=under.about, only_growth=under.only_growth)
    open_over(visit.client, body, modal)
    ack()


def on_turned_down(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carries = OverList.of(view)
    trainings.turn_down(visit.acting, action_id=carries.action, why=text_in(view, WHY))
    list_beneath(view, carries.about, visit, only_growth=carries.only_growth)
    ack()
