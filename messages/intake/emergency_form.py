"""The form to call the developer on duty: who that is, and why."""

import json
from typing import Any

from bot.domain.intake.desk_facts import EmergencyForm
from bot.domain.intake.emergency import REASON_LIMIT
from messages.catalog import Words
from messages.kit import context, field_input, fit, modal, section, text_input

CALLBACK = "intake.emergency"
FIELD = "intake.emergency.field"
REASON = "reason"
TITLE_SHOWN = 120


def emergency_form(words: Words, form: EmergencyForm) -> dict[str, Any]:
    """Whom it calls is said first; where there is nobody to call, whom to ask."""
    request, developer, page = form.request, form.developer, form.request.paged
    title = words.label("Emergency #%(number)d", number=request.id)
    if developer is None:
        admins = words.names(form.admins) if form.admins else None
        return modal(
            title=title,
            callback_id=CALLBACK,
            close=words.label("Close"),
            blocks=[section(words.say("intake/emergency_form/nobody", admins=admins))],
        )
    again = (
        words.say(
            "intake/emergency_form/again",
            developer=page.developer.name,
            name=page.by.name,
            at=page.at,
            taken_at=page.taken_at,
        )
        if page
        else None
    )
    what = words.say(
        "intake/emergency_form/what", developer=developer.name, title=fit(request.title, TITLE_SHOWN)
    )
    return modal(
        title=title,
        submit=words.label("Call again") if page else words.label("Call"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps({"request": request.id, "seen": page.id if page else 0}),
        blocks=[
            section(what),
            section(again) if again else None,
            field_input(
                words.label("Why can it not wait?"),
                text_input(FIELD, limit=REASON_LIMIT, multiline=True),
                block_id=REASON,
            ),
            context(words.say("intake/emergency_form/told", name=request.requester.name)),
        ],
    )
