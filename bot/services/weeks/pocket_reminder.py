"""A line in the weekly reminder where a pocket is empty, once a month, until somebody asks for silence."""

from collections.abc import Collection
from datetime import date, timedelta

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.nudging.cards import nudge_card
from bot.domain.people import Person
from bot.domain.weeks.pocket_reminder import EmptyPocket, is_told
from bot.services.acting import Acting
from storage.unit import Unit

SHOWN_FOR = timedelta(days=7)
"""So long the reminder of a day is the last one that somebody reads."""


def note_empty_pockets(unit: Unit, person_ids: Collection[int], *, day: date) -> None:
    """Of these, who are reminded on that day: whoever keeps nothing of their period is told with it."""
    running = unit.pocket_reminders.running(person_ids, day=day)
    if not running:
        return
    begins = {each.starts_on for each in running.values()}
    of = {start: [who for who, each in running.items() if each.starts_on == start] for start in begins}
    keeps = {who for start, people in of.items() for who in unit.pocket.owners_since(people, start)}
    silent = unit.pocket_reminders.silent(running)
    told = [who for who, each in running.items() if is_told(who, each, day=day, keeps=keeps, silent=silent)]
    unit.pocket_reminders.record(told, day=day)


def empty_pocket(unit: Unit, person: Person, *, day: date) -> EmptyPocket | None:
    """What the reminder of that day says of it now; None where it says nothing, or nothing any more."""
    if not unit.pocket_reminders.was_told(person.id, day=day):
        return None
    running = unit.pocket_reminders.running([person.id], day=day).get(person.id)
    keeps = unit.pocket.owners_since([person.id], running.starts_on) if running else ()
    silent = unit.pocket_reminders.silent([person.id])
    if running is None or not is_told(person.id, running, day=day, keeps=keeps, silent=silent):
        return None
    return EmptyPocket(period=running.period)


def remind_of_pocket(acting: Acting, *, wanted: bool) -> None:
    """Whether one is told of an empty pocket. Safe to run twice. Raises Refusal("deed.not_yours")."""
    require(Deed.KEEP_EVIDENCE, acting.by)
    with acting.store.begin() as unit:
        if wanted:
            unit.pocket_reminders.speak(acting.person.id)
        else:
            unit.pocket_reminders.silence(acting.person.id, at=acting.now)
        show_reminder_anew(unit, acting)


def show_reminder_anew(unit: Unit, acting: Acting) -> None:
    """The reminder that told of it is brought up to date, where it is a recent one."""
    day = unit.pocket_reminders.last(acting.person.id)
    today = acting.now.astimezone(acting.person.zone).date()
    if day is not None and today - day < SHOWN_FOR:
        card = (acting.person.id, nudge_card(acting.person.id, day))
        unit.outbox.add(*stale([card], because=f"pocket-{acting.now.isoformat()}"), now=acting.now)
