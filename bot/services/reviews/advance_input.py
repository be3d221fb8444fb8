"""A request for input moves on: its history, what is owed, and what has to be said, in one place."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.domain.access import Deed, may
from bot.domain.follows import Where, stale
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person, Role
from bot.domain.reviews.input import InputAbout, InputRequest, implied
from bot.domain.reviews.input_follows import FOLLOWS, InputMoved, cards
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
    notices = FOLLOWS[event].notices(_moved(unit, request), because=f"{request.id}.{request.version}")
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


def hand_over(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """Those who were asked about somebody see who will read it from now on. Safe to run twice."""
    because = f"reader.{new_manager.id}.{acting.now.isoformat()}"
    for request in _under_way_about(unit, employee_id):
        unit.outbox.add(*stale(cards(_moved(unit, request)), because=because), now=acting.now)


def cards_naming(unit: Unit, person_id: int) -> Iterator[Where]:
    """The cards on which somebody stands: about whom, for whom, by whom it is asked."""
    for request in unit.inputs.all_under_way():
        about = unit.people.get(request.about_id)
        if person_id in (about.id, about.manager_id, request.asked_by_id):
            yield from cards(_moved(unit, request))


def about_of(unit: Unit, person_id: int) -> InputAbout:
    """Somebody as the table of deeds asks for them."""
    person = unit.people.get(person_id)
    return InputAbout(employee_id=person.id, manager_id=person.manager_id, is_hr=person.has(Role.HR))


def _who_hears(unit: Unit, request: InputRequest, givers: Collection[int]) -> tuple[int, ...]:
    """Whoever manages them now, and whoever asked, if they still may read it; nobody who was asked."""
    about = about_of(unit, request.about_id)
    asked = unit.people.get(request.asked_by_id)
    hears = [about.manager_id, asked.id if may(Deed.READ_INPUT, asked, about) else None]
    return tuple(dict.fromkeys(each for each in hears if each is not None and each not in givers))


def _under_way_about(unit: Unit, person_id: int) -> Iterator[InputRequest]:
    return (each for each in unit.inputs.about(person_id) if each.stage.move is not None)


def _moved(unit: Unit, request: InputRequest) -> InputMoved:
    givers = tuple(each.person_id for each in unit.inputs.givers(request.id))
    return InputMoved(request=request, givers=givers, tell=_who_hears(unit, request, givers))
