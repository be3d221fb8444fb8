"""Story: a result is released, talked about and acknowledged; or appealed against, and opened again."""

from datetime import datetime

import pytest
from sqlalchemy import insert

from bot.domain.drafts import Form
from bot.domain.people import Role
from bot.domain.reviews.talk_way import State
from bot.domain.reviews.way import State as ReviewState
from bot.sandbox import Msg
from storage.models.people import HeldRoleRow
from storage.unit import Unit
from tests.builders.approval import FRIDAY, Opened, handed_in, opened
from tests.builders.feedback import prepared
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_approval import approve

WRONG = "The figure of May is the one of June."
WHY = "The sheet says May."


@pytest.fixture
def start() -> datetime:
    return FRIDAY


@pytest.fixture
def review(workspace: Workspace) -> Opened:
    """Chen Jie's, released; He Jun is of HR, too, and had no part in it."""
    people, store = workspace.company, workspace.store
    opened(store, people.colleague, people.manager)
    review = opened(store, people.employee, people.manager)
    prepared(store, by=people.manager, about=people.employee)
    with store.begin() as unit:
        unit.session.execute(insert(HeldRoleRow).values(person_id=people.developer.id, role=Role.HR))
    handed_in(store, review.review_id, people.employee, now=workspace.clock.now())
    workspace.settle()
    approve(workspace)
    workspace.look_again()
    workspace.release()
    return review


def state(workspace: Workspace, review: Opened) -> State | None:
    talk = workspace.look(lambda unit: unit.talks.of_review(review.review_id))
    return talk.state if talk else None


def kept(unit: Unit, workspace: Workspace, review: Opened) -> bool:
    """Whether what was typed of an appeal was kept."""
    talk = unit.talks.of_review(review.review_id)
    employee = workspace.company.employee.id
    return talk is not None and unit.drafts.get(employee, Form.APPEAL, str(talk.id)) is not None


def managers_card(workspace: Workspace) -> Msg:
    thread = workspace.person("liu").wait_for_message(containing="of 2 approved")
    return workspace.person("liu").wait_for_message(containing="their *2026 Q4* result", thread=thread)


def mine(workspace: Workspace) -> Msg:
    """The employee's card of their review."""
    return next(each for each in workspace.person("chen").dm() if "See what you sent" in each.buttons)


def held(workspace: Workspace) -> None:
    managers_card(workspace).click("Held on…")
    workspace.person("liu").wait_for_modal(title="Talk held").submit()
    workspace.settle()


def test_prepared_proposed_held_and_acknowledged(workspace: Workspace, review: Opened) -> None:
    liu, chen = workspace.person("liu"), workspace.person("chen")

    assert managers_card(workspace).buttons == ["Prepare…", "Propose times…", "Held on…"]
    managers_card(workspace).click("Prepare…")
    form = liu.wait_for_modal(title="Prepare the talk")
    form.fill("2. The verdict", "Meets what we agreed on; a course by May.")
    form.submit()
    workspace.settle()
    assert "Prepared on Fri 8 Jan" in managers_card(workspace).plain

    managers_card(workspace).click("Propose times…")
    liu.wait_for_modal(title="Times for a talk").submit()
    workspace.settle()
    offer = chen.wait_for_message(containing="Which time suits you?")
    assert len(offer.buttons) == 3
    chosen = offer.buttons[0]
    offer.click(chosen)
    workspace.settle()
    assert f"Chen Jie chose {chosen}" in managers_card(workspace).plain
    assert "Meets what we agreed on" not in "".join(each.plain for each in chen.dm())

    held(workspace)
    asked = chen.wait_for_message(containing="Please answer by")
    assert asked.buttons == ["Acknowledge", "We have not talked", "Appeal…"]
    asked.click("We have not talked", confirm=True)
    workspace.settle()
    assert state(workspace, review) is State.TO_HOLD
    held(workspace)
    chen.wait_for_message(containing="Please answer by").click("Acknowledge")
    workspace.settle()

    assert state(workspace, review) is State.ACKNOWLEDGED
    assert "acknowledged it on Fri 8 Jan" in managers_card(workspace).plain
    assert "and acknowledged it" in chen.wait_for_message(containing="acknowledged").plain
    assert workspace.parked() == []


def test_an_appeal_opens_the_result_again_and_its_words_are_read_by_who_decides(
    workspace: Workspace, review: Opened
) -> None:
    liu, chen, he = (workspace.person(who) for who in ("liu", "chen", "he"))

    mine(workspace).click("Appeal…")
    form = chen.wait_for_modal(title="Appeal")
    form.fill("What is wrong", WRONG)
    form.close()
    workspace.wait_until(lambda: workspace.look(lambda unit: kept(unit, workspace, review)))
    mine(workspace).click("Appeal…")
    form = chen.wait_for_modal(title="Appeal")
    assert form.value("What is wrong") == WRONG, "what was typed is kept"
    form.submit()
    workspace.settle()

    card = he.wait_for_message(containing="appeals against")
    assert WRONG in card.plain
    assert "appealed against" in managers_card(workspace).plain
    for who in ("liu", "zhou", "zhao"):
        assert WRONG not in "".join(each.plain for each in workspace.person(who).dm())
    card.click("Read the result…")
    assert "3.5" in he.wait_for_modal(title="Result").plain
    he.wait_for_modal(title="Result").close(everything=True)
    card.click("Decide…")
    form = he.wait_for_modal(title="Decide an appeal")
    form.choose("What do you decide?", "Opened again: the manager scores it anew")
    form.fill("Why", WHY)
    form.submit()
    workspace.settle()

    assert state(workspace, review) is State.REOPENED
    told = liu.wait_for_message(
        containing="Please score it anew", thread=liu.wait_for_message(containing="of 2 approved")
    )
    assert WHY in told.plain
    assert WHY in chen.wait_for_message(containing="decided about your appeal").plain
    approve(workspace)
    workspace.look_again()
    workspace.release()
    again = workspace.look(lambda unit: unit.talks.of_review(review.review_id))
    assert again is not None
    assert (again.round, again.state) == (2, State.TO_HOLD)
    assert workspace.look(lambda unit: unit.reviews.look(review.review_id)).state is ReviewState.RELEASED
    assert workspace.parked() == []
