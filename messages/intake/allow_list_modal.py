"""The form in which a developer names who may always mention them."""

from typing import Any

from bot.domain.intake.allow_list import ALLOWED, MOST, AllowList
from messages.catalog import Words
from messages.kit import context, field_input, modal, people_input, section

FORM = "intake.allow_list.form"


def allow_list_modal(words: Words, listed: AllowList) -> dict[str, Any]:
    """Colleagues, those named before chosen already."""
    return modal(
        title=words.label("Who may mention me"),
        blocks=[
            section(words.say("intake/allow_list_modal/what")),
            field_input(
                words.label("Colleagues"),
                people_input(
                    ALLOWED,
                    placeholder=words.label("Choose"),
                    chosen=[each.slack_id for each in listed.allowed if each.slack_id],
                    most=MOST,
                ),
                block_id=ALLOWED,
                optional=True,
            ),
            context(words.say("intake/allow_list_modal/company")),
        ],
        callback_id=FORM,
        close=words.label("Cancel"),
        submit=words.label("Save"),
    )


def allowed_modal(words: Words, listed: AllowList) -> dict[str, Any]:
    """What it is from now on."""
    names = [each.name for each in listed.allowed]
    return modal(
        title=words.label("Who may mention me"),
        blocks=[section(words.say("intake/allow_list_modal/chosen", names=names))],
        callback_id="notice",
        close=words.label("Close"),
    )
