"""Each reads their own history, a manager what they have to do with, nobody anything else."""

from decimal import Decimal

import pytest

from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Person
from bot.domain.reviews import history as domain
from bot.domain.reviews.history import Calibrated, Happened, Subject
from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.view_as import Side
from bot.domain.reviews.way import Event, State
from bot.errors import Missing, Refusal
from bot.services.actions.mentors import decline
from bot.services.reviews import history
from bot.services.reviews.calibration import move, take_back
from bot.services.reviews.history import read_entry, read_history, read_history_of_account
from bot.services.reviews.talk_preparation import prepare
from bot.services.reviews.view_as import view_as
from tests.builders.actions import Improving
from tests.builders.talks import Talks
from tests.builders.world import FRIDAY, World


def events(world: World, reader: Person, *, about: Person | None = None) -> list[object]:
    page = read_history(world.acting(reader), about_id=about.id if about else None)
    return [each.event for each in page.entries]


def test_an_employee_reads_their_own_and_the_manager_more_of_it(world: World) -> None:
    review, people = world.review_at(State.SCORED), world.people
    for whom in (people.employee, people.manager):
        view_as(world.acting(people.hr, at=FRIDAY), whom_id=whom.id, review_id=review.id)

    own = [Event.OPEN, Event.SUBMIT]
    assert events(world, people.employee) == [Side.MANAGER, Side.EMPLOYEE, *reversed(own)]
    assert events(world, people.manager, about=people.employee) == [
        Side.MANAGER,
        Event.APPROVE,
        *reversed(own),
    ]

    world.review_at(State.CONFIRMED)
    assert events(world, people.employee)[2:] == [*reversed(own)]
    world.review_at(State.RELEASED)
    assert {Event.APPROVE, Event.SETTLE, Event.RELEASE} <= set(events(world, people.employee))


def test_a_talk_stands_in_it_and_what_an_appeal_says_is_its_employees(world: World) -> None:
    after, people = Talks.after_release(world), world.people
    prepare(
        world.acting(people.manager), talk_id=after.talk.id, typed=Preparation(behaviour="What was good.")
    )
    after.at(TalkState.HELD).at(TalkState.REOPENED)

    def said(reader: Person) -> list[tuple[object, str | None]]:
        page = read_history(world.acting(reader), about_id=people.employee.id)
        return [(each.event, each.note) for each in page.entries if each.subject is Subject.TALK]

    steps = [(TalkEvent.RESCORE, "I read it all."), (TalkEvent.APPEAL, None), (TalkEvent.HOLD, None)]
    assert said(people.manager) == [*steps, (TalkEvent.PREPARE, None)]
    assert said(people.employee) == [steps[0], (TalkEvent.APPEAL, "The figure of May."), steps[2]]


def test_a_move_of_calibration_stands_in_it_and_its_reason_is_whose_scores_they_are(world: World) -> None:
    review, people = world.review_at(State.CONFIRMED), world.people
    hr = world.acting(people.hr)
    for number, point in enumerate(("3.75", "4")):
        move(hr, review_id=review.id, to=Decimal(point), reason="The north did better.", seen=number)
    take_back(hr, review_id=review.id, seen=2)

    def said(reader: Person) -> list[tuple[object, str | None, int | None]]:
        page = read_history(world.acting(reader), about_id=people.employee.id)
        return [
            (each.event, each.note, each.by_id)
            for each in page.entries
            if each.subject is Subject.CALIBRATION
        ]

    assert said(people.employee) == []
    world.release(review)
    assert said(people.employee) == [(Calibrated.MOVED, None, None)]
    assert said(people.manager) == [
        (Calibrated.TAKEN_BACK, None, people.hr.id),
        (Calibrated.MOVED, "The north did better.", people.hr.id),
        (Calibrated.MOVED, "The north did better.", people.hr.id),
    ]


def test_goals_stand_in_it(world: World) -> None:
    world.goals_at(GoalsState.AGREED)
    found = events(world, world.people.employee)

    assert found == [GoalsEvent.AGREE, GoalsEvent.SEND, GoalsEvent.OPEN]
    assert events(world, world.people.manager, about=world.people.employee) == found


def test_who_has_nothing_to_do_with_it_is_refused(world: World) -> None:
    world.review_at(State.CONFIRMED)
    people = world.people
    for who in (people.colleague, people.hr, people.admin, people.boss):
        with pytest.raises(Refusal, match=r"history\.not_your_report"):
            read_history(world.acting(who), about_id=people.employee.id)
        with pytest.raises(Refusal, match=r"history\.not_your_report"):
            read_history_of_account(world.acting(who), account=str(people.employee.slack_id))
        with pytest.raises(Refusal, match=r"history\.not_your_report"):
            read_entry(world.acting(who), about_id=people.employee.id, subject=Subject.REVIEW, row_id=1)
    with pytest.raises(Refusal, match=r"history\.not_your_report"):
        read_history_of_account(world.acting(people.manager), account="U0NOBODY")
    with pytest.raises(Refusal, match=r"history\.not_your_report"):
        read_history(world.acting(people.manager), about_id=4711)
    assert events(world, people.colleague) == []


def entries(world: World, reader: Person) -> list[Happened]:
    return list(read_history(world.acting(reader), about_id=world.people.employee.id).entries)


def test_an_entry_is_read_whole_by_whom_the_list_shows_it(world: World) -> None:
    world.review_at(State.SCORED)
    people = world.people
    [approved] = [each for each in entries(world, people.manager) if each.event is Event.APPROVE]
    chosen = {"about_id": people.employee.id, "subject": Subject.REVIEW, "row_id": approved.row_id}

    assert read_entry(world.acting(people.manager), **chosen) == approved
    with pytest.raises(Missing):
        read_entry(world.acting(people.employee), **chosen)


def test_it_is_read_by_pages(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "PAGE", 2)
    monkeypatch.setattr(domain, "PAGE", 2)
    world.review_at(State.RELEASED)
    employee = world.acting(world.people.employee)
    whole = [read_history(employee, page=number) for number in (0, 1, 99)]

    assert [page.page for page in whole] == [0, 1, whole[0].last]
    assert whole[0].total == 6
    assert [each.event for page in whole[:2] for each in page.entries] == [
        Event.RELEASE,
        Event.SETTLE,
        Event.CONFIRM,
        Event.APPROVE,
    ]
    assert whole[0].by[world.people.hr.id] == "Zhou Jing"


def test_steps_of_actions_stand_there_and_a_pairing_begins_with_the_mentors_yes(world: World) -> None:
    people = world.people
    improving = Improving(world.store, people)
    improving.pair(people.developer)
    refused = improving.ask(people.developer)
    decline(improving.by(people.developer), action_id=refused.id, why="The launch")

    def steps(reader: Person) -> list[tuple[object, str | None]]:
        page = read_history(world.acting(reader), about_id=people.employee.id)
        return [(each.event, each.note) for each in page.entries if each.subject is Subject.ACTION]

    assert steps(people.employee) == [(ActionEvent.ACCEPT, None)]
    world.review_at(State.SELF_SCORED)
    assert {event for event, _ in steps(people.manager)} == {
        ActionEvent.ASK,
        ActionEvent.ACCEPT,
        ActionEvent.DECLINE,
    }
    assert all(note is None for _, note in steps(people.manager))
