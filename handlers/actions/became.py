"""What became of a training or a mentor pairing."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.actions.became import HELPED, LINE
from bot.services.actions import became
from handlers.actions.action_form import OverList, option_in, seen_in, text_in
from handlers.actions.my_actions import list_beneath, list_under
from handlers.opening import open_over
from handlers.visit import Visit
from messages.actions.actions_modal import BECAME
from messages.actions.became_modal import BECAME_FORM, became_modal


def register(app: App) -> None:
    app.action(BECAME)(on_open)
    app.view(BECAME_FORM)(on_said)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    action_id, _ = seen_in(action["value"])
    listed = became.to_say_what_became(visit.acting, action_id=action_id)
    under = list_under(body, visit)
    modal = became_modal(
        visit.words, listed, reader=visit.person, about=under.about, only_growth=under.only_growth
    )
    open_over(visit.client, body, modal)
    ack()


def on_said(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    carries = OverList.of(view)
    became.say_what_became(
        visit.acting,
        action_id=carries.action,
        helped=option_in(view, HELPED),
        line=text_in(view, LINE),
    )
    list_beneath(view, carries.about, visit, only_growth=carries.only_growth)
    ack()
