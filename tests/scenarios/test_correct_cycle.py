"""HR corrects the rules of a cycle that is under way; everybody goes on, and reads what changed."""

import pytest

from bot.domain.reviews.scheme import Scheme
from bot.services.reviews.schemes import add_scheme
from bot.services.reviews.self_score import open_self_score, pass_step, submit_self_score
from tests.builders.acting import acting
from tests.builders.self_score import STEPS, review_of
from tests.builders.shipped import load_scheme
from tests.scenarios.conftest import Workspace
from tests.scenarios.test_quarter import card_of, fill_kpis, start

REASON = "the weights were <last> year's"


def second_version() -> Scheme:
    """Values count less."""
    scheme = load_scheme("kpi-values")
    weighed = zip(scheme.sections, (80, 20), strict=True)
    sections = tuple(each.model_copy(update={"weight": weight}) for each, weight in weighed)
    return scheme.model_copy(update={"version": 2, "sections": sections})


def hands_in(workspace: Workspace, surname: str) -> None:
    who, now = workspace.colleague(surname), workspace.clock.now()
    by = acting(workspace.store, by=who, now=now)
    review_id = review_of(workspace.store, who)
    for number, entered in enumerate(STEPS, start=1):
        pass_step(by, review_id=review_id, step=number, entered=entered)
    read_at = open_self_score(by, review_id=review_id).saved_at
    assert read_at is not None
    submit_self_score(by, review_id=review_id, read_at=read_at.isoformat())
    workspace.settle()


@pytest.fixture
def under_way(workspace: Workspace) -> Workspace:
    """Chen Jie is at her values, Liu Yang has approved Wu Min."""
    _, modal = start(workspace)
    fill_kpis(modal)
    modal.submit()
    workspace.person("chen").wait_for_modal(containing="Step 2 of 3")
    hands_in(workspace, "wu")
    thread = workspace.person("liu").wait_for_message(containing="2026 Q4")
    card = next(each for each in thread.thread() if "Wu Min" in each.plain)
    card.click("Approve")
    workspace.person("liu").wait_for_modal(title="Approve").submit()
    workspace.settle()
    return workspace


@pytest.mark.soak
def test_a_whole_cycle_goes_over_and_everybody_goes_on(under_way: Workspace) -> None:
    workspace = under_way
    workspace.speaks("wu", "zh-CN")
    hr = workspace.person("zhou")
    [none] = hr.command("/review", f"correct 2026Q4 because {REASON}")
    assert "there is no newer one" in none.plain
    add_scheme(acting(workspace.store), second_version())

    [asked] = hr.command("/review", f"correct 2026 Q4 because {REASON}")
    for line in (
        "KPIs: weight 70 % → 80 %",
        "Values: weight 30 % → 20 %",
        "by the new rules: Wu Min",
        REASON,
    ):
        assert line in asked.plain
    asked.click("Move 2026 Q4 to version 2")
    hr.wait_until(lambda: "2026 Q4 goes by version 2 now" in hr.ephemerals(hr.app)[-1].plain)
    assert hr.ephemerals(hr.app)[-1].buttons == []
    workspace.settle()

    [told] = [each.plain for each in card_of(workspace, "chen").thread()]
    assert "Zhou Jing (HR) corrected how 2026 Q4 is scored" in told
    assert "you go on where you were" in told
    assert any("更正了 2026 Q4 的评分规则" in each.plain for each in workspace.person("wu").dm()[0].thread())
    liu = workspace.person("liu")
    thread = liu.wait_for_message(containing="2026 Q4: 0 of")
    [back] = [each for each in thread.thread() if "You had approved by the old rules" in each.plain]
    assert "Wu Min" in back.plain
    card = next(each for each in thread.thread() if "sent this back" in each.plain)
    assert REASON in card.plain

    card.click("Approve")
    liu.wait_for_modal(title="Approve").submit()
    workspace.settle()
    workspace.look_again()
    workspace.release()
    with workspace.store.read() as unit:
        review = unit.reviews.look(review_of(workspace.store, workspace.colleague("wu")))
    assert review.stage.released
    workspace.person("wu").dm()[0].click("看结果")
    result = workspace.person("wu").wait_for_modal(containing="怎么算的")
    result.click("怎么算的")
    assert "考核方案版本 1 → 2" in workspace.person("wu").wait_for_modal(containing="1 → 2").plain
    assert workspace.parked() == []
