"""Whoever does not answer what was handed over to them is reached by one channel after the other."""

from bot.domain.absences import is_away
from bot.domain.access import Deed, may, require
from bot.domain.follows import stale
from bot.domain.intake.cards import handover_card
from bot.domain.intake.climb import CALL_LIMIT, Contact, Outcome, Rung, Waits, next_rung
from bot.domain.intake.handover import Handover, HandoverFacts
from bot.domain.intake.handover_way import Party
from bot.domain.intake.notices import CallWanted, HandoverMailed, HandoverReminded, MailRefused
from bot.domain.intake.request import Request
from bot.domain.intake.triage import Urgency
from bot.domain.notices import Notice
from bot.domain.nudging.told import StepKey
from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.handover import handover_facts
from storage.unit import Unit


def climb(acting: Acting) -> int:
    """Take the next channel wherever a word on what was handed over is missing for too long; returns how many
    that were. Safe to run twice and in two processes at once.
    """
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        waiting = [each.id for each in unit.handovers.all_open() if _waits(each)]
    return sum(_climbed(acting, handover_id) for handover_id in waiting)


def open_call(acting: Acting, *, handover_id: int) -> HandoverFacts:
    """Whom to call, before the call is logged. Raises Refusal: "request.product_managers_only"."""
    _require_caller(acting)
    with acting.store.read() as unit:
        return handover_facts(unit, handover_id)


def log_call(acting: Acting, *, handover_id: int, was_reached: bool, words: str, submission: str) -> None:
    """What was said on the telephone, and with whom; the next channel waits anew. The same submission twice
    is one call.

    Raises Refusal: "request.product_managers_only", "handover.call_without_words", "request.text_too_long",
    "handover.not_now".
    """
    _require_caller(acting)
    if was_reached and not words.strip():
        raise Refusal("handover.call_without_words", field="words")
    if len(words) > CALL_LIMIT:
        raise Refusal("request.text_too_long", field="words", limit=CALL_LIMIT)
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        if unit.contacts.came_from(submission):
            return
        if not handover.is_open:
            raise Refusal("handover.not_now")
        outcome = Outcome.REACHED if was_reached else Outcome.NOT_REACHED
        made = unit.contacts.add(
            handover,
            Rung.PHONE,
            outcome,
            at=acting.now,
            by_id=acting.by_id,
            words=words,
            submission=submission,
        )
        _show(unit, handover, made, acting)


def note_opened(acting: Acting, *, handover_id: int) -> None:
    """The developer has clicked on it: once for a step that waits for them."""
    with acting.store.read() as unit:
        looked_at = unit.handovers.look(handover_id)
        if not may(Deed.MOVE_HANDOVER, acting.by, looked_at) or not _is_unopened(unit, looked_at):
            return
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        if _is_unopened(unit, handover):
            made = unit.contacts.add(handover, Rung.CHAT, Outcome.OPENED, at=acting.now, by_id=acting.by_id)
            _show(unit, handover, made, acting)


def mail_was_taken(unit: Unit, handover_id: int, number: int, *, message_id: str) -> None:
    """The server has it; its id is kept as the record."""
    unit.contacts.settle(handover_id, number, Outcome.SENT, message_id=message_id)


def mail_was_refused(unit: Unit, handover_id: int, number: int, *, reason: str, acting: Acting) -> None:
    """The server does not take it: the product manager hears so, and the next channel has its turn."""
    unit.contacts.settle(handover_id, number, Outcome.REFUSED, words=reason)
    handover = unit.handovers.look(handover_id)
    owner_id = unit.requests.look(handover.request_id).owner_id
    notice = MailRefused(to=owner_id, handover_id=handover_id, number=number)
    unit.outbox.add(notice, now=acting.now)


def _climbed(acting: Acting, handover_id: int) -> bool:
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        developer = unit.people.get(handover.assignee_id)
        if not _waits(handover) or not developer.is_active or not _is_at_work(unit, developer, acting):
            return False
        tries = [each for each in unit.contacts.of(handover_id) if each.since == handover.owed_since]
        request = unit.requests.look(handover.request_id)
        rung = next_rung(
            tries,
            _waited(handover, tries, developer, acting),
            is_urgent=request.urgency is Urgency.NOW,
            waits=_waits_of(request, acting),
            can_mail=acting.policy.can_mail,
        )
        if rung is None:
            return False
        outcome = Outcome.SENT if rung is Rung.CHAT else Outcome.ASKED
        made = unit.contacts.add(handover, rung, outcome, at=acting.now)
        if rung is not Rung.CHAT or _is_first_of_the_day(unit, handover, developer, acting):
            unit.outbox.add(_notice(handover, request, made), now=acting.now)
        _show(unit, handover, made, acting)
        return True


def _notice(handover: Handover, request: Request, made: Contact) -> Notice:
    facts = {"handover_id": handover.id, "number": made.number}
    match made.rung:
        case Rung.CHAT:
            return HandoverReminded(to=handover.assignee_id, **facts)
        case Rung.MAIL:
            return HandoverMailed(to=handover.assignee_id, **facts)
        case Rung.PHONE:
            return CallWanted(to=request.owner_id, **facts)


def _waits(handover: Handover) -> bool:
    """Whether the developer owes a word on it."""
    return handover.stage.mover is Party.DEVELOPER and handover.stage.move is Kind.HANDOVER


def _waits_of(request: Request, acting: Acting) -> Waits:
    intake = acting.policy.intake
    if request.urgency is Urgency.NOW:
        return Waits(first=intake.now_answer_minutes, next=intake.first_answer_minutes)
    return Waits(first=intake.climb_minutes, next=intake.climb_minutes)


def _waited(handover: Handover, tries: list[Contact], developer: Person, acting: Acting) -> int:
    """Working minutes of the developer since the last try, or since it was handed over."""
    last = max((each.at for each in tries if each.outcome is not Outcome.OPENED), default=handover.owed_since)
    office = acting.policy.hours.office
    return office.minutes_between(last, acting.now, zone=developer.zone, calendar=developer.calendar)


def _is_at_work(unit: Unit, person: Person, acting: Acting) -> bool:
    """Whether it is working time of theirs now, and they are there: nobody is chased on leave."""
    today = acting.now.astimezone(person.zone).date()
    absences = unit.absences.of([person.id], since=today).get(person.id, ())
    office = acting.policy.hours.office
    begins = office.next_inside(acting.now, zone=person.zone, calendar=person.calendar)
    return not is_away(absences, today) and begins == acting.now


def _is_first_of_the_day(unit: Unit, handover: Handover, developer: Person, acting: Acting) -> bool:
    """Whether no reminder has said it on that day; what is said here none says once more."""
    step = StepKey(
        person_id=developer.id, kind=Kind.HANDOVER, subject_id=handover.id, since=handover.owed_since
    )
    day = acting.now.astimezone(developer.zone).date()
    if unit.told.of([developer.id]).get(developer.id, {}).get(step) == day:
        return False
    unit.told.record([(developer.id, step)], day=day, at=acting.now)
    return True


def _is_unopened(unit: Unit, handover: Handover) -> bool:
    return _waits(handover) and not any(
        each.outcome is Outcome.OPENED and each.since == handover.owed_since
        for each in unit.contacts.of(handover.id)
    )


def _show(unit: Unit, handover: Handover, made: Contact, acting: Acting) -> None:
    cards = stale([(None, handover_card(handover.id))], because=f"try-{handover.id}.{made.number}")
    unit.outbox.add(*cards, now=acting.now)


def _require_caller(acting: Acting) -> None:
    require(Deed.LOG_CALL, acting.by, refuse=lambda: Refusal("request.product_managers_only", name=None))
