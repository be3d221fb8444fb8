"""An answer is due: its owner is told before the hour, a colleague once it is over, then the head."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.domain.absences import is_away
from bot.domain.access import Deed, require
from bot.domain.intake.answer_due import Rung, ripe
from bot.domain.intake.desk_facts import DueFacts
from bot.domain.intake.notices import AnswerDue
from bot.domain.intake.request import Request
from bot.domain.intake.rota import today_of, week_of
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.duty import hours_of, line_of
from bot.services.intake.request_facts import request_facts
from bot.services.people.heads import head_above
from storage.unit import Unit

AHEAD = timedelta(days=10)
"""So far ahead hours are looked at: a holiday may lie between now and the last minutes before one."""


def tell_what_is_due(acting: Acting) -> int:
    """Tell everybody whose turn it is, each once for an hour that was promised, in their own working time;
    returns how many that were. Safe to run twice and in two processes at once.

    What its owner was told here no reminder says once more on that day, and none apart.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        waiting = unit.answers_due.waiting(until=acting.now + AHEAD)
        owners = {each.id: each for each in unit.people.values({each.owner_id for each in waiting})}
        found = [
            (each.id, rung, reader.id)
            for each in waiting
            for rung, reader in _to_tell(unit, each, owners[each.owner_id], acting)
        ]
    return sum(_told(acting, number, rung, reader_id) for number, rung, reader_id in found)


def due_facts(unit: Unit, notice: AnswerDue) -> DueFacts | None:
    """What is said; None where it is answered by now, or has another hour."""
    request = request_facts(unit, notice.request_id)
    if not request.stage.answer_owed or request.answer_by.isoformat() != notice.hour:
        return None
    rung = Rung(notice.rung)
    if rung is Rung.OWNER and request.owner.id != notice.to:
        return None
    return DueFacts(request=request, reader=unit.people.get(notice.to), rung=rung)


def stand_in_of(unit: Unit, owner: Person, acting: Acting) -> Sequence[Person]:
    """Who is next in line for what lies with somebody, in the order of the week's rota."""
    week = week_of(today_of(acting.now, timezone=acting.policy.default_timezone))
    return [each for each in line_of(unit, week, policy=acting.policy) if each.id != owner.id]


def _told(acting: Acting, number: int, rung: Rung, reader_id: int) -> bool:
    with acting.store.begin() as unit:
        request = unit.requests.get(number)
        if not request.stage.answer_owed or not unit.answers_due.record(
            request, rung, reader_id, at=acting.now
        ):
            return False
        if rung is Rung.OWNER:
            _spare_them_a_reminder(unit, request, acting)
        notice = AnswerDue(to=reader_id, request_id=number, hour=request.answer_by.isoformat(), rung=rung)
        unit.outbox.add(notice, now=acting.now)
        return True


def _spare_them_a_reminder(unit: Unit, request: Request, acting: Acting) -> None:
    owner = unit.people.get(request.owner_id)
    step = StepKey(person_id=owner.id, kind=Kind.REQUEST, subject_id=request.id, since=request.owed_since)
    unit.told.record([(owner.id, step)], day=acting.now.astimezone(owner.zone).date(), at=acting.now)


def _to_tell(unit: Unit, request: Request, owner: Person, acting: Acting) -> Sequence[tuple[Rung, Person]]:
    policy, now = acting.policy, acting.now
    hours = hours_of(unit, owner, policy=policy)
    begun, until = sorted((now, request.answer_by))
    minutes = hours.minutes_between(begun, until, zone=owner.zone, calendar=owner.calendar)
    is_over = request.answer_by <= now
    warn = min(policy.intake.warn_minutes, policy.intake.answer_minutes(request.urgency) // 2)
    due = ripe(
        0 if is_over else max(minutes, 1),
        minutes if is_over else 0,
        warn=warn,
        head=policy.intake.head_minutes,
    )
    known = unit.answers_due.told_of(request) if due else {}
    listeners: Mapping[Rung, Sequence[Person]] = {
        Rung.OWNER: [owner],
        Rung.STAND_IN: stand_in_of(unit, owner, acting) if Rung.STAND_IN in due else [],
        Rung.HEAD: _heads(unit, owner) if Rung.HEAD in due else [],
    }
    found = []
    for rung in Rung:
        heard = known.get(rung, frozenset())
        if rung not in due or (heard and (rung is not Rung.OWNER or owner.id in heard)):
            continue
        reader = next((each for each in listeners[rung] if _is_at_work(unit, each, acting)), None)
        if reader is not None:
            found.append((rung, reader))
    return found


def _heads(unit: Unit, owner: Person) -> Sequence[Person]:
    """The nearest senior superior; where there is none, whoever they report to."""
    head = head_above(unit, owner.manager_id, below=owner.id)
    if head is None and owner.manager_id is not None:
        head = unit.people.get(owner.manager_id)
    return [head] if head is not None and head.is_active else []


def _is_at_work(unit: Unit, person: Person, acting: Acting) -> bool:
    """Whether it is working time of theirs now, and they are there."""
    hours = hours_of(unit, person, policy=acting.policy)
    today = acting.now.astimezone(person.zone).date()
    absences = unit.absences.of([person.id], since=today).get(person.id, ())
    return not is_away(absences, today) and (
        hours.next_inside(acting.now, zone=person.zone, calendar=person.calendar) == acting.now
    )
