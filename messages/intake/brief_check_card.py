"""Whether a brief is what its requester meant: one tap, or what they meant instead."""

import json
from typing import Any

from bot.domain.intake.brief import Part
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import Event
from messages.catalog import Words, quote
from messages.intake.brief_card import part_text
from messages.intake.triage_card import TITLE_LENGTH
from messages.kit import (
    TEXT_LIMIT,
    Block,
    Message,
    actions,
    button,
    context,
    field_input,
    fit,
    fit_mrkdwn,
    message,
    modal,
    section,
    text_input,
)

YES = "intake.brief_check.yes"
NO = "intake.brief_check.no"
"""The value of each is the hand-over's id."""
CALLBACK = "intake.brief_check.form"
FIELD = "intake.brief_check.field"
TEXT = "text"
ROOM = 800
SHOWN = (Part.HEADLINE, Part.EXPECTED, Part.SCOPE, Part.ACCEPTANCE)
"""What a requester can tell of it whether it is theirs."""


def brief_check_card(words: Words, facts: HandoverFacts, read: BriefRead) -> Message:
    """What they wrote, what developers were told, and whether the one is the other."""
    asked = words.say(
        "intake/brief_check_card/asked",
        request=facts.request.id,
        meant=facts.meant.event.value if facts.meant else "",
        is_open=facts.handover.is_open,
    )
    return message(
        asked,
        section(asked),
        context(words.say("intake/brief_check_card/yours")),
        section(quote(fit(facts.request.title, TITLE_LENGTH))),
        context(words.say("intake/brief_check_card/theirs")),
        *(
            section(fit_mrkdwn(part_text(words, read.brief, part), ROOM))
            for part in SHOWN
            if read.brief.says(part)
        ),
        section(quote(facts.meant.text)) if facts.meant and facts.meant.text else None,
        _buttons(words, facts),
    )


def brief_check_form(words: Words, facts: HandoverFacts, *, typed: str = "") -> dict[str, Any]:
    """What they meant instead; `typed`: what they left unfinished."""
    return modal(
        title=words.label("Request #%(number)d", number=facts.request.id),
        submit=words.label("Send"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        notify_on_close=True,
        private_metadata=json.dumps({"handover": facts.id}),
        blocks=[
            section(words.say("intake/brief_check_card/instead", owner=facts.owner.name)),
            field_input(
                words.label("What did you mean?"),
                text_input(FIELD, typed=typed, limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
            ),
        ],
    )


def _buttons(words: Words, facts: HandoverFacts) -> Block | None:
    if not facts.handover.is_open:
        return None
    value = str(facts.id)
    yes = button(words.label("Yes, that is what I meant"), YES, value=value, primary=True)
    no = button(words.label("No, I meant…"), NO, value=value)
    is_said = facts.meant is not None and facts.meant.event is Event.MEANT
    return actions(no) if is_said else actions(yes, no)
