"""Known answers: chosen in the form of an answer; listed, added, changed and retired by `/intake answers`."""

import re
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints
from slack_bolt import Ack, App

from bot.domain.intake.known_answers import PAGE_LIMIT, TEXT_LIMIT, TITLE_LIMIT, filled_in
from bot.domain.intake.markup import as_seen
from bot.domain.places import locale_told
from bot.domain.text import name_text, typed_text
from bot.errors import Refusal
from bot.services.intake.known_answers import (
    Entered,
    all_answers,
    begin_answer,
    read_answer,
    retire_answer,
    save_answer,
)
from bot.services.intake.triage import open_step
from handlers import carried
from handlers.carried import LARGEST_ID, row_id
from handlers.intake.forms import checked, step_metadata, typed
from handlers.intake.queue import still_above
from handlers.opening import bring_up_to_date, open_form, open_over, show_beneath, show_while_open
from handlers.visit import Visit
from messages.intake.known_answers_choice import CHOOSE, KNOWN, NAME, TITLE
from messages.intake.known_answers_list import (
    ADD,
    EDIT,
    FORM_CALLBACK,
    LOCALE,
    PAGE,
    RETIRE,
    TEXT,
    TURN,
    known_answer_form,
    known_answers_list,
)
from messages.intake.step_form import TEXT as ANSWER_TEXT
from messages.intake.step_form import desk_form

LONGEST_SEARCH = 80
EMPTY = dict.fromkeys((TITLE, TEXT, NAME, PAGE, LOCALE), "")


class AnswerInput(BaseModel):
    """The form of one answer."""

    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LIMIT)]
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT)]
    name: str
    page: Annotated[str, StringConstraints(strip_whitespace=True, max_length=PAGE_LIMIT)]
    locale: Annotated[str, StringConstraints(min_length=1, max_length=16)]


class AnswerMetadata(BaseModel):
    """Which answer a form is about; None for a new one."""

    answer: Annotated[int, Field(le=LARGEST_ID)] | None


class ListMetadata(BaseModel):
    """Where in the list somebody is."""

    page: int
    search: str


def register(app: App) -> None:
    app.action(CHOOSE)(on_choose)
    app.action(ADD)(on_add)
    app.action(EDIT)(on_edit)
    app.action(RETIRE)(on_retire)
    app.action(re.compile(rf"^{re.escape(TURN)}\.\w+$"))(on_turn)
    app.view(FORM_CALLBACK)(on_submit)


def on_answers(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """The list, by command; what stands behind the topic is looked for."""
    said = typed_text(as_seen(command.get("text") or "", {})).split(maxsplit=1)
    search = said[1].strip()[:LONGEST_SEARCH] if len(said) > 1 else ""
    open_form(visit.client, command["trigger_id"], _list(visit, page=0, search=search))
    ack()


def on_choose(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """The text of the form is filled; what was typed by hand stays above it."""
    view = body["view"]
    at, values = step_metadata(view), typed(view)
    form = open_step(visit.acting, request_id=at.request, event=at.event)
    known = {each.id: each.text for each in form.known}
    chosen = row_id(values.get(KNOWN) or "0")
    if chosen not in known:
        raise Refusal("request.answer_retired", title="")
    text = filled_in(values.get(ANSWER_TEXT) or "", before=known.get(at.known or 0, ""), chosen=known[chosen])
    filled = replace(form, text=text, chosen=chosen, round=at.round + 1, started_at=None)
    fresh = still_above(view, desk_form(visit.words, filled, seen=at.seen))
    bring_up_to_date(visit.client, view, fresh, newest=lambda: fresh)
    ack()


def on_add(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    begin_answer(visit.acting)
    open_over(visit.client, body, known_answer_form(visit.words, None))
    ack()


def on_edit(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    answer = read_answer(visit.acting, answer_id=row_id(action["value"]))
    open_over(visit.client, body, known_answer_form(visit.words, answer))
    ack()


def on_turn(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    at = carried.read(ListMetadata, body["view"]["private_metadata"])
    page = _list(visit, page=carried.count(action["value"]), search=at.search)
    show_while_open(visit.client, body["view"]["id"], page)
    ack()


def on_retire(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """The form gives way to the list, as does the one beneath: it is not there any more."""
    view = body["view"]
    retire_answer(visit.acting, answer_id=row_id(action["value"]))
    show_while_open(visit.client, view["id"], _list(visit, page=0, search=""))
    show_beneath(visit.client, view, _list(visit, page=0, search=""))
    ack()


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    at = carried.read(AnswerMetadata, view["private_metadata"])
    answer = checked(AnswerInput, {**EMPTY, **typed(view)})
    entered = Entered(
        title=name_text(answer.title),
        text=answer.text,
        name=answer.name,
        page=answer.page,
        locale=locale_told(answer.locale) or visit.acting.policy.default_locale,
    )
    save_answer(visit.acting, entered, answer_id=at.answer)
    show_beneath(visit.client, view, _list(visit, page=0, search=""))
    ack()


def _list(visit: Visit, *, page: int, search: str) -> dict[str, Any]:
    answers = all_answers(visit.acting, search=search)
    return known_answers_list(visit.words, answers, page=page, search=search)
