"""`/intake` alone: the desk's queue, a page at a time, and a request opened from it."""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.intake.queue import Which
from bot.errors import Refusal
from bot.services.intake.queue import may_read_queue, read_my_queue, read_queue
from bot.services.intake.read_request import read_for_the_desk
from handlers import carried
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form, open_over, show_beneath, show_while_open
from handlers.visit import Visit
from messages.intake.desk_buttons import ALL_CALLBACK, OPEN, all_desk_buttons
from messages.intake.desk_request import CALLBACK as REQUEST_CALLBACK
from messages.intake.desk_request import desk_request
from messages.intake.my_queue import my_queue
from messages.intake.queue_modal import CALLBACK, SHOW, queue_modal

MOST_PAGES = 100_000
BENEATH = "beneath"
"""In what the form of a step carries: the page of the queue from which its request was opened."""


class Looked(BaseModel):
    """What of the queue is looked at, and which page."""

    which: Which | None = None
    page: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 1

    @classmethod
    def of_button(cls, value: str) -> "Looked":
        """Raises Refusal("card.unknown")."""
        which, _, page = value.partition(":")
        if not (page.isascii() and page.isdecimal() and which in {"", *Which}):
            raise Refusal("card.unknown")
        return cls(which=Which(which) if which else None, page=min(max(int(page[:9]), 1), MOST_PAGES))


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(SHOW)}\.\w+$"))(on_show)
    app.action(OPEN)(on_open)


def on_queue(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """For the desk its queue; for everybody else what they have asked for themselves."""
    if not may_read_queue(visit.acting):
        mine = my_queue(visit.words, read_my_queue(visit.acting))
        ack(text=mine.text, blocks=mine.blocks, response_type="ephemeral")
        return
    open_form(visit.client, command["trigger_id"], _queue(Looked(), visit))
    ack()


def on_show(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    looked = Looked.of_button(action["value"])
    view = body.get("view") or {}
    if view.get("callback_id") == CALLBACK:
        bring_up_to_date(visit.client, view, _queue(looked, visit), newest=lambda: _queue(looked, visit))
    else:
        open_over(visit.client, body, _queue(looked, visit))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view = body.get("view") or {}
    from_queue = view["private_metadata"] if view.get("callback_id") == CALLBACK else ""
    open_over(visit.client, body, _request(row_id(action["value"]), from_queue, visit))
    ack()


def show_again(visit: Visit, body: Mapping[str, Any], number: int) -> None:
    """What was pressed in, as it is now: a request that the desk reads, and the queue beneath it. A card is
    brought up to date by delivery.
    """
    view = body.get("view") or {}
    if view.get("callback_id") == ALL_CALLBACK:
        request = read_for_the_desk(visit.acting, request_id=number)
        show_while_open(
            visit.client, view["id"], all_desk_buttons(visit.words, request, reader_id=visit.person.id)
        )
    elif view.get("callback_id") == REQUEST_CALLBACK:
        from_queue = view.get("private_metadata") or ""
        show_while_open(visit.client, view["id"], _request(number, from_queue, visit))
        if from_queue:
            show_beneath(visit.client, dict(view), _queue(carried.read(Looked, from_queue), visit))


def open_for_a_step(visit: Visit, body: dict[str, Any], form: dict[str, Any]) -> None:
    """Open the form of a step for whoever pressed its button."""
    at = body.get("view") or {}
    if at.get("callback_id") == REQUEST_CALLBACK and at.get("private_metadata"):
        form = _above(form, at["private_metadata"])
    open_over(visit.client, body, form)


def still_above(form: Mapping[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    """A form that is shown anew goes on to carry what lies beneath it."""
    beneath = json.loads(form["private_metadata"]).get(BENEATH)
    return _above(fresh, beneath) if beneath else fresh


def show_beneath_a_step(visit: Visit, form: Mapping[str, Any], number: int) -> None:
    """Under the form of a step that was taken: the request as it is now, and the queue beneath that.

    `form`: the view as Slack sent it. One that was opened by itself has nothing beneath.
    """
    if not form.get("previous_view_id"):
        return
    from_queue = json.loads(form["private_metadata"]).get(BENEATH) or ""
    try:
        request = _request(number, from_queue, visit)
    except Refusal:  # private by now, and no longer theirs to read
        return
    show_while_open(visit.client, form["previous_view_id"], request)
    if from_queue:
        show_while_open(visit.client, form["root_view_id"], _queue(carried.read(Looked, from_queue), visit))


def _above(form: dict[str, Any], beneath: str) -> dict[str, Any]:
    carries = json.loads(form.get("private_metadata") or "{}")
    return {**form, "private_metadata": json.dumps({**carries, BENEATH: beneath})}


def _request(number: int, from_queue: str, visit: Visit) -> dict[str, Any]:
    request = read_for_the_desk(visit.acting, request_id=number)
    return desk_request(visit.words, request, reader_id=visit.person.id, carried=from_queue)


def _queue(looked: Looked, visit: Visit) -> dict[str, Any]:
    page = read_queue(visit.acting, which=looked.which, page=looked.page)
    return queue_modal(visit.words, page)
