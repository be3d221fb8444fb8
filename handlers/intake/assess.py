"""The form in which the desk judges a request: it says what comes out while it is filled in."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.services.intake.assess import assess, keep_assessment, look_at_assessment, open_assessment
from handlers.intake.assess_form import AssessPlace, assessment_in, values_in
from handlers.intake.queue import open_for_a_step, show_beneath_a_step, still_above
from handlers.opening import bring_up_to_date
from handlers.visit import Visit
from messages.intake.assess_form import CALLBACK, FIELD, assess_form


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(FIELD)}\."))(on_choose)
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)


def open_assess_form(visit: Visit, body: dict[str, Any], number: int) -> None:
    """Open it for whoever pressed the button."""
    form = open_assessment(visit.acting, request_id=number)
    open_for_a_step(visit, body, assess_form(visit.words, form))


def on_choose(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """Show what comes out; what was chosen is kept."""
    view = body["view"]

    def newest() -> dict[str, Any]:
        place, values = AssessPlace.of(view), values_in(view)
        form = look_at_assessment(visit.acting, request_id=place.request, values=values)
        return still_above(view, assess_form(visit.words, form, seen=place.seen))

    bring_up_to_date(visit.client, view, newest(), newest=newest)
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, values = AssessPlace.of(view), values_in(view)
    assess(
        visit.acting,
        assessment_in(values),
        request_id=place.request,
        seen=place.seen,
        values=values,
        submission=view["id"],
    )
    show_beneath_a_step(visit, view, place.request)
    ack()


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = AssessPlace.of(view)
    keep_assessment(visit.acting, request_id=place.request, values=values_in(view), submission=view["id"])
    ack()
