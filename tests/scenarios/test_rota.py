"""Two product managers take turns at the desk: a swap is asked and accepted, and the desk goes over."""

from datetime import timedelta

import pytest

from bot.domain.people import Role
from bot.domain.policy import Intake, Policy
from storage.models.people import PersonRow
from tests.scenarios.conftest import MONDAY, Workspace


@pytest.fixture
def policy() -> Policy:
    """This week is Sun Li's, the next Liu Yang's."""
    return Policy(intake=Intake(rota=("liu.yang@example.com", "sun.li@example.com")))


@pytest.fixture
def desk(workspace: Workspace) -> Workspace:
    with workspace.store.begin() as unit:
        liu = unit.session.get_one(PersonRow, workspace.colleague("liu").id)
        liu.roles = frozenset({Role.PRODUCT_MANAGER})
    return workspace


def test_a_swap_is_asked_for_in_chat_and_accepted(desk: Workspace) -> None:
    sun, liu = desk.person("sun"), desk.person("liu")

    sun.command("/intake", "swap")
    form = sun.wait_for_modal(title="Swap weeks")
    form.choose("Which week do you give away?", "Mon 7 Dec to Sun 13 Dec (2026-W50)")
    form.choose("For which week of whom?", "Mon 30 Nov to Sun 6 Dec (2026-W49)")
    form.submit()

    card = liu.wait_for_message(containing="Sun Li asks you to take their week")
    assert card.buttons == ["Accept the swap", "Decline the swap…"]
    card.click("Accept the swap")

    told = sun.wait_for_message(containing="Liu Yang accepted")
    assert "It is in the rota" in told.plain
    desk.settle()
    (answer,) = liu.command("/intake", "duty")
    assert "Mon 30 Nov to Sun 6 Dec (2026-W49): *Sun Li*" in answer.plain
    assert "Mon 7 Dec to Sun 13 Dec (2026-W50): *Liu Yang*" in answer.plain


def test_a_swap_is_declined_with_a_word(desk: Workspace) -> None:
    sun, liu = desk.person("sun"), desk.person("liu")
    sun.command("/intake", "swap")
    form = sun.wait_for_modal(title="Swap weeks")
    form.choose("Which week do you give away?", "Mon 7 Dec to Sun 13 Dec (2026-W50)")
    form.choose("For which week of whom?", "Liu Yang, for nothing in return")
    form.submit()

    liu.wait_for_message(containing="for nothing in return").click("Decline the swap…")
    modal = liu.wait_for_modal(title="Decline the swap")
    modal.fill("A word to Sun Li", "I am at a fair")
    modal.submit()

    assert "Your week stays yours" in sun.wait_for_message(containing="Liu Yang declined").plain


def test_as_the_week_changes_the_next_one_reads_what_comes_with_the_desk(desk: Workspace) -> None:
    chen, liu = desk.person("chen"), desk.person("liu")
    desk.move_to(MONDAY + timedelta(minutes=10))
    chen.command("/website-issue", "the basket is empty")
    modal = chen.wait_for_modal(title="Website issue")
    modal.choose("How urgent is it?", "Later")
    modal.submit()
    desk.settle()

    desk.move_to(MONDAY + timedelta(days=7))

    card = liu.wait_for_message(containing="You have the website desk until Sun 6 Dec")
    assert "One request comes with it" in card.plain
    assert "the basket is empty" in card.plain
    assert (
        "Liu Yang has the website desk now"
        in desk.person("sun").wait_for_message(containing="Liu Yang has").plain
    )
    assert desk.parked() == []


def test_hours_and_weeks_are_said_by_command(desk: Workspace) -> None:
    sun = desk.person("sun")

    (chosen,) = sun.command("/intake", "hours 9:30-18:30, break 12:00-13:00")
    (duty,) = sun.command("/intake", "duty")
    (given,) = sun.command("/intake", "duty @liu.yang 2026-W50")
    (wrong,) = sun.command("/intake", "duty @liu.yang 2026-W02")

    assert "09:30–12:00, 13:00–18:30" in chosen.text
    assert "09:30–12:00, 13:00–18:30" in duty.plain
    assert "(2026-W50): *Liu Yang*" in given.text
    assert "Week 2026-W02 is over" in wrong.text
