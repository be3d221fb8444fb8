"""The leave file: all of it, or with one mistake nothing."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.absences import Absence, Source
from bot.domain.access import Deed, require
from bot.domain.leave_import import ImportedLeave, LeaveEntry, LeaveImport
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.people.listed_people import listed_people
from bot.services.reviews.second_look_seats import pass_on_of
from storage.unit import Unit

LISTED_AHEAD = timedelta(days=31)


def check_leave(acting: Acting, entries: Sequence[LeaveEntry]) -> ImportedLeave:
    """What a file would change, or all that is wrong with it; nothing is changed."""
    require(Deed.IMPORT_LEAVE, acting.by)
    with acting.store.read() as unit:
        return _read(unit, acting, entries)


def import_leave(acting: Acting, entries: Sequence[LeaveEntry]) -> ImportedLeave:
    """Let the file say who is away from today on, in place of what it said before.

    What is over stays, and whoever said that they are back stays so. With one problem nothing is changed.
    Safe to run twice.
    """
    require(Deed.IMPORT_LEAVE, acting.by)
    with acting.store.begin() as unit:
        imported = _read(unit, acting, entries)
        if not imported.problems:
            for leave in imported.taken_out:
                on = max(acting.today, leave.first)
                unit.absences.end(leave.absence_id, on=on, by=Source.FILE, at=acting.now)
            unit.absences.add(
                [(leave.person_id, leave.first, leave.last) for leave in imported.new],
                source=Source.FILE,
                by_id=acting.by_id,
                at=acting.now,
            )
            pass_on_of(unit, {leave.person_id for leave in imported.new}, acting)
        return imported


def who_is_away(acting: Acting) -> Sequence[tuple[Person, Absence]]:
    """Everybody who is away today or will be within a month, soonest first; nobody who left."""
    require(Deed.IMPORT_LEAVE, acting.by)
    until = acting.today + LISTED_AHEAD
    with acting.store.read() as unit:
        found = unit.absences.since(acting.today)
        people = {person.id: person for person in unit.people.values(found) if person.is_active}
    listed = [
        (people[each.person_id], each)
        for absences in found.values()
        for each in absences
        if each.person_id in people and each.first <= until
    ]
    return sorted(listed, key=lambda each: (each[1].first, each[0].name, each[1].id))


def _read(unit: Unit, acting: Acting, entries: Sequence[LeaveEntry]) -> ImportedLeave:
    return LeaveImport(
        people=listed_people(unit),
        said=unit.absences.said_by_the_file(since=acting.today),
        today=acting.today,
    ).read(entries)
