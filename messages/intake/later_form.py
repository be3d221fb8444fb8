"""The form to put a request off: until when, and why, for colleagues alone."""

import json
from typing import Any

from bot.domain.intake.desk_facts import LaterForm
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.later import REASON_LIMIT, Offer, When
from messages.catalog import Words
from messages.kit import (
    Block,
    context,
    datetime_input,
    field_input,
    fit,
    modal,
    radio_buttons,
    section,
    text_input,
)

CALLBACK = "intake.later"
FIELD = "intake.later.field"
UNTIL, OTHER, REASON = "until", "other", "reason"
ANOTHER = "another"
"""The value of the choice that leaves the moment to the field below."""
TITLE_SHOWN = 120


def later_form(words: Words, form: LaterForm) -> dict[str, Any]:
    """Moments to choose from; each that lies after what was promised says so."""
    request = form.request
    choices = [(each.at.isoformat(), _label(words, each, request)) for each in form.offers]
    choices.append((ANOTHER, words.label("Another moment, below")))
    return modal(
        title=words.label("#%(number)d later", number=request.id),
        submit=words.label("Put it off"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"request": request.id}),
        blocks=[
            section(words.say("intake/later_form/what", title=fit(request.title, TITLE_SHOWN))),
            _promise(words, request),
            field_input(
                words.label("Until when?"), radio_buttons(FIELD, choices, chosen=None), block_id=UNTIL
            ),
            field_input(words.label("Another moment"), datetime_input(FIELD), block_id=OTHER, optional=True),
            field_input(
                words.label("Why? Only colleagues read it."),
                text_input(FIELD, limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
                optional=True,
            ),
        ],
    )


def _promise(words: Words, request: RequestFacts) -> Block | None:
    """What was promised to the requester goes on to bind."""
    if request.stage.answer_owed:
        said = words.say("intake/later_form/hour", name=request.requester.name, at=request.answer_by)
    elif request.due_on is not None:
        said = words.say("intake/later_form/day", name=request.requester.name, on=request.due_on)
    else:
        return None
    return context(said)


def _label(words: Words, offer: Offer, request: RequestFacts) -> str:
    at = words.moment(offer.at)
    label = {
        When.IN_AN_HOUR: words.label("In an hour (%(at)s)", at=at),
        When.AFTER_LUNCH: words.label("After the break (%(at)s)", at=at),
        When.NEXT_DAY: words.label("The next working day (%(at)s)", at=at),
        When.NEXT_WEEK: words.label("Next week (%(at)s)", at=at),
    }[offer.when]
    if _is_after_what_was_promised(words, offer, request):
        return words.label("%(choice)s: after what was promised", choice=label)
    return label


def _is_after_what_was_promised(words: Words, offer: Offer, request: RequestFacts) -> bool:
    if request.stage.answer_owed:
        return offer.at > request.answer_by
    return request.due_on is not None and offer.at.astimezone(words.zone).date() > request.due_on
