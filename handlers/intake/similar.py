"""What somebody makes of what is known already: it solves it, it is the same, or it is something else."""

from typing import Any

from pydantic import BaseModel
from slack_bolt import Ack, App

from bot.services.intake.similar import follow_instead, send_all_the_same, take_answer
from handlers import carried
from handlers.carried import row_id
from handlers.intake.website_issue import hand_in
from handlers.opening import show_while_open
from handlers.visit import Visit
from messages.intake.similar_modal import CALLBACK, FOLLOW, SOLVED, followed_modal, solved_modal


class Metadata(BaseModel):
    """Which form it is about."""

    submission: str


def register(app: App) -> None:
    app.action(SOLVED)(on_solved)
    app.action(FOLLOW)(on_follow)
    app.view(CALLBACK)(on_different)


def on_solved(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    submission = _submission(body["view"])
    take_answer(visit.acting, answer_id=row_id(action["value"]), submission=submission)
    view = solved_modal(visit.words, submission=submission)
    show_while_open(visit.client, body["view"]["id"], view)
    ack()


def on_follow(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    submission = _submission(body["view"])
    number, desk_reads = follow_instead(
        visit.acting, request_id=row_id(action["value"]), submission=submission
    )
    view = followed_modal(visit.words, number=number, desk_reads=desk_reads)
    show_while_open(visit.client, body["view"]["id"], view)
    ack()


def on_different(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """File the form as it was sent, once however often it is pressed."""
    sent = send_all_the_same(visit.acting, submission=_submission(view))
    if sent is not None:
        hand_in(dict(sent), visit)
    ack()


def _submission(view: dict[str, Any]) -> str:
    return carried.read(Metadata, view["private_metadata"]).submission
