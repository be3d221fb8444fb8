"""A check-in moves on: its history, what is owed, and what has to be said of it, in one place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.follows import stale
from bot.domain.history import NOTHING_MORE, Changed, Facts
from bot.domain.nudging.cards import nudge_card
from bot.domain.obligations import Obligation, Subject
from bot.domain.people import Person
from bot.domain.weeks.check_in import Answers, CheckIn, SkipReason, implied
from bot.domain.weeks.check_in_follows import FOLLOWS, CheckInMoved
from bot.domain.weeks.check_in_way import CHECK_IN, OWN, PRESENCE, Event
from bot.domain.weeks.digest import said_in
from bot.services.acting import Acting
from storage.unit import Unit


def begin_check_ins(unit: Unit, begun: Sequence[CheckIn], acting: Acting) -> list[CheckIn]:
    """From now on these are there, each owed from its own moment on; who has one of that week keeps it."""
    added = unit.check_ins.add(begun, by_id=acting.by_id, at=acting.now)
    unit.obligations.add(all_implied(added))
    unit.homes.concern([each.manager_id for each in added])
    return added


def advance(
    unit: Unit,
    check_in: CheckIn,
    event: Event,
    acting: Acting,
    *,
    note: str | None = None,
    facts: Facts = NOTHING_MORE,
    answers: Answers | None = None,
    skipped_for: SkipReason | None = None,
) -> CheckIn:
    """Move a locked check-in on; returns it as it is now. Raises Refusal("check_in.not_now")."""
    after = CHECK_IN.after(check_in.state, event)
    offer = said_in(
        unit.check_ins.histories([check_in.id])[check_in.id], manager_id=check_in.manager_id
    ).offer
    moved = unit.check_ins.move(
        check_in,
        event,
        to=replace(
            check_in,
            state=after,
            manager_id=(facts.manager.now if facts.manager else None) or check_in.manager_id,
            skipped_for=skipped_for if event is Event.SKIP else check_in.skipped_for,
        ),
        by_id=acting.by_id,
        at=acting.now,
        note=note,
        facts=facts,
    )
    if answers is not None:
        unit.check_ins.keep(moved, answers)
    if event in OWN and check_in.stage.move is not None:
        _show_reminder(unit, moved, acting)
    if event in PRESENCE or (moved.state, moved.manager_id) != (check_in.state, check_in.manager_id):
        unit.obligations.put(Subject.CHECK_IN, moved.id, all_implied([moved]), now=acting.now)
    follows = CheckInMoved(
        check_in=moved,
        former_manager_id=facts.manager.was if facts.manager else None,
        offer=offer.number if offer else None,
    )
    notices = FOLLOWS[event].notices(follows, because=f"check-in-{moved.id}.{moved.version}")
    unit.outbox.add(*notices, now=acting.now)
    unit.homes.concern([moved.employee_id, moved.manager_id])
    return moved


def _show_reminder(unit: Unit, moved: CheckIn, acting: Acting) -> None:
    """The reminder is the only card that asks for it: whoever clicks there sees at once that it is done."""
    last = unit.nudges.last_before([moved.employee_id], day=date.max)
    reminders = [(person, nudge_card(person, day)) for person, day in last.items()]
    unit.outbox.add(*stale(reminders, because=f"check-in-{moved.id}.{moved.version}"), now=acting.now)


def hand_over(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """What is taken still of a person's check-ins follows them to a new manager. Safe to run twice."""
    for check_in in unit.check_ins.under_way_of(employee_id, today=acting.today):
        if check_in.manager_id != new_manager.id:
            changed = Facts(manager=Changed(was=check_in.manager_id, now=new_manager.id))
            advance(unit, check_in, Event.HAND_OVER, acting, facts=changed)


def leave_or_return(unit: Unit, employee_id: int, acting: Acting) -> None:
    """Somebody left, or came back: nothing is asked of them, or what is taken still is asked again."""
    for check_in in unit.check_ins.under_way_of(employee_id, today=acting.today):
        advance(unit, check_in, Event.RETURN if check_in.is_here else Event.LEAVE, acting)


def all_implied(check_ins: Iterable[CheckIn]) -> Iterator[Obligation]:
    """What all of these want, by where they are."""
    return (owed for each in check_ins if (owed := implied(each)) is not None)
