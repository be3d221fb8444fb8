"""`/review away` and `/review back`: whoever is on leave is left in peace."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.domain.text import typed_text
from bot.services.people.away import come_back, go_away, how_it_stands, take_back
from handlers.answering import give_way
from handlers.carried import row_id
from handlers.visit import Visit
from messages.kit import Message
from messages.people.away_card import BACK, TAKE_BACK, away_card, back_card


def register(app: App) -> None:
    app.action(BACK)(on_back_clicked)
    app.action(TAKE_BACK)(on_take_back)


def on_away(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    _, *said = typed_text(command.get("text") or "").split(maxsplit=1)
    standing = go_away(visit.acting, said=said[0].strip()) if said else how_it_stands(visit.acting)
    _answer(ack, away_card(visit.words, standing))


def on_back(ack: Ack, command: dict[str, Any], visit: Visit) -> None:  # noqa: ARG001 - nothing is read of it
    _answer(ack, back_card(visit.words, come_back(visit.acting)))


def on_back_clicked(ack: Ack, body: dict[str, Any], respond: Respond, visit: Visit) -> None:
    _show(body, respond, back_card(visit.words, come_back(visit.acting)))
    ack()


def on_take_back(
    ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, visit: Visit
) -> None:
    standing = take_back(visit.acting, absence_id=row_id(action["value"]))
    _show(body, respond, away_card(visit.words, standing))
    ack()


def _answer(ack: Ack, card: Message) -> None:
    ack(text=card.text, blocks=card.blocks, response_type="ephemeral")


def _show(body: dict[str, Any], respond: Respond, card: Message) -> None:
    """In place of the answer that was clicked on; a Home tab is drawn anew by itself."""
    if body.get("response_url"):
        give_way(respond, card)
