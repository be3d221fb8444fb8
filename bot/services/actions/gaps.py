"""What somebody lacks, for whoever may read where it stands."""

from collections.abc import Iterator

from bot.domain.access import Deed, may
from bot.domain.actions.gaps import MOST_GAPS, Gap, gaps_of_form, gaps_of_result
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.reviews.outcomes import standing_points
from storage.unit import Unit


def gaps_for(unit: Unit, person: Person, acting: Acting) -> tuple[Gap, ...]:
    """Of somebody's newest rated form and their last released result; nothing of what is not the reader's."""
    found = {
        each.tied.value: each for each in (*_of_form(unit, person, acting), *_of_result(unit, person, acting))
    }
    return tuple(found.values())[:MOST_GAPS]


def _of_form(unit: Unit, person: Person, acting: Acting) -> Iterator[Gap]:
    form = unit.job_forms.last_rated(person.id)
    if form is not None and form.rated is not None and may(Deed.READ_JOB_FORM, acting.by, form):
        yield from gaps_of_form(unit.job_forms.version(form.id, form.rated))


def _of_result(unit: Unit, person: Person, acting: Acting) -> Iterator[Gap]:
    """A year scores no KPI and no value itself."""
    released = (
        (each, unit.cycles.facts(each.cycle_id).scheme) for each in unit.histories.results_of(person.id)
    )
    review, scheme = next((each for each in released if not each[1].asks_periods), (None, None))
    if review is None or scheme is None or not may(Deed.READ_RESULT, acting.by, review):
        return
    for basis, points in standing_points(unit, [review], scheme).values():
        yield from gaps_of_result(scheme, basis, points)
