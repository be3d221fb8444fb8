"""Reading feedback: one's own lists, and as a manager or HR what is on record about somebody."""

import re
from contextlib import suppress
from typing import Annotated, Any

from pydantic import BaseModel, Field
from slack_bolt import Ack, App

from bot.domain.weeks.feedback_record import Which
from bot.errors import Refusal
from bot.services.weeks.feedback_record import list_people, read_record, read_record_of_account
from handlers import carried
from handlers.carried import LARGEST_ID
from handlers.opening import bring_up_to_date, open_over, show_beneath
from handlers.visit import Visit
from messages.weeks.feedback_record_modal import (
    CHOOSE,
    PEOPLE,
    SHOW,
    TURN_PEOPLE,
    people_modal,
    record_modal,
)

MOST_PAGES = 100_000


class Listed(BaseModel):
    """Which list, whom it is about (0: nobody), which page: its private_metadata, or its button's value."""

    which: Which
    about: Annotated[int, Field(ge=0, le=LARGEST_ID)]
    page: Annotated[int, Field(ge=0, le=MOST_PAGES)]

    @classmethod
    def of_button(cls, value: str) -> "Listed":
        """Raises Refusal("card.unknown")."""
        which, _, rest = value.partition(":")
        about, _, page = rest.partition(":")
        if not (about.isdecimal() and page.isdecimal() and which in set(Which)):
            raise Refusal("card.unknown")
        return cls(which=Which(which), about=min(int(about), LARGEST_ID), page=min(int(page), MOST_PAGES))


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(SHOW)}\.(earlier|later)$"))(on_turn)
    app.action(re.compile(rf"^{re.escape(SHOW)}\.(?!earlier$|later$)"))(on_show)
    app.action(PEOPLE)(on_people)
    app.action(re.compile(rf"^{re.escape(TURN_PEOPLE)}\."))(on_turn_people)
    app.action(CHOOSE)(on_choose)


def on_show(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, _list(Listed.of_button(action["value"]), visit))
    ack()


def on_turn(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    listed = Listed.of_button(action["value"])
    _show(body["view"], listed, visit)
    ack()


def on_people(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, people_modal(visit.words, list_people(visit.acting)))
    ack()


def on_turn_people(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = action["value"]
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")

    def newest() -> dict[str, Any]:
        return people_modal(visit.words, list_people(visit.acting, page=min(int(page[:6]), MOST_PAGES)))

    bring_up_to_date(visit.client, body["view"], newest(), newest=newest)
    ack()


def on_choose(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = read_record_of_account(visit.acting, account=str(action.get("selected_user") or ""))
    open_over(visit.client, body, record_modal(visit.words, page))
    ack()


def list_again(body: dict[str, Any], visit: Visit) -> None:
    """The list in which something was clicked, as it is now; nothing where it was clicked elsewhere."""
    view = body.get("view") or {}
    with suppress(Refusal):
        if view.get("type") == "modal":
            _show(view, carried.read(Listed, view["private_metadata"]), visit)


def list_beneath(view: dict[str, Any], listed: str, visit: Visit) -> None:
    """The list over which a form was opened, as it is now; nothing where it was opened over none."""
    with suppress(Refusal):
        show_beneath(visit.client, view, _list(carried.read(Listed, listed), visit))


def _show(at: dict[str, Any], listed: Listed, visit: Visit) -> None:
    def newest() -> dict[str, Any]:
        return _list(listed, visit)

    bring_up_to_date(visit.client, at, newest(), newest=newest)


def _list(listed: Listed, visit: Visit) -> dict[str, Any]:
    about = listed.about or None
    page = read_record(visit.acting, which=listed.which, about_id=about, page=listed.page)
    return record_modal(visit.words, page)
