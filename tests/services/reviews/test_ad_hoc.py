"""HR has one person reviewed about some days: refused, opened, and in no count of many."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.people import Person
from bot.domain.reviews.ad_hoc import AdHoc
from bot.domain.reviews.talk_way import Event
from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.ad_hoc import open_ad_hoc
from bot.services.reviews.approval import approve
from bot.services.reviews.calibration_room import rooms
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.history import read_history
from bot.services.reviews.of_one import Named
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.release import to_release
from bot.services.reviews.reopen import reopen
from tests.builders.talks import Talks
from tests.builders.world import World

NOW = datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
FIRST, LAST = date(2026, 10, 15), date(2026, 12, 15)
NAME = "20261015-20261215"
WHY = "Leads the new project since October."
CHEN = Named(account="U0CHEN")


def opens(
    world: World,
    by: Person | None = None,
    *,
    named: Named = CHEN,
    first: date = FIRST,
    last: date = LAST,
    reason: str = WHY,
    scheme: str | None = None,
) -> AdHoc:
    hr = world.acting(by or world.people.hr, at=NOW)
    return open_ad_hoc(hr, named=named, first=first, last=last, reason=reason, scheme_key=scheme)


def test_it_is_opened_for_one_person_and_both_sides_read_why(world: World) -> None:
    people = world.people
    opened = opens(world)

    assert (opened.cycle_name, opened.employee.id, opened.manager.id) == (
        NAME,
        people.employee.id,
        people.manager.id,
    )
    assert (opened.reason, opened.by) == (WHY, people.hr.name)
    told = world.notices()
    assert ("AdHocOpened", people.manager.id) in told
    assert ("ReviewOpened", people.employee.id) in told
    assert {who for _, who in told} == {people.employee.id, people.manager.id}
    review = world.review_of(people.employee)
    assert review.state is State.GOALS_AGREED
    for reader in (people.employee, people.manager):
        page = read_history(world.acting(reader, at=NOW), about_id=people.employee.id)
        assert WHY in [each.note for each in page.entries]


def test_whom_and_when_it_is_not_for(world: World) -> None:
    people = world.people
    refused = [
        (people.manager, {}, "cycle.not_hr"),
        (None, {"named": Named(account=people.hr.slack_id or "")}, "one.oneself"),
        (None, {"named": Named(called="nobody")}, "one.unknown"),
        (None, {"reason": " "}, "ad_hoc.reason"),
        (None, {"first": LAST, "last": FIRST}, "ad_hoc.order"),
        (None, {"last": date(2027, 1, 6)}, "ad_hoc.future"),
        (None, {"first": date(2026, 12, 14)}, "ad_hoc.too_few"),
        (None, {"scheme": "year"}, "cycle.scheme_of_year"),
        (None, {"scheme": "nothing"}, "scheme.unknown"),
        (None, {"named": Named(called=people.boss.email)}, "cycle.no_manager"),
    ]
    for by, said, code in refused:
        with pytest.raises(Refusal) as refusal:
            opens(world, by, **said)  # type: ignore[arg-type]
        assert refusal.value.code == code
    assert world.notices() == []

    opens(world)
    with pytest.raises(Refusal, match=r"ad_hoc\.under_way"):
        opens(world, first=date(2026, 9, 1))


def test_of_two_that_are_opened_at_once_one_is_refused(world: World) -> None:
    def opened(first: date) -> str:
        try:
            return opens(world, first=first).cycle_name
        except Refusal as refused:
            return refused.code

    with ThreadPoolExecutor(max_workers=2) as devices:
        said = list(devices.map(opened, (FIRST, date(2026, 11, 1))))
    assert said.count("ad_hoc.under_way") == 1


def test_where_it_stands_alone_no_period_was_opened(world: World) -> None:
    opens(world)
    hr = world.acting(world.people.hr, at=NOW)
    for deed in (rooms, to_release):
        with pytest.raises(Refusal, match=r"cycle\.none"):
            deed(hr, name=None)


def test_it_stands_beside_the_quarter_and_hides_nothing_of_it(world: World) -> None:
    people = world.people
    world.open_quarter(people.employee, people.colleague)
    opens(world)

    hr = world.acting(people.hr, at=NOW)
    status = cycle_status(hr, name=None)
    assert (status.name, status.others_running) == ("2026Q4", (NAME,))
    assert [each.name for each in cycle_status(hr, name=NAME).people] == [people.employee.name]
    assert cycle_status(world.acting(people.colleague, at=NOW), name=None).others_running == ()


def test_its_result_is_released_by_hr_and_counts_nowhere(world: World) -> None:
    people = world.people
    opens(world)
    review = world.hand_in(world.review_of(people.employee), at=NOW)
    review = world.review_at(State.CONFIRMED, at=NOW)
    assert to_release(world.acting(people.hr, at=NOW), name=None).cycle_name == NAME
    with pytest.raises(Refusal, match=r"ad_hoc\.no_calibration"):
        rooms(world.acting(people.hr, at=NOW), name=NAME)

    assert world.release(review, at=NOW).state is State.RELEASED
    with pytest.raises(Refusal, match=r"cycle\.year_empty"):
        open_cycle(world.acting(people.hr, at=NOW), name="2026", is_meant=True)


def test_an_appeal_against_it_is_scored_anew_and_released_again(world: World) -> None:
    people = world.people
    opens(world)
    after = Talks.after_release(world)
    assert after.review.cycle_id == world.review_of(people.employee).cycle_id
    after.at(TalkState.APPEALED).decide(Event.RESCORE)

    review = world.reload(after.review)
    assert review.state is State.SELF_SCORED
    approve(world.acting(people.manager), review_id=review.id, version=review.version)
    world.look_again(review)
    assert to_release(world.acting(people.hr), name=None).cycle_name == NAME
    assert world.release(review).state is State.RELEASED
    assert (after.talk.round, after.talk.state) == (2, TalkState.TO_HOLD)


def test_more_time_for_it_is_for_one_person_as_in_a_quarter(world: World) -> None:
    people = world.people
    opens(world)
    late = datetime(2027, 2, 15, 2, 0, tzinfo=UTC)
    named = replace(CHEN, cycle=NAME)
    given = reopen(
        world.acting(people.hr, at=late), named=named, until=date(2027, 2, 26), reason="Was abroad."
    )
    assert (given.cycle_name, given.until) == (NAME, date(2027, 2, 26))
    assert world.hand_in(world.review_of(people.employee), at=late).state is State.SELF_SCORED
