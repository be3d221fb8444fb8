"""A manager rates a job-responsibility form or asks for another; everybody who may reads it in full."""

from contextlib import suppress
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.goals import job_form_rating as use
from bot.services.goals.job_form_facts import read_job_form
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.goals.job_form_form import VersionRead, VersionShown, answers_in
from handlers.opening import open_form, open_over, show_instead
from handlers.visit import Visit
from messages.goals.job_form_buttons import ASK, RATE, READ, READ_VERSION
from messages.goals.job_form_rating_modal import (
    ASK_FORM,
    MET,
    NOTE,
    RATE_FORM,
    REASON,
    ask_for_another_modal,
    job_form_rating_modal,
    signed_text,
)
from messages.goals.job_form_read_modal import job_form_read_modal
from messages.refusals import refusal_text


class RatingPlace(BaseModel):
    """Which version of which form was on the screen: the form's private_metadata."""

    form: Annotated[int, Field(gt=0, le=LARGEST_ID)]
    number: Annotated[int, Field(gt=0, le=LARGEST_ID)]

    @classmethod
    def of(cls, view: dict[str, Any]) -> "RatingPlace":
        """Raises Refusal("card.unknown")."""
        return carried.read(cls, view["private_metadata"])


def register(app: App) -> None:
    app.action(READ)(on_read)
    app.action(READ_VERSION)(on_read_version)
    app.action(RATE)(on_rate)
    app.view(RATE_FORM)(on_rated)
    app.view_closed(RATE_FORM)(on_closed)
    app.action(ASK)(on_ask)
    app.view(ASK_FORM)(on_asked)


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, _read(action["value"], visit))
    ack()


def on_read_version(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    show_instead(visit.client, body, _read(action["selected_option"]["value"], visit))
    ack()


def on_rate(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = use.open_rating(visit.acting, form_id=row_id(action["value"]))
    show_instead(visit.client, body, job_form_rating_modal(visit.words, form))
    ack()


def on_rated(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = RatingPlace.of(view)
    try:
        facts = use.rate(
            visit.acting,
            form_id=place.form,
            number=place.number,
            answers=answers_in(view, met=MET, note=NOTE),
        )
    except use.RatedSomethingElse as other:
        notice = refusal_text(visit.words, other.code, other.facts)
        ack(
            response_action="update",
            view=job_form_rating_modal(visit.words, other.form, notice=notice),
        )
        return
    notice = signed_text(visit.words, facts)
    ack(
        response_action="update",
        view=job_form_read_modal(visit.words, facts, reader=visit.person, notice=notice),
    )


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    with suppress(Refusal):
        use.keep_rating(
            visit.acting,
            form_id=RatingPlace.of(view).form,
            answers=answers_in(view, met=MET, note=NOTE),
        )
    ack()


def on_ask(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    shown = VersionShown.of(action["value"])
    facts = use.to_ask_for_another(visit.acting, form_id=shown.form_id, number=shown.number)
    open_form(visit.client, body["trigger_id"], ask_for_another_modal(visit.words, facts))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    shown = VersionShown.of(view["private_metadata"])
    reason = next(iter(view["state"]["values"][REASON].values())).get("value") or ""
    use.ask_for_another(visit.acting, form_id=shown.form_id, number=shown.number, reason=typed_text(reason))
    ack()


def _read(value: str, visit: Visit) -> dict[str, Any]:
    shown = VersionRead.of(value)
    facts = read_job_form(visit.acting, form_id=shown.form_id, number=shown.number)
    return job_form_read_modal(visit.words, facts, reader=visit.person)
