"""Focus: `/intake focus`, and the buttons on Home."""

import re
from typing import Any

from slack_bolt import Ack, App

from bot.domain.intake.focus import OFF, TOMORROW, TWO_HOURS
from bot.domain.intake.markup import as_seen
from bot.domain.text import key, typed_text
from bot.errors import Refusal
from bot.services.intake.focus import begin_focus, end_focus, focus_until
from handlers.visit import Visit
from messages.home.pings import FOCUS, FOCUS_OFF
from messages.intake.focus_note import focus_note, focus_over
from messages.kit import fit

SHOWN = 80
"""So much of what was not understood is said back."""


def register(app: App) -> None:
    app.action(re.compile(rf"^{re.escape(FOCUS)}\."))(on_focus_clicked)
    app.action(FOCUS_OFF)(on_focus_ended)


def on_focus(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """What stands behind `/intake focus`: a time, `off`, or nothing."""
    _, *said = typed_text(as_seen(command.get("text") or "", {})).split(maxsplit=1)
    rest = fit(said[0].strip(), SHOWN) if said else ""
    if key(rest) in OFF:
        end_focus(visit.acting)
        answer = focus_over(visit.words)
    else:
        until = begin_focus(visit.acting, said=rest) if rest else focus_until(visit.acting)
        answer = focus_note(visit.words, until)
    ack(text=answer, response_type="ephemeral")


def on_focus_clicked(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    if action["value"] not in (TWO_HOURS, TOMORROW):
        raise Refusal("card.unknown")
    begin_focus(visit.acting, said=action["value"])
    ack()


def on_focus_ended(ack: Ack, visit: Visit) -> None:
    end_focus(visit.acting)
    ack()
