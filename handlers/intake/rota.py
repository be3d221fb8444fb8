"""`/intake duty`: who has the desk, and saying whose a week is."""

import re
from typing import Any

from slack_bolt import Ack

from bot.domain.intake.markup import as_seen, mentioned
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.intake.rota import decide_week, who_is_on_duty
from handlers.visit import Visit
from messages.intake.duty import decided_answer, duty_answer
from messages.kit import fit

_PERSON = re.compile(r"<@[^>]*>")
SHOWN = 80


def on_duty(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """Without more: who has it; `@name 2026-W50`: whose that week is."""
    _, *rest = (command.get("text") or "").split(maxsplit=1)
    if not rest or not rest[0].strip():
        card = duty_answer(visit.words, who_is_on_duty(visit.acting))
        ack(text=card.text, blocks=card.blocks, response_type="ephemeral")
        return
    people = mentioned(rest[0])
    if len(people) != 1:
        raise Refusal("duty.usage", text=fit(typed_text(as_seen(rest[0], {})), SHOWN))
    week = typed_text(as_seen(_PERSON.sub(" ", rest[0]), {})).strip()
    decided = decide_week(visit.acting, slack_id=people[0], said=week)
    ack(text=decided_answer(visit.words, decided), response_type="ephemeral")
