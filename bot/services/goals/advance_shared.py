"""A version of a shared KPI moves on: its history, what is owed, and what has to be said, in one place."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.domain.goals.shared import Asked, SharedKpi, implied, waiting_for
from bot.domain.goals.shared_follows import FOLLOWS, SharedMoved
from bot.domain.goals.shared_way import SHARED, Event
from bot.domain.obligations import Obligation, Subject
from bot.services.acting import Acting
from bot.services.goals.shared_owners import asked_of
from bot.services.goals.shared_sheets import put_on_sheets
from storage.unit import Unit


def advance(
    unit: Unit, shared: SharedKpi, event: Event, acting: Acting, *, note: str | None = None
) -> SharedKpi:
    """Move a locked version on; returns it as it is now. Raises Refusal("shared.not_now")."""
    moved = unit.shared.move(
        shared,
        event,
        to=SHARED.after(shared.state, event),
        by_id=acting.by_id,
        at=acting.now,
        note=note,
    )
    _follow(unit, moved, event, acting)
    return moved


def begin(unit: Unit, shared: SharedKpi, acting: Acting) -> SharedKpi:
    """What follows from proposing a version; where nobody has to be asked it is agreed on at once."""
    _follow(unit, shared, Event.PROPOSE, acting)
    return settle(unit, shared, acting)


def settle(unit: Unit, shared: SharedKpi, acting: Acting) -> SharedKpi:
    """Once nobody is left who has not agreed, it is what its owners share, and goes on their sheets."""
    if shared.stage.closed or waiting_for(shared, asked_of(unit, shared)):
        return shared
    settled = advance(unit, shared, Event.SETTLE, acting)
    put_on_sheets(unit, settled, acting)
    return settled


def look_again(unit: Unit, acting: Acting) -> None:
    """People left, came back or lead others now: whoever answers from now on is asked. Safe to run twice."""
    for shared in unit.shared.all_under_way():
        owed = {each.person_id for each in unit.obligations.of(Subject.SHARED_KPI, shared.id)}
        asked = {each.person_id for each in all_implied(unit, [shared], acting)}
        if owed != asked:
            moved = advance(unit, unit.shared.get(shared.id), Event.HAND_OVER, acting)
            settle(unit, moved, acting)


def all_implied(
    unit: Unit, versions: Sequence[SharedKpi], acting: Acting, *, asked_at: datetime | None = None
) -> Iterator[Obligation]:
    """What all of these want, by where they are. Whoever is asked already is so since then; others since
    `asked_at`, else since it was proposed.
    """
    for shared in versions:
        if shared.stage.move is not None:
            asked, owed = asked_of(unit, shared), unit.obligations.of(Subject.SHARED_KPI, shared.id)
            begun = {person.id: asked_at for people in asked.values() for person in people if asked_at}
            yield from implied(
                shared,
                asked,
                begun={**begun, **{each.person_id: each.since for each in owed}},
                period=unit.cycles.facts(shared.cycle_id).name,
                agreement_days=acting.policy.schedule.agreement_days,
            )


def _follow(unit: Unit, shared: SharedKpi, event: Event, acting: Acting) -> None:
    owed = list(all_implied(unit, [shared], acting, asked_at=acting.now))
    unit.obligations.put(Subject.SHARED_KPI, shared.id, owed, now=acting.now)
    moved = SharedMoved(shared=shared, readers=_readers(unit, shared), by_id=acting.by_id)
    notices = FOLLOWS[event].notices(moved, because=f"{shared.id}.{shared.version}")
    unit.outbox.add(*notices, now=acting.now)


def _readers(unit: Unit, shared: SharedKpi) -> tuple[int, ...]:
    """Who has a card of it: whoever proposed it, everybody who can answer, and who has answered."""
    asked: Asked = asked_of(unit, shared)
    answered = [owner.agreed_by_id for owner in shared.owners if owner.agreed_by_id is not None]
    answering = [person.id for people in asked.values() for person in people]
    return tuple(dict.fromkeys([shared.proposed_by_id, *answering, *answered]))
