"""Product managers keep the glossary: business words, and the technical terms that stand for them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.access import Deed
from bot.domain.drafts import Form, Typed
from bot.domain.intake.glossary import MOST_TERMS, Glossary, Kept, Term, folded
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.intake.duty import only_the_desk
from storage.unit import Unit

NEW = "new"
"""Under what a term that is being added is kept while it is unfinished."""


def read_glossary(acting: Acting, *, search: str = "") -> Sequence[Kept]:
    """The terms that stand, or those in which something stands: a word, the technical term, the note.

    Raises Refusal("desk.product_managers_only").
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_GLOSSARY)
        standing = unit.glossary.standing()
    wanted = folded(search)
    return [each for each in standing if not wanted or _says(each.term, wanted)]


def open_term(acting: Acting, *, term_id: int | None) -> tuple[Kept | None, Typed]:
    """A term as it stands (None: a new one), and what was left unfinished of it.

    Raises Refusal: "desk.product_managers_only", "glossary.gone".
    """
    with acting.store.read() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_GLOSSARY)
        kept = _standing(unit, term_id) if term_id else None
        draft = unit.drafts.get(acting.person.id, Form.GLOSSARY, str(term_id or NEW))
        return kept, draft.data if draft else {}


def keep_term_typed(acting: Acting, *, term_id: int | None, typed: Typed) -> None:
    """Remember an unfinished term; an empty one is not kept."""
    if any(typed.values()):
        drafts.keep_draft(acting, form=Form.GLOSSARY, subject=str(term_id or NEW), data=typed)


def save_term(acting: Acting, term: Term, *, typed: Typed) -> None:
    """Add a term, or its next version: `term.version` is the one that stood when the form was opened.

    `typed`, what stands in the form, is kept if it is refused. What is the same as before is no new version.
    Raises Refusal: "desk.product_managers_only", "glossary.gone", "glossary.meanwhile", "glossary.full",
    and "glossary.twice" at the field of a word that another term has.
    """
    keep_term_typed(acting, term_id=term.id or None, typed=typed)
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_GLOSSARY)
        unit.glossary.lock()
        standing = unit.glossary.standing()
        if term.id:
            _not_meanwhile(_standing(unit, term.id), term)
        elif len(standing) >= MOST_TERMS:
            raise Refusal("glossary.full", most=MOST_TERMS)
        _not_twice(term, Glossary(each.term for each in standing))
        unit.drafts.drop(acting.person.id, Form.GLOSSARY, str(term.id or NEW))
        if all(each.term != term for each in standing):
            unit.glossary.save(term, by_id=acting.by_id, at=acting.now)


def retire_term(acting: Acting, *, term_id: int) -> None:
    """Look for it no more; it stays in the history. Raises as `open_term`."""
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_GLOSSARY)
        unit.glossary.lock()
        kept = _standing(unit, term_id)
        unit.glossary.save(kept.term, by_id=acting.by_id, at=acting.now, is_retired=True)


def _standing(unit: Unit, term_id: int) -> Kept:
    kept = unit.glossary.find(term_id)
    if kept is None:
        raise Refusal("glossary.gone")
    return kept


def _not_meanwhile(kept: Kept, term: Term) -> None:
    if kept.term.version != term.version and replace(kept.term, version=0) != replace(term, version=0):
        raise Refusal("glossary.meanwhile", name=kept.by, at=kept.at, technical=kept.term.technical)


def _not_twice(term: Term, glossary: Glossary) -> None:
    twice = glossary.twice(term)
    if twice is not None:
        language = next(name for name, words in term.words.items() if twice.word in words)
        raise Refusal("glossary.twice", field=language, word=twice.word, technical=twice.other.technical)


def _says(term: Term, wanted: str) -> bool:
    return any(wanted in folded(text) for text in (*term.spoken, term.technical, term.note))
