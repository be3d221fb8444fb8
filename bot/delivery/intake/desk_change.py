"""The desk has changed hands, or a week was given to somebody: whoever it touches reads it."""

from datetime import date

from bot.delivery.outgoing import Outgoing, Routes, Snapshot
from bot.domain.intake.notices import DutyBegan, DutyDecided, DutyEnded
from bot.services.intake.desk_change import change_facts, is_latest
from bot.services.intake.duty import line_of
from messages.intake.desk_change_note import duty_began, duty_decided, duty_ended


def on_began(at: Snapshot, notice: DutyBegan) -> Outgoing | None:
    """Nothing where it is somebody else's again by the time that they are at work."""
    person = at.person(notice.to)
    if not person.is_active or not is_latest(at.unit, notice.change_id):
        return None
    facts = change_facts(at.unit, notice.change_id, policy=at.policy)
    return Outgoing(message=duty_began(at.words_for(person), facts), person=person)


def on_ended(at: Snapshot, notice: DutyEnded) -> Outgoing | None:
    """Nothing where it is somebody else's again by the time that they are at work."""
    person = at.person(notice.to)
    if not person.is_active or not is_latest(at.unit, notice.change_id):
        return None
    facts = change_facts(at.unit, notice.change_id, policy=at.policy)
    return Outgoing(message=duty_ended(at.words_for(person), facts), person=person)


def on_decided(at: Snapshot, notice: DutyDecided) -> Outgoing | None:
    """As it is now: what was said later counts."""
    person, week = at.person(notice.to), date.fromisoformat(notice.week)
    line = line_of(at.unit, week, policy=at.policy)
    if not person.is_active or not line:
        return None
    words = at.words_for(person)
    message = duty_decided(
        words,
        name=line[0].name,
        by=at.person(notice.by_id).name,
        week=week,
        is_theirs=line[0].id == person.id,
    )
    return Outgoing(message=message, person=person)


ROUTES: Routes = {DutyBegan: on_began, DutyEnded: on_ended, DutyDecided: on_decided}
