"""Somebody is away and back by their own word: what stands, what gives way, what is left as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.absences import Away, Source, Standing
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.people.away import away_on_home, come_back, go_away, how_it_stands, take_back
from storage.models.absences import AbsenceRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.people import Company

TODAY = date(2026, 11, 23)


def chen(store: Store, people: Company, *, days: int = 0) -> Acting:
    return acting(store, by=people.employee, now=MONDAY + timedelta(days=days))


def rows(store: Store) -> list[tuple[date, date | None, date | None]]:
    with store.read() as unit:
        return [(row.first, row.last, row.ended_on) for row in unit.session.scalars(select(AbsenceRow))]


def days(standing: Standing) -> tuple[date, date | None] | None:
    return (standing.now.first, standing.now.last) if standing.now else None


def test_whoever_says_so_is_away_from_today(store: Store, people: Company) -> None:
    standing = go_away(chen(store, people), said="until 27 Nov")

    assert standing.now == Away(first=TODAY, last=date(2026, 11, 27), back_on=date(2026, 11, 30))
    assert standing.sources == {Source.OWN}
    with store.read() as unit:
        assert list(unit.absences.on(TODAY)) == [people.employee.id]


def test_a_newer_word_gives_the_days_and_the_older_one_is_kept(store: Store, people: Company) -> None:
    go_away(chen(store, people), said="until 11 Dec")
    shorter = go_away(chen(store, people, days=2), said="until 27 Nov")
    go_away(chen(store, people, days=2), said="from 21 Dec until 23 Dec")
    longer = go_away(chen(store, people, days=2), said="from 22 Dec until 31 Dec")

    assert days(shorter) == (TODAY, date(2026, 11, 27))
    assert [(each.first, each.last) for each in longer.coming] == [(date(2026, 12, 22), date(2026, 12, 31))]
    assert rows(store) == [
        (TODAY, date(2026, 12, 11), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 27), None),
        (date(2026, 12, 21), date(2026, 12, 23), date(2026, 12, 21)),
        (date(2026, 12, 22), date(2026, 12, 31), None),
    ]


def test_whoever_is_back_was_away_until_yesterday_and_keeps_what_is_coming(
    store: Store, people: Company
) -> None:
    go_away(chen(store, people), said="until 11 Dec")
    go_away(chen(store, people), said="from 21 Dec until 23 Dec")

    standing = come_back(chen(store, people, days=2))
    again = come_back(chen(store, people, days=2))

    assert (standing.now, again.now) == (None, None)
    assert [each.first for each in standing.coming] == [date(2026, 12, 21)]
    with store.read() as unit:
        was, _ = unit.absences.of([people.employee.id])[people.employee.id]
        assert (was.first, was.last) == (TODAY, date(2026, 11, 24))


def test_what_is_planned_is_taken_back_alone_and_only_by_oneself(store: Store, people: Company) -> None:
    go_away(chen(store, people), said="from 1 Dec until 2 Dec")
    [planned] = go_away(chen(store, people), said="until 24 Nov").coming

    take_back(acting(store, by=people.colleague), absence_id=planned.id)
    assert how_it_stands(chen(store, people)).coming == (planned,)

    standing = take_back(chen(store, people), absence_id=planned.id)
    assert standing == take_back(chen(store, people), absence_id=planned.id)
    assert (days(standing), standing.coming) == ((TODAY, date(2026, 11, 24)), ())


def test_today_is_the_day_where_the_person_is(store: Store, people: Company) -> None:
    with store.begin() as unit:
        row = unit.session.get_one(PersonRow, people.employee.id)
        row.timezone = "America/New_York"
        there: Person = row.value()
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Monday night in New York, Tuesday noon in Hangzhou

    standing = go_away(acting(store, by=there, now=late), said="today")

    assert days(standing) == (TODAY, TODAY)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("until 20 Nov", "away.past"),
        ("from 12 Dec until 3 Dec", "away.ends_before"),
        ("until 2028-01-01", "away.too_long"),
        ("until 11/12", "away.ambiguous"),
        ("soon", "away.usage"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_was_written(
    store: Store, people: Company, said: str, code: str
) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        go_away(chen(store, people), said=said)

    assert refused.value.facts["text"] == said
    assert rows(store) == []


def test_home_says_it_to_whoever_is_away_or_will_be(store: Store, people: Company) -> None:
    mine = chen(store, people)
    with store.read() as unit:
        assert away_on_home(unit, people.employee, mine) is None

    go_away(mine, said="from 1 Dec until 2 Dec")

    with store.read() as unit:
        standing = away_on_home(unit, people.employee, mine)
        assert standing is not None
        assert [each.first for each in standing.coming] == [date(2026, 12, 1)]
        assert away_on_home(unit, people.colleague, acting(store, by=people.colleague)) is None
