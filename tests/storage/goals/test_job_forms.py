"""Forms, their versions and the ratings under them, as rows."""

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.goals.job_form import Rating
from bot.errors import Missing
from storage.unit import Store
from tests.builders.goals import TUESDAY
from tests.builders.job_forms import answers, begun, begun_before, content
from tests.builders.people import Company


def test_versions_are_numbered_and_read_as_they_were_written(store: Store, people: Company) -> None:
    form = begun(store, people.employee)
    with store.begin() as unit:
        for each in (content(), content(duties=())):
            unit.job_forms.add_version(form.id, each, by_id=people.employee.id, at=TUESDAY)

    with store.read() as unit:
        first, second = unit.job_forms.versions(form.id)
        assert (first.number, second.number) == (1, 2)
        assert (first.content, second.content) == (content(), content(duties=()))
        assert unit.job_forms.version(form.id, 2) == second
        with pytest.raises(Missing):
            unit.job_forms.version(form.id, 3)


def test_a_rating_stands_under_its_version_once(store: Store, people: Company) -> None:
    form = begun(store, people.employee)
    given = Rating(
        answers=answers(years="met"),
        partly_percent=50,
        by_id=people.hr.id,
        at=TUESDAY,
        in_place_of_id=people.manager.id,
    )
    with store.begin() as unit:
        unit.job_forms.add_version(form.id, content(), by_id=people.employee.id, at=TUESDAY)
        version = unit.job_forms.version(form.id, 1)
        assert version.rating is None
        unit.job_forms.add_rating(version.id, given)

    with store.read() as unit:
        assert unit.job_forms.version(form.id, 1).rating == given
    with pytest.raises(IntegrityError), store.begin() as unit:
        unit.job_forms.add_rating(version.id, given)


def test_before_a_form_stands_the_newest_version_of_the_period_before(store: Store, people: Company) -> None:
    earlier, form = begun_before(store, people.employee), begun(store, people.employee)
    with store.begin() as unit:
        assert unit.job_forms.before(form) is None
        for each in (content(), content(duties=())):
            unit.job_forms.add_version(earlier.id, each, by_id=people.employee.id, at=TUESDAY)
        unit.job_forms.add_version(form.id, content(), by_id=people.employee.id, at=TUESDAY)

    with store.read() as unit:
        found = unit.job_forms.before(form)
        assert found is not None
        assert (found[0].number, found[1]) == (2, "2026Q4")
        assert unit.job_forms.before(earlier) is None
