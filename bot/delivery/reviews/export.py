"""Reviews and results as files, in the direct messages of whoever asked for them."""

from bot.delivery.outgoing import Attachment, Outgoing, Routes, Snapshot
from bot.domain.people import Person
from bot.domain.reviews.notices import FileExported, ResultsExported
from bot.services.reviews.ask_export import asked_file, asked_results
from messages.catalog import Words
from messages.kit import Message
from messages.reviews.export import file_document, results_document
from messages.reviews.export_note import file_note, results_note
from messages.tables import Document, Format, as_file


def on_file(at: Snapshot, notice: FileExported) -> Outgoing | None:
    """Nothing to whoever may not read it any more."""
    reader = at.person(notice.to)
    found = asked_file(at.unit, reader, notice, now=at.now)
    if found is None:
        return None
    words = at.words_for(reader)
    return _sent(reader, words, file_note(words, found), file_document(words, found), "reviews", notice.form)


def on_results(at: Snapshot, notice: ResultsExported) -> Outgoing | None:
    """The same."""
    reader = at.person(notice.to)
    found = asked_results(at.unit, reader, notice, now=at.now, policy=at.policy)
    if found is None:
        return None
    words = at.words_for(reader)
    document = results_document(words, found)
    return _sent(reader, words, results_note(words, document), document, "results", notice.form)


def _sent(reader: Person, words: Words, note: Message, document: Document, name: str, form: str) -> Outgoing:
    """The file's name tells nobody whose it is: it stands in lists, and on the screens of telephones."""
    content = as_file(document, Format(form))
    attached = Attachment(name=f"{name}-{words.now.date().isoformat()}.{form}", content=content)
    return Outgoing(message=note, person=reader, attachment=attached)


ROUTES: Routes = {FileExported: on_file, ResultsExported: on_results}
