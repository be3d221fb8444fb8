"""HR and heads look at performance beside values: `/review matrix`, or the button on HR's Home."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.reviews.matrix import Field
from bot.domain.text import is_blank, word
from bot.errors import Refusal
from bot.services.reviews import matrix
from handlers.carried import row_id
from handlers.opening import open_form, open_over, show_instead
from handlers.visit import Visit
from messages.reviews.matrix_modal import (
    A_PAGE,
    CHOOSE,
    COMPANY,
    GO,
    MOVED,
    NAMED,
    NAMES,
    OPEN,
    matrix_modal,
    names_modal,
)


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(GO)(on_go)
    app.action(CHOOSE)(on_choose)
    app.action(re.compile(rf"^{re.escape(NAMES)}\."))(on_names)


def on_matrix(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review matrix`, and after it which cycle; the newest with results if left out."""
    said = [each for each in (command.get("text") or "").split()[1:] if not is_blank(each)]
    facts = matrix.find_matrix(visit.acting, name=word("".join(said)) or None)
    open_form(visit.client, command["trigger_id"], matrix_modal(visit.words, facts))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = matrix.find_matrix(visit.acting, name=action["value"])
    open_over(visit.client, body, matrix_modal(visit.words, facts))
    ack()


def on_go(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """The same with other names for the fields, for whoever pressed alone."""
    cycle_id, department_id, animals, _ = _place(action["value"])
    _show(body, visit, cycle_id, department_id, animals=animals)
    ack()


def on_choose(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    cycle_id, _, animals, _ = _place(body["view"]["private_metadata"])
    _show(body, visit, cycle_id, _department(action["selected_option"]["value"]), animals=animals)
    ack()


def on_names(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Whom the button names; from a page of names to the next in its place."""
    cycle_id, department_id, animals, rest = _place(action["value"])
    whom, _, number = rest.partition(":")
    first = int(number[:6]) if number.isascii() and number.isdecimal() else 0
    field = None if whom == MOVED else _field(whom)
    facts, shown = matrix.read_names(
        visit.acting,
        cycle_id=cycle_id,
        department_id=department_id,
        field=field,
        first=first,
        most=A_PAGE,
    )
    view = names_modal(visit.words, facts, shown, field=field, first=first, animals=animals)
    if body["view"].get("callback_id") == NAMED:
        show_instead(visit.client, body, view)
    else:
        open_over(visit.client, body, view)
    ack()


def _show(
    body: dict[str, Any], visit: Visit, cycle_id: int, department_id: int | None, *, animals: bool
) -> None:
    facts = matrix.read_matrix(visit.acting, cycle_id=cycle_id, department_id=department_id)
    show_instead(visit.client, body, matrix_modal(visit.words, facts, animals=animals))


def _place(value: str) -> tuple[int, int | None, bool, str]:
    """The cycle, the department, whether by the source's names, and the rest.

    Raises Refusal("card.unknown").
    """
    cycle, _, after = value.partition(":")
    department, _, after = after.partition(":")
    animals, _, rest = after.partition(":")
    return row_id(cycle), _department(department), animals == "1", rest


def _department(value: str) -> int | None:
    return None if value == str(COMPANY) else row_id(value)


def _field(value: str) -> Field:
    try:
        return Field(value)
    except ValueError:
        raise Refusal("card.unknown") from None
