"""Somebody is away by their Slack status: it opens an absence and ends it, and never argues with them."""

from datetime import date, datetime, timedelta

from sqlalchemy import select

from bot.domain.absences import Source, Standing
from bot.domain.statuses import NO_STATUS, Status
from bot.services.people.away import come_back, go_away, how_it_stands
from bot.services.people.away_status import follow_status
from storage.models.absences import AbsenceRow
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company

TODAY = date(2026, 11, 23)
PALM = Status(emoji=":palm_tree:")


def set_status(store: Store, people: Company, status: Status, *, days: int = 0) -> Standing:
    now = MONDAY + timedelta(days=days)
    with store.begin() as unit:
        follow_status(unit, people.employee, status, policy=store.policy, now=now)
    return how_it_stands(acting(store, by=people.employee, now=now))


def rows(store: Store) -> list[tuple[date, date | None, date | None]]:
    with store.read() as unit:
        return [(row.first, row.last, row.ended_on) for row in unit.session.scalars(select(AbsenceRow))]


def test_a_status_is_one_absence_however_often_it_is_told(store: Store, people: Company) -> None:
    set_status(store, people, PALM)
    standing = set_status(store, people, PALM, days=2)

    assert standing.now is not None
    assert (standing.now.first, standing.now.last) == (TODAY, None)
    assert standing.sources == {Source.STATUS}
    assert rows(store) == [(TODAY, None, None)]


def test_it_ends_with_the_status_and_opens_again_with_the_next(store: Store, people: Company) -> None:
    set_status(store, people, PALM)

    assert set_status(store, people, NO_STATUS, days=2).now is None
    assert set_status(store, people, Status(emoji=":bus:"), days=3).now is None
    assert set_status(store, people, PALM, days=4).now is not None
    assert rows(store) == [
        (TODAY, None, TODAY + timedelta(days=2)),
        (TODAY + timedelta(days=4), None, None),
    ]


def test_a_status_that_expires_has_a_last_day_and_another_end_is_another_word(
    store: Store, people: Company
) -> None:
    friday, sunday = (
        Status(
            emoji=":palm_tree:",
            expires=int(datetime(2026, 11, day, 23, 59, tzinfo=people.employee.zone).timestamp()),
        )
        for day in (27, 29)
    )

    first = set_status(store, people, friday)
    longer = set_status(store, people, sunday, days=1)
    over = set_status(store, people, NO_STATUS, days=7)

    assert first.now is not None
    assert first.now.last == date(2026, 11, 27)
    assert longer.now is not None
    assert (longer.now.first, longer.now.last) == (TODAY, date(2026, 11, 29))
    assert over.now is None
    assert rows(store) == [
        (TODAY, date(2026, 11, 27), TODAY + timedelta(days=1)),
        (TODAY + timedelta(days=1), date(2026, 11, 29), None),
    ]


def test_whoever_says_that_they_are_back_stays_so_under_the_same_status(
    store: Store, people: Company
) -> None:
    set_status(store, people, PALM)
    come_back(acting(store, by=people.employee, now=MONDAY + timedelta(days=1)))

    assert set_status(store, people, PALM, days=2).now is None
    set_status(store, people, NO_STATUS, days=3)
    assert set_status(store, people, PALM, days=4).now is not None


def test_ones_own_word_and_the_status_do_not_end_each_other(store: Store, people: Company) -> None:
    go_away(acting(store, by=people.employee), said="until 27 Nov")
    set_status(store, people, PALM)

    standing = set_status(store, people, NO_STATUS, days=1)

    assert standing.now is not None
    assert (standing.now.first, standing.now.last) == (TODAY, date(2026, 11, 27))
    assert standing.sources == {Source.OWN}
