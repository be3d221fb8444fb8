"""Story: after its last quarter HR opens the year; it is written about, looked at again and released."""

from datetime import UTC, datetime

import pytest

from bot.domain.reviews.talk_way import State as TalkState
from bot.domain.reviews.way import State
from bot.sandbox import Msg
from tests.builders.approval import FRIDAY, handed_in, opened
from tests.builders.feedback import prepared
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_approval import approve

MONDAY = datetime(2027, 1, 18, 1, 0, tzinfo=UTC)
TUESDAY_TEN = datetime(2027, 1, 19, 2, 0, tzinfo=UTC)
MINE = "Conversion went up by a tenth; I learnt to say no."
HIS = "A strong second half; more of it with the branches."


@pytest.fixture
def start() -> datetime:
    return FRIDAY


@pytest.fixture
def quarter(workspace: Workspace) -> int:
    """Chen Jie's, released; its id."""
    people, store = workspace.company, workspace.store
    review = opened(store, people.employee, people.manager)
    prepared(store, by=people.manager, about=people.employee)
    handed_in(store, review.review_id, people.employee, now=workspace.clock.now())
    workspace.settle()
    approve(workspace)
    workspace.look_again()
    workspace.release()
    return review.review_id


def card_of_year(workspace: Workspace) -> Msg:
    workspace.settle()
    return workspace.person("chen").wait_for_message(containing="2026 review")


def reply(workspace: Workspace, containing: str) -> Msg:
    """In Liu Yang's thread of the year."""
    liu = workspace.person("liu")
    workspace.settle()
    thread = next(each for each in liu.dm() if "2026: " in each.plain)
    return liu.wait_for_message(containing=containing, thread=thread)


def test_a_year_from_opening_to_acknowledging(workspace: Workspace, quarter: int) -> None:
    zhou, chen, liu = (workspace.person(who) for who in ("zhou", "chen", "liu"))
    workspace.move_to(MONDAY)

    [answer] = zhou.command("/review", "open 2026")
    assert "2026 is open for one person." in answer.plain
    assert "Statements on the year are due" in answer.plain
    assert "no period of the year has a released result for them: " in answer.plain
    workspace.move_to(TUESDAY_TEN)
    assert card_of_year(workspace).buttons == ["Write about my year…", "What will be asked?"]

    card_of_year(workspace).click("Write about my year")
    form = chen.wait_for_modal(title="Your year")
    assert "Q1 – no review\nQ2 – no review\nQ3 – no review\nQ4 *3.38* (result 3.5)" in form.plain
    form.fill("Your year in your own words", MINE)
    form.submit()
    form = chen.wait_for_modal(containing="Step 2 of 2")
    assert MINE in form.plain
    form.submit()
    workspace.settle()

    card = reply(workspace, "Handed in on Tue 19 Jan")
    assert card.text == "Chen Jie wrote about 2026; it waits for you"
    assert MINE in card.plain
    reading = ["Feedback…", "Input…"]
    assert card.buttons == ["Read all…", "Approve", "Write about it…", "Ask for more…", *reading]
    card.click("Write about it")
    form = liu.wait_for_modal(title="Write about the year")
    form.fill("What you say of it", HIS)
    form.submit()
    workspace.settle()
    workspace.look_again()
    workspace.release()

    year = workspace.look(lambda unit: unit.reviews.decided_of(workspace.company.employee.id))
    assert {each.state for each in year} == {State.RELEASED}
    [review_id] = {each.id for each in year} - {quarter}
    card_of_year(workspace).click("See your result")
    result = chen.wait_for_modal(title="Result")
    assert HIS in result.plain
    assert "Q4 *3.38*" in result.plain
    result.close(everything=True)
    reply(workspace, "Held on…").click("Held on…")
    liu.wait_for_modal(title="Talk held").submit()
    workspace.settle()
    chen.wait_for_message(containing="Please answer by").click("Acknowledge")
    workspace.settle()

    talk = workspace.look(lambda unit: unit.talks.of_review(review_id))
    assert talk is not None
    assert talk.state is TalkState.ACKNOWLEDGED
    assert workspace.parked() == []
