"""HR reads somebody's four gates; each look is on record, and nobody else can."""

import pytest
from sqlalchemy import select

from bot.domain.actions.gates import Document, Gate, Lack
from bot.domain.actions.trainings import Answer
from bot.domain.reviews.history import Subject
from bot.errors import Refusal
from bot.services.actions.gates import offer_post, read_gates, read_gates_of_account, to_offer
from bot.services.actions.trainings import turn_down
from bot.services.reviews.history import read_history
from storage.models.actions import GatesViewRow, PostOfferRow
from tests.builders.actions import Improving
from tests.builders.world import World
from tests.services.actions.test_plans import released


def test_what_is_on_record_stands_there_with_dates_and_what_is_missing_is_named(world: World) -> None:
    people = world.people
    hr, chen = world.acting(people.hr), people.employee
    released(world, "3.25")
    offer = {"day": "2027-01-08", "text": "Planning, in Hangzhou", "submission": "V1"}
    for _ in range(2):
        offer_post(hr, person_id=chen.id, **offer)

    ledger = read_gates_of_account(hr, account=str(chen.slack_id))

    assert {each.gate: list(each.missing) for each in ledger.gates} == {
        Gate.AGREED: [Lack.JOB_FORM],
        Gate.PROVEN: [],
        Gate.OFFERED: [],
        Gate.AGAIN: [Lack.SECOND],
    }
    offered = ledger.gates[2].there
    assert [(each.document, each.text, each.by) for each in offered] == [
        (Document.POST, "Planning, in Hangzhou", people.hr.name)
    ]
    with world.store.read() as unit:
        views = unit.session.scalars(select(GatesViewRow)).all()
        assert len(unit.session.scalars(select(PostOfferRow)).all()) == 1
    assert [(each.person_id, each.by_id) for each in views] == [(chen.id, people.hr.id)]
    own = read_history(world.acting(chen)).entries
    assert [each.by_id for each in own if each.subject is Subject.GATES] == [people.hr.id]
    managers = read_history(world.acting(people.manager), about_id=chen.id).entries
    assert Subject.GATES not in {each.subject for each in managers}


def test_a_training_and_what_a_plan_begins_with_are_offers(world: World) -> None:
    improving = Improving(world.store, world.people)
    by = improving.by(world.people.employee)
    turned_down = improving.offer(text="A book")
    turn_down(by, action_id=turned_down.id, why="Read already")
    improving.taken_up(text="A course")
    improving.offer(text="A talk", training="sharing")
    improving.write(kind="plan", support=("post", "mentor"), offered="Planning")

    ledger = read_gates(world.acting(world.people.hr), person_id=world.people.employee.id)

    assert {(each.document, each.text, each.answer) for each in ledger.gates[2].there} == {
        (Document.POST, "Planning", None),
        (Document.TRAINING, "A book", Answer.DECLINED),
        (Document.TRAINING, "A course", Answer.TAKEN_UP),
        (Document.TRAINING, "A talk", Answer.WAITING),
    }


@pytest.mark.parametrize("who", ["manager", "boss", "employee", "admin"])
def test_nobody_but_hr_reads_them(world: World, who: str) -> None:
    by, chen = world.acting(getattr(world.people, who)), world.people.employee

    for attempt in (
        lambda: read_gates(by, person_id=chen.id),
        lambda: read_gates_of_account(by, account=str(chen.slack_id)),
        lambda: to_offer(by, person_id=chen.id),
        lambda: offer_post(by, person_id=chen.id, day="2027-01-08", text="A post", submission="V1"),
    ):
        with pytest.raises(Refusal, match=r"gates\.not_hr"):
            attempt()
    with world.store.read() as unit:
        assert unit.session.scalars(select(GatesViewRow)).all() == []


def test_hr_does_not_read_its_own_and_says_whose(world: World) -> None:
    hr = world.acting(world.people.hr)

    with pytest.raises(Refusal, match=r"gates\.not_hr"):
        read_gates(hr, person_id=world.people.hr.id)
    with pytest.raises(Refusal, match=r"gates\.not_hr"):
        read_gates(hr, person_id=4711)
    for account in ("", "U0NOBODY"):
        with pytest.raises(Refusal, match=r"gates\.whom"):
            read_gates_of_account(hr, account=account)
