"""Somebody asks for their self-score back; their manager gives it back, or keeps it."""

from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, ValidationError
from slack_bolt import Ack, App

from bot.domain.reviews.take_back import WHY_LIMIT
from bot.domain.text import is_blank, typed_text
from bot.errors import Refusal
from bot.services.reviews.take_back import ask_back, give_back, keep_it, keep_why, to_ask_back
from handlers.carried import row_id
from handlers.opening import open_form
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.my_review_card import TAKE_BACK
from messages.reviews.take_back_card import GIVE_BACK, KEEP
from messages.reviews.take_back_modal import TAKE_BACK_FORM, WHY, take_back_modal

Why = Annotated[str, StringConstraints(strip_whitespace=True, max_length=WHY_LIMIT)]


class WhyForm(BaseModel):
    """What they want to change."""

    why: Annotated[Why, Field(min_length=1)]


def register(app: App) -> None:
    app.action(TAKE_BACK)(on_take_back)
    app.view(TAKE_BACK_FORM)(on_asked_back)
    app.view_closed(TAKE_BACK_FORM)(on_closed)
    app.action(GIVE_BACK)(on_give_back)
    app.action(KEEP)(on_keep)


def on_take_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    review_id = row_id(action["value"])
    manager, typed = to_ask_back(visit.acting, review_id=review_id)
    view = take_back_modal(visit.words, review_id=review_id, manager=manager, typed=typed)
    open_form(visit.client, body["trigger_id"], view)
    ack()


def on_asked_back(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ask_back(visit.acting, review_id=row_id(view["private_metadata"]), why=_why(view))
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        if why := _typed(view)[:WHY_LIMIT]:
            keep_why(visit.acting, review_id=row_id(view["private_metadata"]), why=why)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_give_back(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    review_id, number = _wish(action["value"])
    give_back(visit.acting, review_id=review_id, number=number)
    ack()


def on_keep(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    review_id, number = _wish(action["value"])
    keep_it(visit.acting, review_id=review_id, number=number)
    ack()


def _wish(value: str) -> tuple[int, int]:
    """The review, and the step with which it was asked for. Raises Refusal("card.unknown")."""
    review_id, _, number = value.partition(":")
    return row_id(review_id), row_id(number)


def _why(view: dict[str, Any]) -> str:
    typed = _typed(view)
    if is_blank(typed):
        raise Refusal("self_score.no_why", field=WHY)
    try:
        return WhyForm(why=typed).why
    except ValidationError:
        raise Refusal("self_score.too_long", field=WHY, limit=WHY_LIMIT) from None


def _typed(view: dict[str, Any]) -> str:
    return typed_text(str(view["state"]["values"][WHY][WHY].get("value") or "")).strip()
