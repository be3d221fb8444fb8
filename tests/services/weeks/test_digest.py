"""To whom a digest goes, when, and what it says of a week."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.absences import Source
from bot.domain.people import Person
from bot.domain.weeks.check_in import SkipReason
from bot.domain.weeks.digest import DigestFacts
from bot.domain.weeks.week import Week
from bot.services.weeks.advance_check_in import hand_over
from bot.services.weeks.check_in import skip_check_in
from bot.services.weeks.digest import digest_facts, read_digest, send_due_digests
from bot.services.weeks.open_check_ins import let_lapse
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.check_ins import FRIDAY, MONDAY, WEEK, Weeks, typed
from tests.builders.people import Company, person
from tests.builders.told import told

A_WEEK = timedelta(days=7)
FINE = typed("on_track", "on_track")
TROUBLED = typed("off", "at_risk", blockers="No photos", helpers=["U0WU"])


def sent(weeks: Weeks, at: datetime) -> list[int | None]:
    """To whom a digest is announced at that moment."""
    before = len(told(weeks.store))
    send_due_digests(weeks.by(None, at))
    return [to for kind, to in told(weeks.store, after=before) if kind == "DigestDue"]


def read(weeks: Weeks, manager: Person, week: Week = WEEK) -> DigestFacts:
    with weeks.store.read() as unit:
        return digest_facts(unit, manager, week, now=MONDAY)


def test_it_goes_out_once_on_the_morning_after_the_week(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    weeks.asked()

    assert sent(weeks, MONDAY - timedelta(minutes=1)) == []
    assert sent(weeks, MONDAY) == [people.manager.id]
    assert sent(weeks, MONDAY) == []


def test_a_manager_of_another_zone_reads_it_by_their_own_clock(store: Store, people: Company) -> None:
    anna = person(store, "Anna Berg", timezone="Europe/Berlin", manager=people.boss)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).manager_id = anna.id
    weeks = Weeks(store, people, people.employee)
    weeks.asked()

    assert sent(weeks, MONDAY) == []
    assert sent(weeks, datetime(2027, 1, 11, 9, 0, tzinfo=UTC)) == [anna.id]


def test_a_manager_who_is_away_reads_it_on_the_morning_they_are_back(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    weeks.asked()
    with store.begin() as unit:
        spans = [(people.manager.id, date(2027, 1, 11), date(2027, 1, 12))]
        unit.absences.add(spans, source=Source.OWN, by_id=people.manager.id, at=FRIDAY)

    assert sent(weeks, MONDAY) == []
    assert sent(weeks, MONDAY + timedelta(days=2, minutes=-1)) == []
    assert sent(weeks, MONDAY + timedelta(days=2)) == [people.manager.id]


def test_nobody_hears_of_a_week_in_which_nobody_of_theirs_was_asked(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)

    assert sent(weeks, MONDAY) == []


def test_a_manager_who_left_hears_nothing_and_whoever_has_them_now_does(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people)
    weeks.asked()
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.manager.id).left_on = FRIDAY.date()
        for each in (people.employee, people.colleague):
            hand_over(unit, each.id, people.boss, weeks.by(None))

    assert sent(weeks, MONDAY) == [people.boss.id]
    assert read(weeks, people.boss).total == 2


def test_of_several_weeks_that_were_missed_only_the_newest_is_news(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, people.employee)
    weeks.asked()
    weeks.asked(FRIDAY + A_WEEK)

    assert sent(weeks, MONDAY + A_WEEK) == [people.manager.id]
    assert sent(weeks, MONDAY + A_WEEK) == []


def test_it_says_who_needs_the_manager_who_is_on_track_and_who_said_nothing(
    store: Store, people: Company
) -> None:
    third, fourth = (person(store, name, manager=people.manager) for name in ("Gao Lei", "Xu Xia"))
    weeks = Weeks(store, people, people.employee, people.colleague, third, fourth)
    weeks.asked()
    weeks.gives(people.employee, TROUBLED)
    weeks.gives(people.colleague, FINE)
    skip_check_in(weeks.by(third), week=WEEK, reason=SkipReason.TRAVEL)

    before = read(weeks, people.manager)
    let_lapse(weeks.by(None, MONDAY + timedelta(days=1)))
    after = read(weeks, people.manager)

    assert [(each.name, each.helpers) for each in before.told] == [("Chen Jie", ("Wu Min",))]
    assert (before.on_track, before.skipped) == (("Wu Min",), (("Gao Lei", SkipReason.TRAVEL),))
    assert (before.waiting, before.silent) == (("Xu Xia",), ())
    assert (after.waiting, after.silent) == ((), ("Xu Xia",))


def test_who_comes_late_or_leaves_changes_it(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    weeks.asked()
    assert sent(weeks, MONDAY) == [people.manager.id]
    before = len(told(store))

    weeks.gives(people.employee, TROUBLED, at=MONDAY)

    assert (f"digest:{people.manager.id}:2027-01-04", people.manager.id) in told(store, after=before)
    assert [each.name for each in read(weeks, people.manager).told] == ["Chen Jie"]
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).left_on = date(2027, 1, 11)
    assert read(weeks, people.manager).told == ()


def test_whoever_asks_reads_of_their_own_people_alone(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    weeks.gives(people.employee, TROUBLED)

    assert read_digest(weeks.by(people.manager), week=WEEK).total == 1
    for other in (people.employee, people.boss, people.hr):
        assert read_digest(weeks.by(other), week=WEEK).total == 0


def test_what_an_earlier_version_wrote_of_nobody_is_no_digest(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)

    assert read(weeks, people.manager, Week(date(2020, 1, 6))).total == 0
    with pytest.raises(LookupError):
        read_digest(weeks.by(None), week=WEEK)
