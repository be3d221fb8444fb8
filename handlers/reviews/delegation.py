"""`/review delegate`: HR puts somebody in a manager's place; HR or the manager takes it back."""

from typing import Any

from pydantic import BaseModel
from slack_bolt import Ack, App, Respond

from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.reviews.delegation import delegate, end_delegation, standing_delegations
from handlers.answering import give_way
from handlers.carried import day, row_id
from handlers.opening import open_form, show_while_open
from handlers.visit import Visit
from messages.reviews.delegation_modal import (
    DELEGATE,
    FORM,
    MANAGER,
    REASON,
    UNTIL,
    delegated_modal,
    delegation_modal,
)
from messages.reviews.delegation_note import END, ended_note


class DelegationForm(BaseModel):
    """What comes back from the form."""

    manager: str
    delegate: str
    until: str
    reason: str

    @classmethod
    def of(cls, view: dict[str, Any]) -> "DelegationForm":
        """Raises Refusal: delegation.choose, at the field that is empty."""
        values = view["state"]["values"]
        held = {
            MANAGER: values[MANAGER][MANAGER].get("selected_user"),
            DELEGATE: values[DELEGATE][DELEGATE].get("selected_user"),
            UNTIL: values[UNTIL][UNTIL].get("selected_date"),
            REASON: typed_text(values[REASON][REASON].get("value") or "").strip(),
        }
        for field, value in held.items():
            if not value:
                raise Refusal("delegation.choose", field=field)
        return cls.model_validate(held)


def register(app: App) -> None:
    app.view(FORM)(on_chosen)
    app.action(END)(on_end)


def on_delegate(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review delegate`"""
    view = delegation_modal(visit.words, standing_delegations(visit.acting))
    open_form(visit.client, command["trigger_id"], view)
    ack()


def on_chosen(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    form = DelegationForm.of(view)
    facts = delegate(
        visit.acting,
        manager_account=form.manager,
        delegate_account=form.delegate,
        until_on=day(form.until),
        reason=form.reason,
    )
    ack(response_action="update", view=delegated_modal(visit.words, facts))


def on_end(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, visit: Visit) -> None:
    """In HR's form the list is shown anew; the manager's message gives way to what is so now."""
    facts = end_delegation(visit.acting, delegation_id=row_id(action["value"]))
    if (body.get("view") or {}).get("type") == "modal":
        view = delegation_modal(visit.words, standing_delegations(visit.acting))
        show_while_open(visit.client, body["view"]["id"], view)
    else:
        give_way(respond, ended_note(visit.words, facts, reader_id=visit.person.id))
    ack()
