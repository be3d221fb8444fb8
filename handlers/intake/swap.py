"""Swapping weeks at the desk: asking, accepting, declining, taking back."""

from datetime import date
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.swap import SwapFacts
from bot.errors import Refusal
from bot.services.intake.swap import (
    accept_swap,
    ask_for_swap,
    decline_swap,
    open_swap,
    read_swap,
    withdraw_swap,
)
from handlers.carried import day, row_id
from handlers.intake.forms import text_in, typed
from handlers.opening import open_over, show_while_open
from handlers.visit import Visit
from messages.intake.duty import SWAP
from messages.intake.swap_card import ACCEPT, DECLINE, READ, WITHDRAW
from messages.intake.swap_modal import (
    ASK_FORM,
    DECLINE_FORM,
    NOTHING,
    REASON,
    REASON_LIMIT,
    WEEK,
    WITH,
    decline_modal,
    read_modal,
    swap_modal,
)


def register(app: App) -> None:
    app.action(SWAP)(on_open)
    app.view(ASK_FORM)(on_asked)
    app.action(ACCEPT)(on_accept)
    app.action(DECLINE)(on_decline)
    app.view(DECLINE_FORM)(on_declined)
    app.action(WITHDRAW)(on_withdraw)
    app.action(READ)(on_read)


def on_swap(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/intake swap`"""
    open_over(visit.client, command, swap_modal(visit.words, open_swap(visit.acting)))
    ack()


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, swap_modal(visit.words, open_swap(visit.acting)))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    values = typed(view)
    week, (other_id, in_return) = values.get(WEEK), _read_with(values.get(WITH))
    if not week:
        raise Refusal("swap.choose", field=WEEK)
    ask_for_swap(
        visit.acting,
        week=day(week),
        other_id=other_id,
        in_return=in_return,
        submission=view["id"],
    )
    ack()


def on_accept(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    _show(body, visit, accept_swap(visit.acting, swap_id=row_id(action["value"])))
    ack()


def on_decline(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_swap(visit.acting, swap_id=row_id(action["value"]))
    open_over(visit.client, body, decline_modal(visit.words, facts))
    ack()


def on_declined(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    reason = text_in(view, REASON)[:REASON_LIMIT]
    decline_swap(visit.acting, swap_id=row_id(view["private_metadata"]), reason=reason)
    ack(response_action="clear")


def on_withdraw(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    _show(body, visit, withdraw_swap(visit.acting, swap_id=row_id(action["value"])))
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = read_swap(visit.acting, swap_id=row_id(action["value"]))
    open_over(visit.client, body, read_modal(visit.words, facts))
    ack()


def _show(body: dict[str, Any], visit: Visit, facts: SwapFacts) -> None:
    """In the modal in which it was clicked; a card in a message is brought up to date by itself."""
    if (body.get("view") or {}).get("type") == "modal":
        show_while_open(visit.client, body["view"]["id"], read_modal(visit.words, facts))


def _read_with(chosen: str | None) -> tuple[int, date | None]:
    """A colleague, and one of their weeks or none."""
    if not chosen:
        raise Refusal("swap.choose", field=WITH)
    person, _, week = chosen.partition(":")
    return row_id(person), None if week == NOTHING else day(week)
