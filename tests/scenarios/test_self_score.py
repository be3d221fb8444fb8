"""Scoring oneself costs few clicks: the figure suggests, a ladder is one click, what is kept is one tap."""

from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.reviews.facts import ReviewFacts
from bot.services.reviews.review_facts import review_facts
from tests.builders.clicks import Clicks
from tests.builders.figures import NUMERIC, SHARES, counted
from tests.scenarios.conftest import Workspace

TUESDAY_TEN = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CASE = "On 12 November a branch waited two days and I called them every morning until it was solved."


def begin(workspace: Workspace) -> None:
    """The quarter is open; both KPIs of Chen Jie suggest a score by their figure."""
    counted(workspace.store, of=workspace.company.employee, anchors=SHARES, scored_by=NUMERIC["scored_by"])
    workspace.person("zhou").command("/review", "open 2026Q4")
    workspace.move_to(TUESDAY_TEN)
    workspace.settle()


def handed_in(workspace: Workspace) -> ReviewFacts:
    def look(unit: object) -> ReviewFacts:
        [review] = unit.reviews.under_way_of(workspace.company.employee.id)  # type: ignore[attr-defined]
        return review_facts(unit, review.id)  # type: ignore[arg-type]

    return workspace.look(look)


def test_two_kpis_and_two_values_with_one_case_take_eleven_clicks_at_most(workspace: Workspace) -> None:
    begin(workspace)
    chen, clicks = workspace.person("chen"), Clicks()

    clicks.press(chen.wait_for_message(containing="2026 Q4 review"), "Score myself")
    form = chen.wait_for_modal(containing="Step 1 of 3")
    form.fill("Shop-wide conversion: figure reached", "4.5 %")
    form.fill("Dwell time: figure reached", "3.7 %")
    clicks.submit(form)
    form = chen.wait_for_modal(containing="Step 2 of 3")
    clicks.radio(form, "Customer first: how far up?", "3.")
    form = chen.wait_for_modal(containing="a convincing case")
    form.fill("a convincing case", CASE)
    clicks.radio(form, "Teamwork: how far up?", "2.")
    form = chen.wait_for_modal(containing="Teamwork: rung 3")
    clicks.radio(form, "Teamwork: rung 3", "Met in part")
    clicks.submit(form)
    form = chen.wait_for_modal(containing="Step 3 of 3")
    assert "*Shop-wide conversion*: 4.5 · beyond expectation, consistently" in form.plain
    assert form.plain.count("(as the figure suggests)") == 2
    assert "The case speaks for rung 3." in form.plain
    clicks.submit(form)
    clicks.close(chen.wait_for_modal(title="What you sent"))

    facts = handed_in(workspace)
    assert {item[1]: each.score for item, each in facts.own.items()} == {
        "conversion": Decimal("4.5"),
        "dwell": Decimal("3.5"),
        "customer_first": Decimal(3),
        "teamwork": Decimal("2.5"),
    }
    assert facts.own["values", "customer_first"].rungs == (3,)

    workspace.settle()
    liu = workspace.person("liu")
    thread = liu.wait_for_message(containing="2026 Q4:")
    card = liu.wait_for_message(containing="Marketing specialist", thread=thread)
    assert "speaks for rung 3" in card.plain
    card.click("Approve", confirm=True)
    workspace.settle()
    clicks.press(chen.wait_for_message(containing="Liu Yang approved your 2026 Q4 review"), "See your result")
    clicks.close(chen.wait_for_modal(title="Result"))
    assert clicks.total == 10
