"""A request for input moves on: its history, what is owed, and what has to be said, in one place."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.domain.access import Deed, may
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Role
from bot.domain.reviews.input import InputAbout, InputRequest, implied
from bot.domain.reviews.input_follows import FOLLOWS, InputMoved
from bot.domain.reviews.input_way import INPUT, Event
from bot.services.acting import Acting
from storage.unit import Unit


def advance(
    unit: Unit, request: InputRequest, event: Event, acting: Acting, *, due_on: date | None = None
) -> InputRequest:
    """Move a locked one on; returns it as it is now. Raises Refusal("input.not_now")."""
    to = INPUT.after(request.state, event)
    moved = unit.inputs.move(request, event, to=to, due_on=due_on, by_id=acting.by_id, at=acting.now)
    follow(unit, moved, event, acting)
    return moved


def follow(unit: Unit, request: InputRequest, event: Event, acting: Acting) -> None:
    """What is owed by now, and what has to be said of the event."""
    owe(unit, request, acting)
    moved = InputMoved(
        request=request,
        givers=tuple(each.person_id for each in unit.inputs.givers(request.id)),
        tell=_who_hears(unit, request),
    )
    notices = FOLLOWS[event].notices(moved, because=f"{request.id}.{request.version}")
    unit.outbox.add(*notices, now=acting.now)


def owe(unit: Unit, request: InputRequest, acting: Acting) -> None:
    """What those who were asked owe by now. Nothing of the others moves with somebody's answer: it would tell
    them its time.
    """
    owed = implied(request, unit.inputs.givers(request.id))
    unit.obligations.match(Subject.INPUT, request.id, owed, now=acting.now)


def all_implied(unit: Unit, requests: Sequence[InputRequest]) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    givers = unit.inputs.givers_of([each.id for each in requests])
    for request in requests:
        yield from implied(request, givers.get(request.id, ()))


def about_of(unit: Unit, person_id: int) -> InputAbout:
    """Somebody as the table of deeds asks for them."""
    person = unit.people.get(person_id)
    return InputAbout(employee_id=person.id, manager_id=person.manager_id, is_hr=person.has(Role.HR))


def _who_hears(unit: Unit, request: InputRequest) -> tuple[int, ...]:
    """Whoever manages them now, and whoever asked, if they still may read it."""
    about = about_of(unit, request.about_id)
    asked = unit.people.get(request.asked_by_id)
    hears = [about.manager_id, asked.id if may(Deed.READ_INPUT, asked, about) else None]
    return tuple(dict.fromkeys(each for each in hears if each is not None))
