"""Results of periods before Steward, from a file: all of it, or with one mistake nothing."""

from collections.abc import Sequence

from bot.domain.access import Deed, require
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.past import ImportedPast, PastEntry, PastImport
from bot.services.acting import Acting
from bot.services.people.listed_people import listed_people
from bot.services.reviews.schemes import find_scheme
from bot.services.reviews.year import YEARS_SCHEME, count_years_anew
from storage.unit import Unit


def check_past(acting: Acting, entries: Sequence[PastEntry]) -> ImportedPast:
    """What a file would change, or all that is wrong with it; nothing is changed."""
    require(Deed.IMPORT_PAST_RESULTS, acting.by)
    with acting.store.read() as unit:
        return _read(unit, acting, entries)


def import_past(acting: Acting, entries: Sequence[PastEntry]) -> ImportedPast:
    """Take up what periods came to of which Steward itself has no result. Safe to run twice: what is as
    before adds nothing, what is another way corrects, and both are kept. A year that is open is counted anew.
    """
    require(Deed.IMPORT_PAST_RESULTS, acting.by)
    with acting.store.begin() as unit:
        unit.past.lock()
        imported = _read(unit, acting, entries)
        if not imported.problems:
            changed = [*imported.new, *imported.corrected]
            unit.past.add(changed, by_id=acting.by_id, at=acting.now)
            for period in sorted({each.period for each in changed}):
                theirs = {each.person_id for each in changed if each.period == period}
                count_years_anew(unit, period_named(period), theirs, acting)
        return imported


def _read(unit: Unit, acting: Acting, entries: Sequence[PastEntry]) -> ImportedPast:
    people = listed_people(unit)
    ids = {each.id for each in people.addresses.values()}
    reviewed = unit.years.reviews(unit.cycles.names(), ids)
    return PastImport(
        people=people,
        points=find_scheme(unit, YEARS_SCHEME).points,
        reviewed={(review.employee_id, name) for review, name in reviewed if review.stage.rated},
        known=unit.past.of(ids),
        today=acting.today,
    ).read(entries)
