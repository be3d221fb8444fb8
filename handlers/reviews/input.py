"""Input about somebody: `/review input @name`, its forms, and the card of whoever was asked."""

from dataclasses import asdict
from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.domain.drafts import Form
from bot.domain.intake.markup import mentioned
from bot.domain.people import Person
from bot.domain.reviews.input import TypedInput, usual_day
from bot.domain.weeks.feedback_form import RuleNotShown
from bot.errors import Refusal
from bot.services.reviews import input as inputs
from bot.services.reviews.input_facts import (
    asked_typed,
    keep_answers,
    keep_asked,
    keep_more,
    open_input,
    read_input,
)
from handlers.carried import row_id
from handlers.opening import open_form, open_over, show_beneath, show_instead, show_while_open
from handlers.reviews.input_form import answers_in, asked_in, typed_of
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.input_card import DECLINE, GIVE, OPEN, READ
from messages.reviews.input_modal import (
    ASK,
    ASK_FORM,
    ASK_MORE,
    CHOOSE_SET,
    GIVE_FORM,
    MORE_FORM,
    WITHDRAW,
    ask_modal,
    give_modal,
    input_modal,
    more_modal,
)

ANSWERS = "answers"


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(READ)(on_read)
    app.action(ASK)(on_ask)
    app.action(CHOOSE_SET)(on_choose_set)
    app.view(ASK_FORM)(on_asked)
    app.view_closed(ASK_FORM)(on_ask_closed)
    app.action(ASK_MORE)(on_ask_more)
    app.view(MORE_FORM)(on_more_asked)
    app.view_closed(MORE_FORM)(on_more_closed)
    app.action(WITHDRAW)(on_withdraw)
    app.action(GIVE)(on_give)
    app.view(GIVE_FORM)(on_given)
    app.view_closed(GIVE_FORM)(on_give_closed)
    app.action(DECLINE)(on_decline)


def on_input(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review input @name`. Raises Refusal("input.usage") for nobody."""
    accounts = mentioned(command.get("text") or "")
    if not accounts:
        raise Refusal("input.usage")
    page = read_input(visit.acting, account=accounts[0])
    open_form(visit.client, command["trigger_id"], input_modal(visit.words, page))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = read_input(visit.acting, about_id=row_id(action["value"]))
    open_over(visit.client, body, input_modal(visit.words, page))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about, _, request = action["value"].partition(":")
    chosen = row_id(request) if request else None
    view = input_modal(visit.words, read_input(visit.acting, about_id=row_id(about)), chosen=chosen)
    show_instead(visit.client, body, view)
    ack()


def on_ask(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    about_id = row_id(action["value"])
    page = read_input(visit.acting, about_id=about_id)
    typed = typed_of(asked_typed(visit.acting, form=Form.INPUT_ASKED, subject_id=about_id))
    open_over(visit.client, body, _ask_modal(visit, page.about, typed))
    ack()


def on_choose_set(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """Its questions are shown; what was typed stays."""
    view = body["view"]
    page = read_input(visit.acting, about_id=row_id(view["private_metadata"]))
    show_while_open(visit.client, view["id"], _ask_modal(visit, page.about, asked_in(view)))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about_id = row_id(view["private_metadata"])
    inputs.ask_for_input(
        visit.acting, asked_in(view), about_id=about_id, submission=f"{view['id']}:{visit.acting.person.id}"
    )
    _list_beneath(view, about_id, visit)
    ack()


def on_ask_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    about_id = row_id(view["private_metadata"])
    try:
        keep_asked(visit.acting, about_id=about_id, typed=asdict(asked_in(view)))
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_ask_more(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    request_id = row_id(action["value"])
    page = read_input(visit.acting, about_id=row_id((body.get("view") or {}).get("private_metadata", "")))
    found = next((each for each in page.requests if each.request.id == request_id), None)
    if found is None:
        raise Refusal("input.not_yours")
    typed = typed_of(asked_typed(visit.acting, form=Form.INPUT_MORE, subject_id=request_id))
    until = max(_day(typed.until) or found.request.due_on, found.request.due_on)
    open_over(visit.client, body, more_modal(visit.words, found, typed=typed, until=until))
    ack()


def on_more_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    typed = asked_in(view)
    request = inputs.ask_more(
        visit.acting, request_id=row_id(view["private_metadata"]), who=typed.who, until=typed.until
    )
    _list_beneath(view, request.about_id, visit)
    ack()


def on_more_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    request_id = row_id(view["private_metadata"])
    try:
        keep_more(visit.acting, request_id=request_id, typed=asdict(asked_in(view)))
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_withdraw(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    request = inputs.withdraw_input(visit.acting, request_id=row_id(action["value"]))
    page = read_input(visit.acting, about_id=request.about_id)
    if (at := body.get("view")) is not None:
        show_while_open(visit.client, at["id"], input_modal(visit.words, page))
    ack()


def on_give(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, typed = open_input(visit.acting, request_id=row_id(action["value"]))
    answers = [str(each) for each in typed.get(ANSWERS) or facts.mine.answers]
    open_over(visit.client, body, give_modal(visit.words, facts, answers=answers))
    ack()


def on_given(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    said, _, shown = view["private_metadata"].partition(":")
    request_id, answers = row_id(said), answers_in(view)
    try:
        inputs.give_input(visit.acting, request_id=request_id, answers=answers, shown=shown)
    except RuleNotShown:
        facts, _ = open_input(visit.acting, request_id=request_id)
        again = give_modal(visit.words, facts, answers=answers, is_rule_new=True)
        ack(response_action="update", view=again)
        return
    ack()


def on_give_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    request_id, answers = row_id(view["private_metadata"].partition(":")[0]), answers_in(view)
    try:
        if any(each.strip() for each in answers):
            keep_answers(visit.acting, request_id=request_id, typed={ANSWERS: answers})
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_decline(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    inputs.decline_input(visit.acting, request_id=row_id(action["value"]))
    ack()


def _ask_modal(visit: Visit, about: Person, typed: TypedInput) -> dict[str, Any]:
    return ask_modal(
        visit.words,
        about,
        sets=inputs.question_sets(visit.acting.policy),
        typed=typed,
        until=_day(typed.until) or usual_day(visit.person, visit.acting.today),
    )


def _list_beneath(view: dict[str, Any], about_id: int, visit: Visit) -> None:
    if view.get("previous_view_id"):
        page = read_input(visit.acting, about_id=about_id)
        show_beneath(visit.client, view, input_modal(visit.words, page))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
