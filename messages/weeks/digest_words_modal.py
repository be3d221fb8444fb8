"""The forms for a word about a check-in: in words, or times for a talk."""

import json
from typing import Any

from bot.domain.weeks.digest_words import REPLY_LIMIT, ReplyForm, TalkForm
from messages.catalog import Words
from messages.kit import context, field_input, modal, text_input
from messages.reviews.score_lines import short
from messages.weeks.talk_times import time_fields

REPLY_FORM = "weeks.word.reply_form"
TALK_FORM = "weeks.word.talk_form"
TEXT = "text"


def reply_modal(words: Words, form: ReplyForm, *, declines: int | None = None) -> dict[str, Any]:
    """`declines`: the number of the offered times of which none suits."""
    name = short(form.other.name)
    intro = words.say(
        "weeks/digest_words_modal/reply",
        name=name,
        is_managers=form.is_managers,
        declines=declines is not None,
    )
    label = words.label("When would suit you?") if declines is not None else words.label("Your words")
    return modal(
        title=words.label("Reply") if form.is_managers else words.label("Answer"),
        blocks=[
            context(intro),
            field_input(
                label,
                text_input(TEXT, typed=form.text or None, limit=REPLY_LIMIT, multiline=True),
                block_id=TEXT,
                optional=declines is not None,
            ),
        ],
        callback_id=REPLY_FORM,
        close=words.label("Close"),
        submit=words.label("Send"),
        private_metadata=json.dumps({"check_in": form.check_in_id, "declines": declines}),
        notify_on_close=True,
    )


def talk_modal(words: Words, form: TalkForm) -> dict[str, Any]:
    """Up to three times, which the other side gets as buttons."""
    intro = words.say("weeks/digest_words_modal/talk", name=short(form.employee.name))
    return modal(
        title=words.label("Let's talk"),
        blocks=[
            context(intro),
            *time_fields(words, form.times),
        ],
        callback_id=TALK_FORM,
        close=words.label("Close"),
        submit=words.label("Offer these"),
        private_metadata=json.dumps({"check_in": form.check_in_id, "declines": None}),
    )
