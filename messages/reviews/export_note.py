"""What stands above a file of reviews or results, and what is answered to whoever asks for one."""

from typing import Any

from bot.domain.reviews.export import PersonsFile
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import Message, message, modal, section
from messages.reviews.score_lines import short
from messages.tables import Document

TAKE_OUT = "reviews.export.take_out"
"""The button's value is whose reviews."""
ON_ITS_WAY = "reviews.export.on_its_way"


def file_note(words: Words, file: PersonsFile) -> Message:
    """Without any score: it stands in notifications."""
    return message(
        words.plain(
            "reviews/export_note/file",
            name=short(file.person.name),
            is_own=file.person.id == file.reader.id,
        )
    )


def results_note(words: Words, document: Document) -> Message:
    """The same of many."""
    return message(words.plain("reviews/export_note/results", what=escape(document.title)))


def on_its_way(words: Words) -> str:
    """The answer to the command."""
    return words.label("The file comes to you as a direct message.")


def on_its_way_modal(words: Words) -> dict[str, Any]:
    """The same to a click in a form."""
    return modal(
        title=words.label("Reviews as a file"),
        blocks=[section(Mrkdwn(on_its_way(words)))],
        callback_id=ON_ITS_WAY,
        close=words.label("Close"),
    )
