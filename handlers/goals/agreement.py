"""Both sides sign the same version: agree, confirm, take back, let a change be, read it all."""

from typing import Any

from pydantic import BaseModel
from slack_bolt import Ack, App

from bot.services.goals import agreement
from bot.services.goals.my_goals import read_agreement
from handlers.carried import row_id
from handlers.opening import open_over
from handlers.visit import Visit
from messages.goals.my_goals_card import DROP, READ, SIGN, TAKE_BACK
from messages.goals.read_modal import READ_FORM, read_modal


class Shown(BaseModel):
    """Which version of whose sheet stood on the card."""

    goals_id: int
    sheet_id: int

    @classmethod
    def of(cls, value: str) -> "Shown":
        """Raises Refusal("card.unknown")."""
        goals_id, _, sheet_id = value.partition(":")
        return cls(goals_id=row_id(goals_id), sheet_id=row_id(sheet_id) if sheet_id != "0" else 0)


def register(app: App) -> None:
    app.action(SIGN)(on_sign)
    app.action(TAKE_BACK)(on_take_back)
    app.action(DROP)(on_drop)
    app.action(READ)(on_read)
    app.view(READ_FORM)(on_read_and_signed)


def on_sign(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    shown = Shown.of(action["value"])
    agreement.sign(visit.acting, goals_id=shown.goals_id, sheet_id=shown.sheet_id)
    ack()


def on_take_back(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    shown = Shown.of(action["value"])
    agreement.take_back(visit.acting, goals_id=shown.goals_id, sheet_id=shown.sheet_id)
    ack()


def on_drop(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    shown = Shown.of(action["value"])
    agreement.drop_change(visit.acting, goals_id=shown.goals_id, sheet_id=shown.sheet_id)
    ack()


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """From a card a version, from a reminder or Home (only the goals' id) the one that stands."""
    goals_id, _, sheet_id = action["value"].partition(":")
    facts = read_agreement(
        visit.acting,
        goals_id=row_id(goals_id),
        sheet_id=row_id(sheet_id) if sheet_id not in ("", "0") else None,
    )
    open_over(visit.client, body, read_modal(visit.words, facts))
    ack()


def on_read_and_signed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Read to its end, from wherever it was owed, and signed on the spot."""
    shown = Shown.of(view["private_metadata"])
    agreement.sign(visit.acting, goals_id=shown.goals_id, sheet_id=shown.sheet_id)
    ack()
