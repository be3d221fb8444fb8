"""Answers that the desk keeps: listed, added, changed, retired."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.access import Deed
from bot.domain.intake.known_answers import Keeping, KnownAnswer, in_order_for, macro_name, written_in
from bot.domain.people import Person
from bot.domain.text import is_blank, key
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import only_the_desk
from bot.services.intake.search_index import index_answer
from storage.unit import Unit

OFFERED = 100
"""So many fit into a menu."""


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A known answer as its form holds it once it is checked."""

    title: str
    text: str
    name: str
    page: str
    locale: str


def all_answers(acting: Acting, *, search: str = "") -> Sequence[KnownAnswer]:
    """Those that stand and say all the words that are looked for, the most used first.

    Raises Refusal("desk.product_managers_only").
    """
    words = key(search).split()
    with acting.store.read() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_ANSWERS)
        return [each for each in unit.known_answers.listed() if _says(each, words)]


def begin_answer(acting: Acting) -> None:
    """Before the form of a new one is shown. Raises Refusal("desk.product_managers_only")."""
    with acting.store.read() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_ANSWERS)


def read_answer(acting: Acting, *, answer_id: int) -> KnownAnswer:
    """One that stands. Raises Refusal: "desk.product_managers_only", "request.answer_retired"."""
    with acting.store.read() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_ANSWERS)
        return _standing(unit, answer_id)


def save_answer(acting: Acting, entered: Entered, *, answer_id: int | None) -> None:
    """Keep a new one (`answer_id` None), or say one that stands otherwise.

    Raises Refusal: "desk.product_managers_only", "request.answer_retired", "request.macro_taken",
    "request.macro_invalid".
    """
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_ANSWERS)
        name = _free_name(unit, entered.name, but=answer_id)
        said = {"title": entered.title, "text": entered.text, "locale": entered.locale, "page": entered.page}
        if answer_id is None:
            answer = unit.known_answers.add(name=name, kept_by_id=acting.person.id, at=acting.now, **said)
        else:
            _standing(unit, answer_id)
            unit.known_answers.change(answer_id, name=name, **said)
            answer = unit.known_answers.get(answer_id)
        index_answer(unit, answer)


def retire_answer(acting: Acting, *, answer_id: int) -> None:
    """Give it no more. Safe to run twice. Raises Refusal("desk.product_managers_only")."""
    with acting.store.begin() as unit:
        only_the_desk(unit, acting, deed=Deed.KEEP_ANSWERS)
        unit.known_answers.retire(answer_id, at=acting.now)
        index_answer(unit, unit.known_answers.get(answer_id))


def offered_to(unit: Unit, requester: Person) -> Sequence[KnownAnswer]:
    """What can be chosen as the answer to somebody: in their language first."""
    return in_order_for(unit.known_answers.listed(), requester.locale)[:OFFERED]


def count_use(unit: Unit, answer_id: int | None, *, text: str) -> None:
    """It was the answer, where what was sent still says it; one that was retired meanwhile counts, too."""
    if answer_id is not None and unit.known_answers.get(answer_id).text.strip() in text:
        unit.known_answers.used(answer_id)


def keep(unit: Unit, keeping: Keeping, acting: Acting, *, text: str, page: str, requester: Person) -> None:
    """Keep what was just sent. Raises Refusal: "request.text_missing" for its title, "request.macro_taken",
    "request.macro_invalid".
    """
    if is_blank(keeping.title):
        raise Refusal("request.text_missing", field="title")
    answer = unit.known_answers.add(
        name=_free_name(unit, keeping.name, but=None),
        title=keeping.title,
        text=text,
        locale=written_in(text, reader=requester.locale, default=acting.person.locale),
        page=page,
        kept_by_id=acting.person.id,
        at=acting.now,
    )
    index_answer(unit, answer)


def _free_name(unit: Unit, written: str, *, but: int | None) -> str:
    if is_blank(written):
        return ""
    name = macro_name(written.strip())
    if name is None:
        raise Refusal("request.macro_invalid", field="name")
    other = unit.known_answers.named(name)
    if other is not None and other.id != but:
        raise Refusal("request.macro_taken", field="name", name=name, title=other.title)
    return name


def _standing(unit: Unit, answer_id: int) -> KnownAnswer:
    answer = unit.known_answers.get(answer_id)
    if not answer.stands:
        raise Refusal("request.answer_retired", title=answer.title)
    return answer


def _says(answer: KnownAnswer, words: Sequence[str]) -> bool:
    said = key(f"{answer.name} {answer.title} {answer.text}")
    return all(word in said for word in words)
