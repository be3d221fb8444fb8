"""What is shown of input: to whoever was asked, and to whoever may read what came of it."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.access import Deed, may, require
from bot.domain.drafts import Form, Typed
from bot.domain.people import Person
from bot.domain.reviews.input import (
    AskedForInput,
    InputFacts,
    InputPage,
    InputRead,
    InputRequest,
    gave,
    said_to,
)
from bot.errors import Refusal
from bot.services import drafts
from bot.services.acting import Acting
from bot.services.reviews.advance_input import about_of
from bot.services.reviews.find_review import found
from storage.unit import Unit


def input_facts(unit: Unit, request_id: int, reader_id: int, *, now: datetime) -> InputFacts:
    """One before whoever was asked; whoever shows it checks for whom. Raises Missing."""
    request = unit.inputs.look(request_id)
    reader, about = unit.people.get(reader_id), unit.people.get(request.about_id)
    mine = next(each for each in unit.inputs.givers(request_id) if each.person_id == reader_id)
    return InputFacts(
        request=request,
        about=about,
        asked_by=unit.people.get(request.asked_by_id),
        reader=reader,
        mine=mine,
        manager=unit.people.get(about.manager_id) if about.manager_id else None,
        hr_reads=not about_of(unit, about.id).is_hr,
        today=now.astimezone(reader.zone).date(),
    )


def open_input(acting: Acting, *, request_id: int) -> tuple[InputFacts, Typed]:
    """What one was asked, and what was typed and not sent. Raises Refusal: input.not_asked, input.ended."""
    with acting.store.read() as unit:
        require_asked(unit, acting, request_id)
        facts = input_facts(unit, request_id, acting.person.id, now=acting.now)
        if not facts.can_be_given:
            raise Refusal("input.ended")
        kept = unit.drafts.get(acting.person.id, Form.INPUT, str(request_id))
        return facts, kept.data if kept else {}


def keep_answers(acting: Acting, *, request_id: int, typed: Typed) -> None:
    """Keep what was typed and not sent of an answer. Raises Refusal("input.not_asked")."""
    with acting.store.read() as unit:
        require_asked(unit, acting, request_id)
    drafts.keep_draft(acting, form=Form.INPUT, subject=str(request_id), data=typed)


def keep_asked(acting: Acting, *, about_id: int, typed: Typed) -> None:
    """The same of what one wants to ask about somebody. Raises Refusal("input.not_yours")."""
    with acting.store.read() as unit:
        require_may_ask(unit, acting, about_id)
    drafts.keep_draft(acting, form=Form.INPUT_ASKED, subject=str(about_id), data=typed)


def keep_more(acting: Acting, *, request_id: int, typed: Typed) -> None:
    """The same of whom else one wants to ask, and until when. Raises Refusal("input.not_yours")."""
    with acting.store.read() as unit:
        request = found(lambda: unit.inputs.look(request_id), refuse=not_yours)
        require_may_ask(unit, acting, request.about_id)
    drafts.keep_draft(acting, form=Form.INPUT_MORE, subject=str(request_id), data=typed)


def asked_typed(acting: Acting, *, form: Form, subject_id: int) -> Typed:
    """What was typed of what one wants to ask, and not sent: about somebody, or more of a request."""
    require(Deed.KEEP_DRAFT, acting.by)
    with acting.store.read() as unit:
        kept = unit.drafts.get(acting.person.id, form, str(subject_id))
        return kept.data if kept else {}


def read_input(acting: Acting, *, about_id: int | None = None, account: str = "") -> InputPage:
    """Everything that was asked about somebody, and what came of it. Raises Refusal("input.not_yours")."""
    with acting.store.read() as unit:
        about = (
            unit.people.by_slack_id(account)
            if account
            else found(lambda: unit.people.get(about_id or 0), refuse=not_yours)
        )
        if about is None or not may(Deed.READ_INPUT, acting.by, about_of(unit, about.id)):
            raise not_yours()
        return InputPage(
            reader=acting.person,
            about=about,
            requests=_read(unit, unit.inputs.about(about.id), acting.person),
        )


def require_asked(unit: Unit, acting: Acting, request_id: int) -> None:
    """Raises Refusal("input.not_asked")."""
    givers = frozenset(each.person_id for each in unit.inputs.givers(request_id))
    require(Deed.GIVE_INPUT, acting.by, AskedForInput(givers=givers), refuse=not_asked)


def not_asked() -> Refusal:
    """To whoever was not asked, of a request that is there and of one that is not."""
    return Refusal("input.not_asked")


def not_yours() -> Refusal:
    """To whoever neither manages them nor is of HR."""
    return Refusal("input.not_yours")


def require_may_ask(unit: Unit, acting: Acting, about_id: int) -> None:
    """Raises Refusal("input.not_yours")."""
    about = found(lambda: about_of(unit, about_id), refuse=not_yours)
    require(Deed.ASK_FOR_INPUT, acting.by, about, refuse=not_yours)


def _read(unit: Unit, requests: Sequence[InputRequest], reader: Person) -> tuple[InputRead, ...]:
    givers = unit.inputs.givers_of([each.id for each in requests])
    ids = {each.person_id for some in givers.values() for each in some}
    names = {person.id: person.name for person in unit.people.values(ids)}
    read = []
    for request in requests:
        asked = givers.get(request.id, ())
        # Whoever gave some of it could take that away, and fewer than five would be left.
        took_part = any(each.person_id == reader.id for each in asked)
        said = () if took_part else said_to(request, asked, names)
        read.append(
            InputRead(
                request=request,
                asked_by=unit.people.get(request.asked_by_id),
                asked=len(asked),
                answered=len(gave(asked)) if said else None,
                took_part=took_part,
                said=said,
            )
        )
    return tuple(read)
