"""Reminders that were sent, and those that wait in the outbox."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from bot.domain.cards import Card
from bot.domain.notices import CardStale
from bot.domain.nudging.nudges import NudgeFacts
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.nudging.nudges import nudge_facts, send_nudges
from storage.models.delivery import OutboxRow
from storage.models.nudging import NudgeRow
from storage.unit import Store
from tests.builders.acting import acting

POLICY = Policy()


def nudged(store: Store, *, now: datetime, policy: Policy = POLICY) -> set[tuple[int, str]]:
    """Run the job; (person, day) of the reminders that this run added."""
    before = reminders(store)
    send_nudges(acting(store, now=now, policy=policy))
    return reminders(store) - before


def reminders(store: Store) -> set[tuple[int, str]]:
    """Every reminder asked to be sent so far."""
    return {(payload["to"], payload["day"]) for payload in payloads(store, "Nudged")}


def payloads(store: Store, kind: str) -> list[dict[str, Any]]:
    with store.read() as unit:
        return list(unit.session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == kind)))


def brought_up_to_date(store: Store) -> list[dict[str, Any]]:
    """Every time that a reminder's card was said to be stale so far."""
    stale = payloads(store, CardStale.kind)
    return [payload for payload in stale if payload["card"].startswith(f"{Card.NUDGE.value}:")]


def was_nudged(store: Store, person: Person, *moments: datetime) -> None:
    """The person was reminded at these moments."""
    with store.begin() as unit:
        for at in moments:
            unit.session.add(NudgeRow(person_id=person.id, day=at.astimezone(person.zone).date(), at=at))


def shown(store: Store, person: Person, *, now: datetime, day: date | None = None) -> NudgeFacts:
    """What the person's reminder would show."""
    with store.read() as unit:
        local = now.astimezone(person.zone).date()
        return nudge_facts(unit, person, day=day or local, now=now)
