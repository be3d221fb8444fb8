"""The glossary as a file: read, held against what is kept, brought in as a whole or not at all, given out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.domain.access import Deed, require
from bot.domain.intake.glossary import Term
from bot.domain.intake.glossary_file import Change, Entry, changes, read_terms
from bot.domain.organisation import Problem
from bot.domain.texts import LANGUAGES
from bot.errors import Refusal
from bot.reading.data_file import DataFile, read_data
from bot.services.acting import Acting
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class GlossaryFile:
    """What a file without mistakes says, and what it would change."""

    entries: tuple[Entry, ...]
    changes: tuple[Change, ...]


def read_glossary_file(acting: Acting, text: str) -> DataFile[GlossaryFile]:
    """What a glossary's file comes to, changing nothing. Raises Refusal("deed.not_yours")."""
    require(Deed.IMPORT_GLOSSARY, acting.by)

    def read(data: Any) -> tuple[GlossaryFile | None, tuple[Problem, ...]]:
        entries, problems = read_terms(data, languages=LANGUAGES)
        if problems:
            return None, tuple(problems)
        with acting.store.read() as unit:
            return _fitting(unit, entries)

    return read_data(text, read)


def import_glossary(acting: Acting, file: GlossaryFile) -> Sequence[Change]:
    """Add what is new in it and change what differs; what became of each. Safe to run twice.

    What the file does not name stays. Raises Refusal: deed.not_yours; glossary.overtaken where it does not
    fit any more what is kept.
    """
    require(Deed.IMPORT_GLOSSARY, acting.by)
    with acting.store.begin() as unit:
        unit.glossary.lock()
        fitting, _ = _fitting(unit, file.entries)
        if fitting is None:
            raise Refusal("glossary.overtaken")
        for change in fitting.changes:
            unit.glossary.save(change.term, by_id=acting.by_id, at=acting.now)
        return fitting.changes


def export_glossary(acting: Acting) -> Sequence[Term]:
    """The terms that stand. Raises Refusal("deed.not_yours")."""
    require(Deed.IMPORT_GLOSSARY, acting.by)
    with acting.store.read() as unit:
        return _standing(unit)


def _fitting(unit: Unit, entries: Sequence[Entry]) -> tuple[GlossaryFile | None, tuple[Problem, ...]]:
    made, problems = changes(entries, _standing(unit))
    if problems:
        return None, problems
    return GlossaryFile(entries=tuple(entries), changes=made), ()


def _standing(unit: Unit) -> list[Term]:
    return [each.term for each in unit.glossary.standing()]
