"""What is said where what was handed over stays unanswered, and the form in which a call is logged."""

import json
from dataclasses import replace
from typing import Any

from bot.domain.intake.climb import CALL_LIMIT, Outcome, Rung
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import Event
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words
from messages.intake.climb_line import tried_line
from messages.intake.handover_card import PRESS, READ
from messages.kit import (
    Message,
    actions,
    button,
    context,
    field_input,
    message,
    modal,
    radio_buttons,
    section,
    text_input,
)

LOG = "intake.climb.log"
"""The value is the hand-over's id."""
CALLBACK = "intake.climb.form"
FIELD = "intake.climb.field"
REACHED, WORDS = "reached", "words"
YES, NO = "yes", "no"


def reminder(words: Words, facts: HandoverFacts) -> Message:
    """To the developer: the same question once more, with its button."""
    said = words.say(
        "intake/climb_note/reminder",
        request=facts.request.id,
        by=facts.by.name,
        at=facts.handover.owed_since,
        due_on=facts.handover.due_on,
    )
    value = str(facts.id)
    return message(
        said,
        section(said),
        actions(
            button(words.label("Say what you will do…"), PRESS + Event.SAY, value=value, primary=True),
            button(words.label("Read it…"), READ, value=value),
        ),
    )


def call_wanted(words: Words, facts: HandoverFacts, *, reader: Person) -> Message:
    """To the product manager: whom to call, at which number, and what was tried before."""
    said = words.say("intake/climb_note/call", **_whom(facts))
    before = [each for each in facts.contacts if (each.rung, each.outcome) != (Rung.PHONE, Outcome.ASKED)]
    tried = tried_line(words, replace(facts, contacts=before))
    return message(
        said,
        section(said),
        context(*[each for each in (tried, _instead(words, facts, reader)) if each]),
        actions(button(words.label("Log the call…"), LOG, value=str(facts.id), primary=True)),
    )


def mail_refused(words: Words, facts: HandoverFacts, number: int, *, reader: Person) -> Message:
    """To the product manager: that the e-mail did not arrive, and why, as the server said."""
    contact = next(each for each in facts.contacts if each.number == number)
    said = words.say(
        "intake/climb_note/mail_refused",
        request=facts.request.id,
        name=facts.assignee.name,
        address=facts.assignee.email,
        reason=contact.words,
    )
    instead = _instead(words, facts, reader)
    return message(
        said,
        section(said),
        context(instead) if instead else None,
        actions(button(words.label("Log a call…"), LOG, value=str(facts.id))),
    )


def call_form(words: Words, facts: HandoverFacts) -> dict[str, Any]:
    """Whether they were reached, and what was said."""
    choices = [(YES, words.label("Yes, we spoke")), (NO, words.label("No, not reached"))]
    who = words.say("intake/climb_note/who", **_whom(facts))
    return modal(
        title=words.label("Log the call"),
        submit=words.label("Save"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"handover": facts.id}),
        blocks=[
            section(who),
            field_input(
                words.label("Did you reach them?"),
                radio_buttons(FIELD, choices, chosen=None, presets=False),
                block_id=REACHED,
            ),
            field_input(
                words.label("Who was it, and what was said?"),
                text_input(FIELD, limit=CALL_LIMIT, multiline=True),
                block_id=WORDS,
                hint=words.label("Needed where you spoke: it is the record of the call."),
                optional=True,
            ),
        ],
    )


def _instead(words: Words, facts: HandoverFacts, reader: Person) -> Mrkdwn | None:
    """Why it comes to somebody who does not have the request."""
    if reader.id == facts.owner.id:
        return None
    return words.say("intake/climb_note/instead", request=facts.request.id, name=facts.owner.name)


def _whom(facts: HandoverFacts) -> dict[str, Any]:
    developer = facts.assignee
    return {"request": facts.request.id, "name": developer.name, "phone": developer.phone}
