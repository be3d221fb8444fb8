"""What stands above a file of reviews or results, and what is answered to whoever asks for one."""

from bot.domain.reviews.export import PersonsFile
from messages.catalog import Words
from messages.kit import Message, message
from messages.reviews.score_lines import short
from messages.tables import Document


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
    return message(words.plain("reviews/export_note/results", what=document.title))


def on_its_way(words: Words) -> str:
    """The answer to the command."""
    return words.label("The file comes to you as a direct message.")
