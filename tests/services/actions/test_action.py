"""A manager writes actions for their own people, drops and reopens them; all of it is history."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.actions.action_form import TypedAction
from bot.domain.actions.way import Event, State
from bot.domain.drafts import Form
from bot.errors import Refusal
from bot.services.actions import action as actions
from bot.services.actions.action_form import keep_action_typed, open_action_form, see_action_form
from bot.services.actions.follow_up import follow_up
from storage.models.actions import ActionHistoryRow, ActionRow
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.actions import DONE_SO, DUE, Improving, typed
from tests.builders.people import Company
from tests.builders.told import told


@pytest.fixture
def improving(store: Store, people: Company) -> Improving:
    return Improving(store, people)


def history(improving: Improving, action_id: int) -> list[tuple[int, Event, State, str | None]]:
    with improving.store.read() as unit:
        entries = unit.actions.histories([action_id])[action_id]
    return [(each.number, each.event, each.to_state, each.note) for each in entries]


def test_what_is_written_stands_and_whose_it_is_hears_of_it(improving: Improving) -> None:
    made = improving.write(tied="value:teamwork")

    kept = improving.look(made.id)
    assert (kept.text, kept.due_on, kept.state, kept.version) == (DONE_SO, DUE, State.OPEN, 1)
    assert kept.tied is not None
    assert kept.tied.key == "teamwork"
    assert kept.questioned.few
    assert told(improving.store) == [("ActionMoved", improving.people.employee.id)]
    assert history(improving, made.id) == [(1, Event.WRITE, State.OPEN, None)]


def test_two_clicks_come_to_one_and_the_draft_goes(improving: Improving) -> None:
    by, whom = improving.by(improving.people.manager), improving.people.employee
    keep_action_typed(by, person_id=whom.id, typed=typed())
    keep_action_typed(by, person_id=whom.id, typed=TypedAction(kind="plan"))
    assert open_action_form(by, person_id=whom.id).typed == typed()

    first, second = improving.write(submission="V1"), improving.write(submission="V1")

    assert first.id == second.id
    with improving.store.read() as unit:
        assert len(unit.session.scalars(select(ActionRow)).all()) == 1
        assert unit.drafts.get(by.person.id, Form.ACTION, str(whom.id)) is None


@pytest.mark.parametrize("who", ["boss", "hr", "employee", "colleague", "admin"])
def test_nobody_but_the_manager_writes_drops_or_reopens(improving: Improving, who: str) -> None:
    made = improving.write()
    by = improving.by(getattr(improving.people, who))
    whom = improving.people.employee.id

    for attempt in (
        lambda: actions.write_action(by, person_id=whom, typed=typed(), submission="V9"),
        lambda: actions.drop_action(by, action_id=made.id, seen=1, reason="no"),
        lambda: actions.reopen_action(by, action_id=made.id, seen=1),
        lambda: actions.to_drop(by, action_id=made.id),
        # HR offers a training in it, and writes nothing else.
        *([] if who == "hr" else [lambda: open_action_form(by, person_id=whom)]),
        lambda: see_action_form(by, person_id=4711, typed=typed()),
    ):
        with pytest.raises(Refusal, match=r"action\.not_your_report"):
            attempt()
    assert history(improving, made.id) == [(1, Event.WRITE, State.OPEN, None)]


def test_it_is_dropped_with_a_reason_once(improving: Improving) -> None:
    by, made = improving.by(improving.people.manager), improving.write()

    with pytest.raises(Refusal, match=r"action\.missing"):
        actions.drop_action(by, action_id=made.id, seen=1, reason=" ")
    assert actions.to_drop(by, action_id=made.id).action == made
    actions.drop_action(by, action_id=made.id, seen=1, reason="The post changed")
    for attempt in (
        lambda: actions.drop_action(by, action_id=made.id, seen=2, reason="again"),
        lambda: actions.to_drop(by, action_id=made.id),
    ):
        with pytest.raises(Refusal, match=r"action\.not_now"):
            attempt()

    assert history(improving, made.id)[-1] == (2, Event.DROP, State.DROPPED, "The post changed")


def test_of_two_at_once_the_second_is_told(improving: Improving) -> None:
    made = improving.write()
    follow_up(improving.by(improving.people.employee), action_id=made.id, seen=1, event=Event.STICK)

    with pytest.raises(Refusal, match=r"action\.changed_since"):
        actions.drop_action(improving.by(improving.people.manager), action_id=made.id, seen=1, reason="no")


def test_what_was_called_done_can_be_opened_again(improving: Improving) -> None:
    made = improving.write()
    follow_up(improving.by(improving.people.employee), action_id=made.id, seen=1, event=Event.FINISH)

    by = improving.by(improving.people.manager, at=MONDAY + timedelta(days=1))
    assert actions.reopen_action(by, action_id=made.id, seen=2).stage.open


def test_a_row_of_it_is_never_written_over(improving: Improving) -> None:
    made = improving.write()

    for change in (
        lambda unit: setattr(unit.session.get_one(ActionRow, made.id), "text", "x"),
        lambda unit: setattr(unit.session.scalars(select(ActionHistoryRow)).one(), "note", "x"),
    ):
        with pytest.raises(Exception, match="only ever added"), improving.store.begin() as unit:
            change(unit)


def test_a_former_manager_writes_nothing_any_more(improving: Improving) -> None:
    with improving.store.begin() as unit:
        unit.session.get_one(PersonRow, improving.people.employee.id).manager_id = improving.people.boss.id

    with pytest.raises(Refusal, match=r"action\.not_your_report"):
        improving.write()
