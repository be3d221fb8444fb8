"""`/intake hours`: when somebody at the desk works."""

from typing import Any

from slack_bolt import Ack

from bot.domain.intake.markup import as_seen
from bot.domain.text import key, typed_text
from bot.services.intake.hours import choose_hours, my_hours, usual_hours
from handlers.visit import Visit
from messages.intake.hours_answer import hours_answer

USUAL = {"usual", "default", "off", "平时", "平時"}


def on_hours(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """Without more: which they are; `usual`: the desk's again; else what is written."""
    _, *rest = typed_text(as_seen(command.get("text") or "", {})).split(maxsplit=1)
    said = rest[0].strip() if rest else ""
    if not said:
        found = my_hours(visit.acting)
    elif key(said) in USUAL:
        found = usual_hours(visit.acting)
    else:
        found = choose_hours(visit.acting, said=said)
    text = hours_answer(visit.words, found.hours, are_own=found.are_own, has_changed=bool(said))
    ack(text=text, response_type="ephemeral")
