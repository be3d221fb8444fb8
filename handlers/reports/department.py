"""`/review deck`: what a department came to in a month, as a message and as slides."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.markup import as_seen
from bot.domain.reports.month import is_month, month_named
from bot.domain.text import is_blank, typed_text, word
from bot.errors import Refusal
from bot.services.reports.department import ask_for_deck
from handlers.visit import Visit
from messages.reports.department_card import BEFORE, deck_on_its_way


def register(app: App) -> None:
    app.action(BEFORE)(on_before)


def on_deck(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review deck`, then which department and which month: one's own and the last one where left out."""
    seen = as_seen(command.get("text") or "", {})
    said = [each for each in typed_text(seen).split()[1:] if not is_blank(each)]
    months = [word(each) for each in said if is_month(word(each))]
    name = word(" ".join(each for each in said if not is_month(word(each))))
    month = (
        month_named(months[-1], today=visit.acting.today, calendar=visit.acting.calendar) if months else None
    )
    asked = ask_for_deck(visit.acting, name=name, month=month)
    ack(text=deck_on_its_way(visit.words, asked), response_type="ephemeral")


def on_before(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    month, _, name = action["value"].partition(" ")
    if not (name and is_month(month)):
        raise Refusal("card.unknown")
    ask_for_deck(
        visit.acting,
        name=name,
        month=month_named(month, today=visit.acting.today, calendar=visit.acting.calendar),
    )
    ack()
