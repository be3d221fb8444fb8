"""The desk judges a request: the newest holds, the history keeps all, the requester hears nothing."""

from datetime import timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.intake.assess import Effort, Priority
from bot.domain.intake.way import Event, State
from bot.errors import Refusal
from bot.services.intake.assess import look_at_assessment, open_assessment
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.briefs import assessed, judged
from tests.builders.intake import MORNING, announced, filed, kinds, read, stepped
from tests.builders.people import Company

LATER = MORNING + timedelta(hours=1)


def test_the_newest_assessment_holds_and_older_ones_stay_in_the_history(
    store: Store, people: Company
) -> None:
    number = filed(store, people.employee)
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin, now=LATER)

    assessed(store, number, sun)
    assessed(store, number, admin, judged(Priority.P1, "A customer waits."))

    holds = read(store, number).assessed
    assert holds is not None
    assert (holds.assessment.priority, holds.by, holds.at) == (Priority.P1, people.admin, LATER)
    with store.read() as unit:
        kept = [entry.facts.assessed for entry in unit.requests.history(number)]
    assert [each.priority if each else None for each in kept] == [None, Priority.P2, Priority.P1]


def test_it_changes_the_desks_card_and_the_briefs_and_nothing_else(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    before = len(announced(store))

    assessed(store, number, acting(store, by=people.product_manager))

    assert [payload["card"] for _, payload in announced(store)[before:]] == [
        f"request:{number}",
        f"brief:{number}",
    ]
    request = read(store, number)
    assert request.state is State.NEW
    assert [step.event for step in request.steps] == [Event.FILE]
    assert request.latest.event is Event.FILE
    assert request.first_answer_took is None


def test_another_priority_needs_a_reason_and_what_was_chosen_is_kept(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)

    with pytest.raises(Refusal, match="reason_missing") as refusal:
        assessed(store, number, sun, judged(Priority.P1))

    assert refusal.value.field == "reason"
    assert open_assessment(sun, request_id=number).values == {"impact": "3"}
    assessed(store, number, sun, judged(Priority.P1, "A customer waits."))
    form = open_assessment(sun, request_id=number)
    assert (form.values, form.started_at) == ({}, None)
    assert form.holds == judged(Priority.P1, "A customer waits.")


def test_whoever_is_second_hears_who_was_first_and_may_judge_again(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun, admin = acting(store, by=people.product_manager), acting(store, by=people.admin)
    assessed(store, number, sun, seen=0)

    with pytest.raises(Refusal, match="meanwhile") as refusal:
        assessed(store, number, admin, judged(effort=Effort.HUGE), seen=0)

    assert refusal.value.facts["name"] == "Sun Li"
    assert open_assessment(admin, request_id=number).started_at == MORNING
    assessed(store, number, admin, judged(effort=Effort.HUGE))
    assert read(store, number).assessed_seen == 3


def test_the_same_form_twice_is_one_assessment(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)

    for _ in range(2):
        assessed(store, number, sun, seen=0, submission="V7")

    assert kinds(store).count("CardStale") == 4
    with store.read() as unit:
        assert unit.drafts.newest(people.product_manager.id, Form.ASSESS) is None


def test_a_closed_request_is_not_assessed(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    stepped(store, number, Event.DECLINE, people.product_manager)

    with pytest.raises(Refusal, match=r"assess\.closed"):
        open_assessment(acting(store, by=people.product_manager), request_id=number)


@pytest.mark.parametrize("who", ["employee", "hr", "developer", "manager"])
def test_only_the_desk_assesses(store: Store, people: Company, who: str) -> None:
    number = filed(store, people.employee)

    with pytest.raises(Refusal, match="product_managers_only"):
        assessed(store, number, acting(store, by=getattr(people, who)))


def test_what_is_chosen_is_kept_while_the_form_is_filled_in(store: Store, people: Company) -> None:
    number = filed(store, people.employee)
    sun = acting(store, by=people.product_manager)

    form = look_at_assessment(sun, request_id=number, values={"impact": "3", "reach": ""})

    assert (form.values["impact"], form.started_at) == ("3", None)
    assert open_assessment(sun, request_id=number).values == {"impact": "3", "reach": ""}
