"""What a manager says to a check-in, at one tap or in words; and what comes back."""

import re
from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.weeks.digest_words import (
    accept_talk,
    keep_reply,
    offer_talk,
    offer_times,
    open_reply,
    open_talk,
    reply,
    thank,
)
from handlers.carried import numbers, row_id
from handlers.opening import open_form
from handlers.visit import Visit
from handlers.weeks.digest_words_form import WordPlace, text_in, times_in
from messages.weeks.digest_card import OTHER_TIMES, REPLY, TALK, THANK
from messages.weeks.digest_words_card import ACCEPT, ANSWER, NONE_OF_THESE
from messages.weeks.digest_words_modal import REPLY_FORM, TALK_FORM, reply_modal, talk_modal


def register(app: App) -> None:
    app.action(THANK)(on_thank)
    app.action(TALK)(on_talk)
    app.action(OTHER_TIMES)(on_other_times)
    app.action(REPLY)(on_open_reply)
    app.action(ANSWER)(on_open_reply)
    app.action(NONE_OF_THESE)(on_none_of_these)
    app.action(re.compile(rf"^{re.escape(ACCEPT)}\.\d$"))(on_accept)
    app.view(REPLY_FORM)(on_reply)
    app.view_closed(REPLY_FORM)(on_close)
    app.view(TALK_FORM)(on_times)


def on_thank(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    thank(visit.acting, check_in_id=row_id(action["value"]))
    ack()


def on_talk(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    offer_talk(visit.acting, check_in_id=row_id(action["value"]))
    ack()


def on_other_times(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_talk(visit.acting, check_in_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], talk_modal(visit.words, form))
    ack()


def on_open_reply(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_reply(visit.acting, check_in_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], reply_modal(visit.words, form))
    ack()


def on_none_of_these(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    check_in_id, number = numbers(action["value"], parts=2)
    form = open_reply(visit.acting, check_in_id=check_in_id)
    open_form(visit.client, body["trigger_id"], reply_modal(visit.words, form, declines=number))
    ack()


def on_accept(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    check_in_id, number, place = numbers(action["value"], parts=3)
    accept_talk(visit.acting, check_in_id=check_in_id, number=number, place=place)
    ack()


def on_reply(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = WordPlace.of(view)
    reply(visit.acting, check_in_id=place.check_in, text=text_in(view), declines=place.declines)
    ack()


def on_times(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    offer_times(visit.acting, check_in_id=WordPlace.of(view).check_in, times=times_in(view))
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        keep_reply(visit.acting, check_in_id=WordPlace.of(view).check_in, text=text_in(view))
    ack()
