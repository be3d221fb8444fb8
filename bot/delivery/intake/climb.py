"""How somebody is reached about what was handed over: reminder, e-mail, and whom to call."""

from bot.delivery.mail import HandoverEmail
from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_way import Party
from bot.domain.intake.notices import CallWanted, HandoverMailed, HandoverReminded, MailRefused
from bot.domain.obligations import Kind
from bot.services.intake.brief import brief_facts
from bot.services.intake.handover import handover_facts
from messages.intake.climb_note import call_wanted, mail_refused, reminder
from messages.intake.handover_mail import handover_letter


def on_reminded(at: Snapshot, notice: HandoverReminded) -> Outgoing | None:
    """Nothing once they have said it, or somebody else has it."""
    facts, person = handover_facts(at.unit, notice.handover_id), at.person(notice.to)
    if not person.is_active or not _still_waits(facts, notice.to):
        return None
    return Outgoing(message=reminder(at.words_for(person), facts), person=person)


def on_mailed(at: Snapshot, notice: HandoverMailed) -> HandoverEmail | None:
    facts, person = handover_facts(at.unit, notice.handover_id), at.person(notice.to)
    read = brief_facts(at.unit, facts.request.id)
    if not person.is_active or read is None or not _still_waits(facts, notice.to):
        return None
    asked = next(each for each in facts.contacts if each.number == notice.number)
    return HandoverEmail(
        mark=f"steward-handover-{notice.handover_id}-{notice.number}",
        to=person.email,
        letter=handover_letter(at.words_for(person), facts, read),
        handover_id=notice.handover_id,
        number=notice.number,
        at=at.now,
        asked_at=asked.at,
    )


def on_call_wanted(at: Snapshot, notice: CallWanted) -> Outgoing | None:
    facts, person = handover_facts(at.unit, notice.handover_id), at.person(notice.to)
    if not person.is_active or not _still_waits(facts, facts.assignee.id):
        return None
    return Outgoing(message=call_wanted(at.words_for(person), facts, reader=person), person=person)


def on_mail_refused(at: Snapshot, notice: MailRefused) -> Outgoing | None:
    facts, person = handover_facts(at.unit, notice.handover_id), at.person(notice.to)
    if not person.is_active:
        return None
    return Outgoing(
        message=mail_refused(at.words_for(person), facts, notice.number, reader=person), person=person
    )


def _still_waits(facts: HandoverFacts, developer_id: int) -> bool:
    stage = facts.stage
    is_theirs = facts.assignee.id == developer_id
    return is_theirs and stage.mover is Party.DEVELOPER and stage.move is Kind.HANDOVER


ROUTES: Routes = {
    HandoverReminded: on_reminded,
    HandoverMailed: on_mailed,
    CallWanted: on_call_wanted,
    MailRefused: on_mail_refused,
}
