"""A manager recognises somebody, who says whether they want it: `/review recognise`, or the person's card."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.text import is_blank, typed_text
from bot.errors import Refusal
from bot.services.reviews import recognition
from bot.slack.client import Slack
from handlers.carried import row_id
from handlers.opening import open_form, open_over
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.recognition_card import AGREE, DECLINE, TAKE_DOWN
from messages.reviews.recognition_modal import (
    CHANNEL,
    FORM,
    OPEN,
    WORDS,
    asked_modal,
    candidates_modal,
    recognition_modal,
)

FIELDS = {
    "recognition.words_missing": WORDS,
    "recognition.words_long": WORDS,
    "recognition.says_score": WORDS,
    "recognition.same": WORDS,
    "recognition.channel_missing": CHANNEL,
    "recognition.not_in_channel": CHANNEL,
    "recognition.at_work": CHANNEL,
}
"""By which field a refusal stands; what else there is, is about the whole."""


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.view(FORM)(on_written)
    app.view_closed(FORM)(on_closed)
    app.action(AGREE)(on_agree)
    app.action(DECLINE)(on_decline)
    app.action(TAKE_DOWN)(on_take_down)


def on_recognise(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review recognise`"""
    view = candidates_modal(visit.words, recognition.candidates(visit.acting))
    open_form(visit.client, command["trigger_id"], view)
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = recognition.open_recognition(visit.acting, review_id=row_id(action["value"]))
    open_over(visit.client, body, recognition_modal(visit.words, form))
    ack()


def on_written(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    review, asking = _two(view["private_metadata"])
    words, chosen = _typed(view)
    try:
        if chosen:
            _require_a_place(visit, chosen)
        facts = recognition.ask(
            visit.acting,
            review_id=review,
            words=words,
            channel=chosen,
            asking=asking,
        )
    except Refusal as refusal:
        field = FIELDS.get(refusal.code)
        if field is None:
            raise
        raise Refusal(refusal.code, field=field, **refusal.facts) from None
    ack(response_action="update", view=asked_modal(visit.words, facts))


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        review, _ = _two(view["private_metadata"])
        words, chosen = _typed(view)
        if not is_blank(words):
            recognition.keep_words(visit.acting, review_id=review, words=words, channel=chosen)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_agree(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    number, asking = _two(action["value"])
    recognition.agree(visit.acting, recognition_id=number, asking=asking)
    ack()


def on_decline(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    number, asking = _two(action["value"])
    recognition.decline(visit.acting, recognition_id=number, asking=asking)
    ack()


def on_take_down(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    number, _ = _two(action["value"])
    recognition.take_down(visit.acting, recognition_id=number)
    ack()


def _typed(view: dict[str, Any]) -> tuple[str, str]:
    """The words, and the channel that was chosen; empty where the settings name one."""
    values = view["state"]["values"]
    chosen = (values.get(CHANNEL, {}).get(CHANNEL) or {}).get("selected_channel") or ""
    return typed_text(values[WORDS][WORDS].get("value") or ""), chosen


def _require_a_place(visit: Visit, channel: str) -> None:
    """Steward has to be in it, and neither the desk nor developers work there: no review is spoken of."""
    name = Slack(visit.client).joined(channel)
    if name is None:
        raise Refusal("recognition.not_in_channel")
    channels = visit.acting.policy.channels
    if {name, channel} & {each.removeprefix("#") for each in (channels.intake, channels.developers)}:
        raise Refusal("recognition.at_work")


def _two(value: str) -> tuple[int, int]:
    """The id, and which wording. Raises Refusal("card.unknown")."""
    number, _, asking = value.partition(":")
    return row_id(number), int(asking[:6]) if asking.isascii() and asking.isdecimal() else 0
