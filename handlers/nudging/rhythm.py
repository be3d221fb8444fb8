"""Choosing one's own day and hour: from a reminder, from the Home tab."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.nudging.rhythm import HOUR, WEEKDAY, Rhythm
from bot.errors import Refusal
from bot.services.nudging.rhythm import choose_rhythm, what_can_be_chosen
from handlers.opening import open_over
from handlers.visit import Visit
from messages.nudging.rhythm_modal import RHYTHM, RHYTHM_FORM, chosen_modal, rhythm_modal


def register(app: App) -> None:
    app.action(RHYTHM)(on_rhythm)
    app.view(RHYTHM_FORM)(on_chosen)


def on_rhythm(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, rhythm_modal(visit.words, what_can_be_chosen(visit.acting)))
    ack()


def on_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    rhythm = Rhythm(weekday=_number(view, WEEKDAY), hour=_number(view, HOUR))
    now_it_is = choose_rhythm(visit.acting, rhythm=rhythm)
    ack(response_action="update", view=chosen_modal(visit.words, now_it_is))


def _number(view: dict[str, Any], field: str) -> int:
    """Raises Refusal("card.unknown") for what no choice of ours is."""
    value = (view["state"]["values"][field][field].get("selected_option") or {}).get("value", "")
    if not (value.isascii() and value.isdecimal() and len(value) < 3):
        raise Refusal("card.unknown")
    return int(value)
