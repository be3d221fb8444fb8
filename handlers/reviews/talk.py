"""The talk about a result: prepared, proposed, held; and its employee's answer."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.reviews import talk as talks
from bot.services.reviews.talk_preparation import keep_preparation, open_preparation, prepare
from handlers.carried import numbers, row_id
from handlers.opening import open_over
from handlers.reviews.talk_form import day_in, preparation_in
from handlers.security import note_overreach
from handlers.visit import Visit
from handlers.weeks.digest_words_form import times_in
from messages.reviews.my_talk_card import ACKNOWLEDGE, CHOOSE, DENY
from messages.reviews.talk_card import HELD_ON, PREPARE, PROPOSE
from messages.reviews.talk_modals import (
    HELD_FORM,
    PREPARE_FORM,
    TIMES_FORM,
    held_modal,
    prepare_modal,
    times_modal,
)


def register(app: App) -> None:
    app.action(PREPARE)(on_prepare)
    app.view(PREPARE_FORM)(on_prepared)
    app.view_closed(PREPARE_FORM)(on_closed)
    app.action(PROPOSE)(on_propose)
    app.view(TIMES_FORM)(on_proposed)
    app.action(re.compile(rf"^{re.escape(CHOOSE)}\.\d$"))(on_choose)
    app.action(HELD_ON)(on_held_on)
    app.view(HELD_FORM)(on_held)
    app.action(ACKNOWLEDGE)(on_acknowledge)
    app.action(DENY)(on_deny)


def on_prepare(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, found = open_preparation(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, prepare_modal(visit.words, facts, found))
    ack()


def on_prepared(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    prepare(visit.acting, talk_id=row_id(view["private_metadata"]), typed=preparation_in(view))
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        keep_preparation(visit.acting, talk_id=row_id(view["private_metadata"]), typed=preparation_in(view))
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_propose(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, times = talks.open_times(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, times_modal(visit.words, facts, times))
    ack()


def on_proposed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    talks.offer(visit.acting, talk_id=row_id(view["private_metadata"]), times=times_in(view))
    ack()


def on_choose(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    talk_id, number, place = numbers(action["value"], parts=3)
    talks.choose(visit.acting, talk_id=talk_id, number=number, place=place)
    ack()


def on_held_on(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = talks.open_held(visit.acting, talk_id=row_id(action["value"]))
    open_over(visit.client, body, held_modal(visit.words, facts))
    ack()


def on_held(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    talks.hold(visit.acting, talk_id=row_id(view["private_metadata"]), day=day_in(view))
    ack()


def on_acknowledge(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    talks.acknowledge(visit.acting, talk_id=row_id(action["value"]))
    ack()


def on_deny(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    talks.deny(visit.acting, talk_id=row_id(action["value"]))
    ack()
