"""Whoever does not answer what was handed over to them is reached by one channel after the other."""

from datetime import date, datetime, timedelta

from bot.domain.absences import is_away
from bot.domain.access import Deed, may, require
from bot.domain.follows import stale
from bot.domain.intake.cards import handover_card
from bot.domain.intake.climb import CALL_LIMIT, Contact, Outcome, Rung, Waits, Week, next_rung
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
from bot.services.intake.duty import hours_of, who_looks_after
from bot.services.intake.handover import handover_facts
from storage.unit import Unit

WEEK_AND_MORE = 8
"""Days in which all of a week lies, whatever the zone."""


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
    """The developer has clicked on it, or replied to it: once for a step that waits for them."""
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
    request = unit.requests.look(unit.handovers.look(handover_id).request_id)
    reader = _caller(unit, request, acting)
    notice = MailRefused(to=reader.id, handover_id=handover_id, number=number)
    unit.outbox.add(notice, now=acting.now, due_at=_at_work(unit, reader, acting))


def mail_came_back(acting: Acting, *, message_id: str, reason: str) -> bool:
    """What the server took it could not deliver. False where nothing is known of it, or that is known."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        found = unit.contacts.mailed_as(message_id)
        if found is None:
            return False
        handover_id, number = found
        unit.handovers.get(handover_id)
        mail_was_refused(unit, handover_id, number, reason=reason, acting=acting)
        return True


def _climbed(acting: Acting, handover_id: int) -> bool:
    with acting.store.begin() as unit:
        handover = unit.handovers.get(handover_id)
        developer = unit.people.get(handover.assignee_id)
        if not _waits(handover) or not developer.is_active or not _is_at_work(unit, developer, acting):
            return False
        tries = [each for each in unit.contacts.of(handover_id) if each.since == handover.owed_since]
        request = unit.requests.look(handover.request_id)
        is_urgent = request.urgency is Urgency.NOW
        rung = next_rung(
            tries,
            _waited(handover, tries, developer, acting),
            is_urgent=is_urgent,
            waits=_waits_of(request, acting),
            can_mail=acting.policy.can_mail and (is_urgent or acting.policy.schedule.nudges_a_week > 1),
        )
        if rung is None:
            return False
        week, day = _week(unit, developer, acting), acting.now.astimezone(developer.zone).date()
        was_said = rung is Rung.CHAT and day in week.reminded and _was_owed_before(handover, developer, day)
        has_room = is_urgent or week.has_room(day, a_week=acting.policy.schedule.nudges_a_week)
        if rung is not Rung.PHONE and not was_said and not has_room:
            return False
        outcome = Outcome.SENT if rung is Rung.CHAT else Outcome.ASKED
        made = unit.contacts.add(handover, rung, outcome, at=acting.now)
        if not was_said:
            _say(unit, handover, request, made, acting)
        _show(unit, handover, made, acting)
        return True


def _say(unit: Unit, handover: Handover, request: Request, made: Contact, acting: Acting) -> None:
    facts = {"handover_id": handover.id, "number": made.number}
    match made.rung:
        case Rung.CHAT:
            _tell_apart(unit, handover, HandoverReminded(to=handover.assignee_id, **facts), acting)
        case Rung.MAIL:
            _tell_apart(unit, handover, HandoverMailed(to=handover.assignee_id, **facts), acting)
        case Rung.PHONE:
            caller = _caller(unit, request, acting)
            wanted = CallWanted(to=caller.id, **facts)
            unit.outbox.add(wanted, now=acting.now, due_at=_at_work(unit, caller, acting))


def _caller(unit: Unit, request: Request, acting: Acting) -> Person:
    return who_looks_after(unit, request.owner_id, policy=acting.policy, now=acting.now)


def _at_work(unit: Unit, person: Person, acting: Acting) -> datetime | None:
    """Nobody at the desk is woken for it."""
    hours = hours_of(unit, person, policy=acting.policy)
    return hours.next_inside(acting.now, zone=person.zone, calendar=person.calendar)


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
    last = max((each.at for each in tries), default=handover.owed_since)
    office = acting.policy.hours.office
    return office.minutes_between(last, acting.now, zone=developer.zone, calendar=developer.calendar)


def _is_at_work(unit: Unit, person: Person, acting: Acting) -> bool:
    """Whether it is working time of theirs now, and they are there: nobody is chased on leave."""
    today = acting.now.astimezone(person.zone).date()
    absences = unit.absences.of([person.id], since=today).get(person.id, ())
    office = acting.policy.hours.office
    begins = office.next_inside(acting.now, zone=person.zone, calendar=person.calendar)
    return not is_away(absences, today) and begins == acting.now


def _week(unit: Unit, developer: Person, acting: Acting) -> Week:
    """What has reached them since Monday."""
    today = acting.now.astimezone(developer.zone).date()
    monday, since = today - timedelta(days=today.weekday()), acting.now - timedelta(days=WEEK_AND_MORE)
    nudges = unit.nudges.last(WEEK_AND_MORE, since=since, only=[developer.id]).get(developer.id, ())
    reached = unit.contacts.reached_at(developer.id, since=since)
    climbed = {each.astimezone(developer.zone).date() for each in reached}
    return Week(
        reminded=frozenset(each.day for each in nudges if each.day >= monday),
        climbed=frozenset(each for each in climbed if each >= monday),
    )


def _was_owed_before(handover: Handover, developer: Person, day: date) -> bool:
    """A reminder says all that waits, but what became theirs on the very day: a card told of that."""
    return handover.owed_since.astimezone(developer.zone).date() < day


def _tell_apart(unit: Unit, handover: Handover, notice: Notice, acting: Acting) -> None:
    """What is said of it here, no reminder says once more on that day."""
    developer = unit.people.get(handover.assignee_id)
    step = StepKey(
        person_id=developer.id, kind=Kind.HANDOVER, subject_id=handover.id, since=handover.owed_since
    )
    unit.told.record_again(step, day=acting.now.astimezone(developer.zone).date(), at=acting.now)
    unit.outbox.add(notice, now=acting.now)


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
