"""How far an action is, at one tap, until it is done."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.domain.actions.action import Listed
from bot.domain.actions.follow_up import InDigest, TypedFollow
from bot.domain.actions.way import Event, State
from bot.domain.weeks.check_in_form import CheckInUnclear
from bot.errors import Refusal
from bot.services.actions.follow_up import asked_about, digest_of, follow_all, follow_up
from bot.services.weeks.check_in import answer_check_in, open_check_in
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import Improving
from tests.builders.check_ins import FRIDAY, WEEK, Weeks, typed
from tests.builders.people import Company


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def test_it_is_asked_until_it_is_done(improving: Improving) -> None:
    by, made = improving.by(improving.people.employee), improving.write()

    assert follow_up(by, action_id=made.id, seen=1, event=Event.STICK).state is State.OPEN
    assert follow_up(by, action_id=made.id, seen=2, event=Event.GO_ON).state is State.OPEN
    assert follow_up(by, action_id=made.id, seen=3, event=Event.FINISH).state is State.DONE
    with pytest.raises(Refusal, match=r"action\.not_now"):
        follow_up(by, action_id=made.id, seen=4, event=Event.GO_ON)


@pytest.mark.parametrize("who", ["manager", "boss", "hr", "colleague"])
def test_nobody_else_says_how_far_it_is(improving: Improving, who: str) -> None:
    made = improving.write()

    with pytest.raises(Refusal, match=r"action\.not_yours"):
        follow_up(improving.by(getattr(improving.people, who)), action_id=made.id, seen=1, event=Event.GO_ON)


def test_a_mentor_says_it_of_what_they_took_on(improving: Improving) -> None:
    mentor = improving.people.developer
    pairing = improving.pair(mentor)

    assert follow_up(
        improving.by(mentor), action_id=pairing.id, seen=pairing.version, event=Event.FINISH
    ).stage.done


def test_what_is_crafted_is_refused(improving: Improving) -> None:
    by, made = improving.by(improving.people.employee), improving.write()

    with pytest.raises(Refusal, match=r"card\.unknown"):
        follow_up(by, action_id=made.id, seen=1, event=Event.DROP)
    with pytest.raises(Refusal, match=r"action\.changed_since"):
        follow_up(by, action_id=made.id, seen=9, event=Event.GO_ON)
    with pytest.raises(Refusal, match=r"action\.not_yours"):
        follow_up(by, action_id=4711, seen=1, event=Event.GO_ON)


def test_a_check_in_says_it_once_and_what_ended_meanwhile_is_left_at_that(improving: Improving) -> None:
    by, made = improving.by(improving.people.employee), improving.write()
    others = improving.write()
    follow_up(by, action_id=others.id, seen=1, event=Event.FINISH)
    said = {made.id: TypedFollow(how="stick", line="no time"), others.id: TypedFollow(how="stick")}

    for _ in range(2):
        with improving.store.begin() as unit:
            follow_all(unit, said, by)
    with improving.store.begin() as unit:
        follow_all(unit, said, improving.by(improving.people.colleague))

    assert (improving.look(made.id).version, improving.look(others.id).version) == (2, 2)


def test_a_digest_shows_what_is_open_and_was_done_since_of_who_reports_to_its_manager(
    improving: Improving,
) -> None:
    people = improving.people
    open_one, done = improving.write(), improving.write()
    follow_up(improving.by(people.employee), action_id=done.id, seen=1, event=Event.FINISH)
    follow_up(improving.by(people.employee), action_id=open_one.id, seen=1, event=Event.STICK)
    everybody = [people.employee.id, people.colleague.id]

    def read(manager_id: int, since: datetime = MONDAY) -> InDigest:
        with improving.store.read() as unit:
            return digest_of(unit, manager_id, everybody, since=since, now=MONDAY)

    assert [each.action.id for each in read(people.manager.id).pressing] == [open_one.id]
    assert (read(people.manager.id).done, read(people.manager.id, MONDAY + timedelta(hours=1)).done) == (1, 0)
    assert read(people.boss.id).total == 0


@pytest.mark.parametrize("event", [Event.GO_ON, Event.FINISH])
def test_two_clicks_are_one_and_an_old_list_is_told_of(improving: Improving, event: Event) -> None:
    by, made = improving.by(improving.people.employee), improving.write()
    once = follow_up(by, action_id=made.id, seen=1, event=event)

    assert follow_up(by, action_id=made.id, seen=1, event=event) == once
    with pytest.raises(Refusal, match=r"action\.(changed_since|not_now)"):
        follow_up(by, action_id=made.id, seen=1, event=Event.STICK)


@pytest.mark.parametrize("is_taken_on", [True, False])
def test_a_pairing_whose_mentor_left_presses_in_the_managers_digest(
    store: Store, people: Company, is_taken_on: bool
) -> None:
    improving, mentor = Improving(store, people), people.developer
    made = improving.pair(mentor) if is_taken_on else improving.ask(mentor)

    def pressing() -> list[int]:
        with store.read() as unit:
            found = digest_of(unit, people.manager.id, [people.employee.id], since=MONDAY, now=MONDAY)
        return [each.action.id for each in found.pressing]

    assert pressing() == []
    with store.begin() as unit:
        unit.session.get_one(PersonRow, mentor.id).left_on = MONDAY.date()
    assert pressing() == [made.id]


def test_a_weekly_check_in_asks_about_what_is_open_and_takes_what_is_said(
    store: Store, people: Company
) -> None:
    weeks = Weeks(store, people)
    improving = Improving(store, people)
    weeks.asked()
    made = improving.write(due="2027-01-05", at=FRIDAY - timedelta(days=4))
    by = weeks.by(people.employee, FRIDAY)
    form = open_check_in(by)
    assert [each.action.id for each in form.actions] == [made.id]
    assert form.actions[0].is_late(FRIDAY)

    bare = typed("on_track", "on_track")
    answered = replace(bare, actions={made.id: TypedFollow(how="go_on", line="twice so far")})
    answer_check_in(by, week=WEEK, seen=form.seen, typed=answered)

    [shown] = asked_about_of(store, people.employee.id)
    assert shown.last is not None
    assert (shown.last.event, shown.last.note) == (Event.GO_ON, "twice so far")
    unclear = replace(bare, actions={made.id: TypedFollow(line="twice so far")})
    with pytest.raises(CheckInUnclear, match=r"action\.how"):
        answer_check_in(by, week=WEEK, seen=form.seen, typed=unclear)


def asked_about_of(store: Store, person_id: int) -> tuple[Listed, ...]:
    with store.read() as unit:
        return asked_about(unit, person_id)
