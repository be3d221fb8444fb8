"""What a tracker tells of hand-overs moves them; what cannot reach it is told to the admins."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from bot.domain.access import Deed, require
from bot.domain.concerns import Cause
from bot.domain.follows import stale
from bot.domain.intake.cards import handover_card
from bot.domain.intake.handover_due import Want
from bot.domain.intake.notices import HandoverWantsYou
from bot.domain.intake.tracker import (
    OF_A_TRACKER,
    REMEMBERED,
    Issue,
    IssueState,
    Told,
    is_closed_early,
    is_fresh,
    step_for,
)
from bot.services.acting import Acting
from bot.services.concerns import note_concern, settle_concern
from bot.services.intake.handover_moves import advance
from storage.unit import Unit


class Heard(StrEnum):
    """What came of something that a tracker told; also the word for logs."""

    TAKEN = "taken"
    AGAIN = "again"
    OLD = "old"
    UNKNOWN = "unknown"


def hear(acting: Acting, *, tracker: str, told: Told) -> Heard:
    """Take up what a webhook told, once; nothing is changed where it is not TAKEN."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        issue = unit.tracker_issues.known_as(tracker, told.key)
        if issue is None:
            return Heard.UNKNOWN
        unit.handovers.get(issue.handover_id)  # locked: the same thing told twice is one after the other
        if unit.tracker_issues.was_told(told.delivery):
            return Heard.AGAIN
        if not is_fresh(told, now=acting.now):
            return Heard.OLD
        unit.tracker_issues.remember(told.delivery, at=acting.now)
        _take_up(unit, issue, told, acting)
        return Heard.TAKEN


def to_ask(acting: Acting, *, tracker: str) -> Sequence[Issue]:
    """The issues to ask a tracker about that cannot tell by itself."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.read() as unit:
        return unit.tracker_issues.open_at(tracker)


def asked(acting: Acting, *, issue: Issue, state: IssueState, at: datetime) -> None:
    """What it answered; the same twice is one."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        handover = unit.handovers.get(issue.handover_id)
        # Trackers write whole seconds: what happened in one of them is told apart by what came of it here.
        delivery = f"asked-{handover.id}-{handover.version}"
        tracker_answers(unit, issue.tracker, about=(), now=acting.now)
        _take_up(unit, issue, Told(delivery=delivery, key=issue.key, state=state, at=at), acting)


def forget_told(acting: Acting) -> None:
    """Forget what was told so long ago that it would not be taken any more."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.tracker_issues.forget(before=acting.now - REMEMBERED)


def issue_was_made(unit: Unit, issue: Issue, *, now: datetime) -> None:
    """It stands there: the card of the hand-over leads to it."""
    if unit.tracker_issues.of(issue.handover_id) is None:
        unit.tracker_issues.add(issue)
        cards = stale([(None, handover_card(issue.handover_id))], because=f"issue-{issue.handover_id}")
        unit.outbox.add(*cards, now=now)


def tracker_failed(unit: Unit, tracker: str, reason: str, *, about: str | None, now: datetime) -> None:
    """The admins hear of it once; what waits is sent later. `about`: the issue or state with which it is
    wrong, None where it is the tracker.
    """
    name = _subject(tracker, about)
    note_concern(unit, Cause.TRACKER, subject=name, facts={"name": name, "reason": reason}, now=now)


def tracker_answers(unit: Unit, tracker: str, *, about: Sequence[str | None], now: datetime) -> None:
    """What was wrong with it, and with these, is mended."""
    for each in (None, *filter(None, about)):
        settle_concern(unit, Cause.TRACKER, subject=_subject(tracker, each), now=now)


def tracker_given_up(unit: Unit, tracker: str, *, about: str | None, now: datetime) -> None:
    """What is wrong with that issue is not tried any more."""
    if about is not None:
        settle_concern(unit, Cause.TRACKER, subject=_subject(tracker, about), now=now)


def not_asked(acting: Acting, *, tracker: str, reason: str) -> None:
    """It lets nobody in who asks: the admins hear of it once."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        tracker_failed(unit, tracker, reason, about=None, now=acting.now)


def _subject(tracker: str, about: str | None) -> str:
    return tracker if about is None else f"{tracker} {about}"


def _take_up(unit: Unit, issue: Issue, told: Told, acting: Acting) -> None:
    """What is newer than what it said last."""
    now_known = unit.tracker_issues.of(issue.handover_id) or issue
    # Trackers write whole seconds: what happened in the second of the last word is no older.
    if told.at < now_known.synced_at.replace(microsecond=0):
        return
    handover = unit.handovers.look(issue.handover_id)
    event = step_for(handover.state, now_known.state, told.state)
    unit.tracker_issues.move(issue.handover_id, told.state, synced_at=told.at)
    if event is not None:
        advance(unit, handover, event, acting, source=OF_A_TRACKER + told.delivery)
    elif is_closed_early(handover.stage, now_known.state, told.state):
        wanted = HandoverWantsYou(
            to=unit.requests.look(handover.request_id).owner_id,
            handover_id=handover.id,
            want=Want.CLOSED.value,
            about=told.at.isoformat(),
        )
        unit.outbox.add(wanted, now=acting.now)
