"""Story 2, goes on: whoever is above and HR look again before the employee hears anything."""

from datetime import datetime
from decimal import Decimal

import pytest

from bot.domain.drafts import Draft, Form
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.sandbox import Msg
from bot.services.reviews.approval import approve
from bot.services.reviews.calibration import move
from storage.unit import Unit
from tests.builders.acting import acting
from tests.builders.approval import FRIDAY, Opened, handed_in, looked_again, opened
from tests.builders.clicks import Clicks
from tests.builders.people import person
from tests.scenarios.conftest import Workspace

OTHERS = ("Bai Lu", "Deng Wei", "Fang Ni", "Guo Tao", "Han Mei", "Jiang Bo")
MOST_CLICKS = 10
REASON = "The case is about the third quarter."


@pytest.fixture
def start() -> datetime:
    return FRIDAY


@pytest.fixture
def reviews(workspace: Workspace) -> list[Opened]:
    """Eight people whom Liu Yang has scored; Chen Jie's is the first."""
    store, people = workspace.store, workspace.company
    others = [person(store, name, manager=people.manager) for name in OTHERS]
    employees = [people.employee, people.colleague, *others]
    found = [opened(store, each, people.manager) for each in employees]
    for each, employee in zip(found, employees, strict=True):
        handed_in(store, each.review_id, employee, now=FRIDAY)
        approve_again(workspace, each)
    workspace.settle()
    return found


def approve_again(workspace: Workspace, review: Opened) -> None:
    version = workspace.look(lambda unit: unit.reviews.look(review.review_id)).version
    manager = acting(workspace.store, by=workspace.company.manager, now=workspace.clock.now())
    approve(manager, review_id=review.review_id, version=version)


def card(workspace: Workspace, surname: str) -> Msg:
    return workspace.person(surname).wait_for_message(containing="second look at Liu Yang's team")


def states(workspace: Workspace, reviews: list[Opened]) -> set[State]:
    return {
        workspace.look(lambda unit, each=each: unit.reviews.look(each.review_id)).state for each in reviews
    }


def kept(unit: Unit, workspace: Workspace, review: Opened) -> Draft | None:
    return unit.drafts.get(workspace.company.boss.id, Form.SEND_BACK, str(review.review_id))


def told(workspace: Workspace, surname: str) -> list[Msg]:
    return [each for each in workspace.person(surname).dm() if "approved your 2026 Q4 review" in each.plain]


def gave_up(workspace: Workspace) -> list[str | None]:
    """Why anything was; the six others have no account in this workspace."""
    return [reason for _, reason in workspace.parked() if reason not in ("user_not_found", "users_not_found")]


def test_eight_people_are_confirmed_one_of_them_sent_back_in_few_clicks(
    workspace: Workspace, reviews: list[Opened]
) -> None:
    zhao, liu, clicks = workspace.person("zhao"), workspace.person("liu"), Clicks()
    parent = zhao.wait_for_message(containing="second look: 8 of 8 wait for you, by Fri 22 Jan")
    assert parent.buttons == ["Look at Chen Jie…"]
    assert card(workspace, "zhao").thread_ts == parent.ts
    assert "0 of 8 confirmed, by Fri 22 Jan" in card(workspace, "zhao").plain

    parent.click("Look at Chen Jie…")
    zhao.wait_for_modal(title="Second look").click("Send back…")
    interrupted = zhao.wait_for_modal(title="Send back")
    interrupted.fill("Why?", REASON)
    interrupted.choose("Which scores are in doubt?", ["Teamwork"])
    interrupted.close()
    workspace.wait_until(lambda: workspace.look(lambda unit: kept(unit, workspace, reviews[0])))

    clicks.press(card(workspace, "zhao"), "Send back…", near="Chen Jie")
    form = zhao.wait_for_modal(title="Send back")
    assert (form.value("Why?"), form.value("Which scores are in doubt?")) == (REASON, ["Teamwork"])
    clicks.submit(form)
    workspace.settle()
    assert f"Zhao Min sent it back; it is with the manager again. “{REASON}”" in card(workspace, "zhou").plain
    clicks.confirm(card(workspace, "zhao"), "Confirm the other 7")
    workspace.settle()
    assert (
        "7 of 8 confirmed" in card(workspace, "zhao").plain
        or "nothing waits" in card(workspace, "zhao").plain
    )
    liu.wait_for_message(containing="has a doubt about Chen Jie's scores")
    approve_again(workspace, reviews[0])
    workspace.settle()
    clicks.press(card(workspace, "zhao"), "Confirm")
    workspace.settle()

    assert clicks.total <= MOST_CLICKS
    assert states(workspace, reviews) == {State.SCORED}
    assert told(workspace, "chen") == []
    assert looked_again(workspace.store, now=workspace.clock.now()) == len(reviews)
    workspace.settle()
    assert states(workspace, reviews) == {State.CONFIRMED}
    assert "nothing waits for you" in card(workspace, "zhou").plain
    for surname in ("zhao", "zhou"):
        parents = [each for each in workspace.person(surname).dm() if "2026 Q4, second look: " in each.plain]
        assert [each.plain.splitlines()[0] for each in parents] == [
            "*2026 Q4, second look: nothing waits for you*"
        ]
    assert gave_up(workspace) == []


def test_while_slack_stumbles_each_is_told_once_and_the_employee_sees_no_score_before(
    workspace: Workspace, reviews: list[Opened]
) -> None:
    for method in ("chat.update", "chat.postMessage"):
        workspace.sandbox.faults.fail_next(method, 3, status=500)

    card(workspace, "zhao").click("Confirm all", confirm=True)
    workspace.settle(patience=60.0)
    assert told(workspace, "chen") == []
    waits = workspace.person("chen").wait_for_message(containing="Next: a second look at it by Fri 22 Jan")
    assert "See your result" not in waits.buttons
    assert "3." not in waits.plain
    workspace.sandbox.faults.drop_connections("chat.update", 2)
    card(workspace, "zhou").click("Confirm all", confirm=True)
    workspace.settle(patience=60.0)

    assert states(workspace, reviews) == {State.CONFIRMED}
    assert told(workspace, "chen") == []
    with pytest.raises(Refusal, match=r"release\.shares"):
        workspace.release()
    hr = acting(workspace.store, by=workspace.colleague("zhou"), now=workspace.clock.now())
    move(hr, review_id=reviews[-1].review_id, to=Decimal("3.25"), reason="Nearest to the line.", seen=0)
    workspace.release()
    workspace.person("chen").wait_for_message(containing="approved your 2026 Q4 review")
    assert gave_up(workspace) == []
