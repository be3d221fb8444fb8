"""Writing and reading a brief."""

from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.intake.brief import keep_brief, open_brief, read_brief, save_brief
from handlers.carried import row_id
from handlers.intake.brief_form import BriefPlace, parts_in, require_room
from handlers.intake.queue import open_for_a_step, show_beneath_a_step, still_above
from handlers.opening import open_over
from handlers.visit import Visit
from messages.intake.brief_card import READ
from messages.intake.brief_form import CALLBACK, brief_form, brief_saved
from messages.intake.brief_modal import brief_modal
from messages.refusals import refusal_text

MEANWHILE = "brief.meanwhile"


def register(app: App) -> None:
    app.action(READ)(on_read)
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)


def write_brief(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open the form for whoever pressed the button."""
    form = open_brief(visit.acting, request_id=number)
    open_for_a_step(visit, body, brief_form(visit.words, form))


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    read = read_brief(visit.acting, request_id=row_id(action["value"]))
    open_over(visit.client, body, brief_modal(visit.words, read))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """What a colleague saved meanwhile is shown beside what was written; what is missing, once it is kept."""
    place, parts = BriefPlace.of(view), parts_in(view)
    try:
        require_room(parts)
    except Refusal:
        _keep(view, visit)
        raise
    try:
        brief = save_brief(
            visit.acting, request_id=place.request, parts=parts, seen=place.seen, submission=view["id"]
        )
    except Refusal as refusal:
        if refusal.code != MEANWHILE:
            raise
        form = open_brief(visit.acting, request_id=place.request)
        notice = refusal_text(visit.words, refusal.code, refusal.facts)
        fresh = still_above(view, brief_form(visit.words, form, notice=notice))
        ack(response_action="update", view=fresh)
        return
    show_beneath_a_step(visit, view, place.request)
    if brief.is_whole:
        ack()
    else:
        ack(response_action="update", view=brief_saved(visit.words, brief))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    _keep(view, visit)
    ack()


def _keep(view: dict[str, Any], visit: Visit) -> None:
    place, parts = BriefPlace.of(view), parts_in(view)
    keep_brief(visit.acting, request_id=place.request, parts=parts, seen=place.seen, submission=view["id"])
