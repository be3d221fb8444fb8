"""`/intake glossary`: looked through, added to, changed."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.errors import Refusal
from bot.services.intake.glossary import keep_term_typed, open_term, read_glossary, retire_term, save_term
from handlers.carried import row_id
from handlers.intake.forms import text_in
from handlers.intake.glossary_form import ListPlace, TermPlace, fields_in, term_in
from handlers.opening import bring_up_to_date, open_form, show_beneath
from handlers.visit import Visit
from messages.intake.glossary_form import RETIRE_FORM, TERM_FORM, retire_form, term_form
from messages.intake.glossary_modal import (
    ADD_TERM,
    EDIT,
    GLOSSARY_VIEW,
    RETIRE,
    SEARCH,
    SEARCH_LIMIT,
    TERM_MENU,
    TURN_PAGE,
    glossary_modal,
)


def register(app: App) -> None:
    app.view(GLOSSARY_VIEW)(on_search)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)
    app.action(ADD_TERM)(on_add)
    app.action(TERM_MENU)(on_menu)
    app.view(TERM_FORM)(on_save)
    app.view_closed(TERM_FORM)(on_closed)
    app.view(RETIRE_FORM)(on_retire)


def on_glossary(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    open_form(visit.client, command["trigger_id"], _list(visit, ListPlace()))
    ack()


def on_search(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    search = text_in(view, SEARCH)[:SEARCH_LIMIT]
    ack(response_action="update", view=_list(visit, ListPlace(search=search)))


def on_turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = action["value"]
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    place = ListPlace(search=ListPlace.of(body["view"]).search, page=int(page[:4]))
    bring_up_to_date(visit.client, body["view"], _list(visit, place), newest=lambda: _list(visit, place))
    ack()


def on_add(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    _push(body, visit, term_id=None)
    ack()


def on_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Edit… and Retire… push a form over the list."""
    deed, _, number = action["selected_option"]["value"].partition(":")
    if deed not in (EDIT, RETIRE):
        raise Refusal("card.unknown")
    _push(body, visit, term_id=row_id(number), retires=deed == RETIRE)
    ack()


def on_save(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place, fields = TermPlace.of(view), fields_in(view)
    try:
        term = term_in(fields, place)
    except Refusal:
        keep_term_typed(visit.acting, term_id=place.term or None, typed=fields)
        raise
    save_term(visit.acting, term, typed=fields)
    show_beneath(visit.client, view, _list(visit, place.list))
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    keep_term_typed(visit.acting, term_id=TermPlace.of(view).term or None, typed=fields_in(view))
    ack()


def on_retire(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = TermPlace.of(view)
    retire_term(visit.acting, term_id=place.term)
    show_beneath(visit.client, view, _list(visit, place.list))
    ack()


def _list(visit: Visit, place: ListPlace) -> dict[str, Any]:
    terms = read_glossary(visit.acting, search=place.search)
    return glossary_modal(visit.words, terms, search=place.search, page=place.page)


def _push(body: dict[str, Any], visit: Visit, *, term_id: int | None, retires: bool = False) -> None:
    kept, unfinished = open_term(visit.acting, term_id=term_id)
    over = ListPlace.of(body["view"]).model_dump()
    view = (
        retire_form(visit.words, kept, over=over)
        if kept and retires
        else term_form(visit.words, kept, unfinished, over=over)
    )
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)
