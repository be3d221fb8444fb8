"""Figures in words: the card, the form and its two answers, and the note that holds no number."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.goals.figures import ON_A_PAGE, FigureFacts, FiguresCard, FiguresForm, Wanted
from bot.domain.quantities import Quantity
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.way import State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.goals.figure_note import figure_modal, figure_note
from messages.goals.figures_card import figures_card
from messages.goals.figures_modal import entered_modal, figures_modal
from messages.reviews.adjust_modal import adjust_modal
from messages.reviews.approval_card import approval_card
from messages.reviews.result_modal import result_modal
from messages.reviews.self_score_modal import self_score_modal
from tests.builders.approval import CONVERSION, OWN, kpi, review, scoring
from tests.builders.figures import NUMERIC, figure, wanted
from tests.builders.people import CHEN
from tests.builders.self_score import form as self_score_form

NOW = datetime(2027, 1, 4, 4, 0, tzinfo=UTC)
LONG = "&<" * 75


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def many(count: int, **rest: Any) -> tuple[Wanted, ...]:
    values = {"name": LONG, "whose": LONG, "target": LONG[:120], "source": LONG[:200], **rest}
    return tuple(wanted(number, **values) for number in range(1, count + 1))


def form(*fields: Wanted, **rest: Any) -> FiguresForm:
    return FiguresForm(cycle_id=1, period="2026Q4", wanted=fields or (wanted(),), **rest)


def card(*fields: Wanted, due_on: date = date(2027, 1, 7)) -> FiguresCard:
    return FiguresCard(person=CHEN, cycle_id=1, period="2026Q4", wanted=fields, due_on=due_on)


def facts(**rest: Any) -> FigureFacts:
    values: dict[str, Any] = {
        "kpi": "Shop-wide conversion",
        "unit": "%",
        "quantity": Quantity.PERCENT,
        "period": "2026Q4",
        "employee": CHEN,
        "figure": figure("4.2", id=2),
        "before": figure("3.8"),
        "is_newest": True,
        "suggested": Decimal("3.5"),
    }
    return FigureFacts(**{**values, **rest})


def plain(blocks: Any) -> str:
    return json.dumps(blocks, ensure_ascii=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [1, ON_A_PAGE, 600])
def test_however_many_and_however_long_they_are_each_page_fits(language: str, count: int) -> None:
    fields = many(count)
    typed = {str(each.place): "1234567.25 %" for each in fields}
    shown = form(*fields, typed=typed, saved_at=NOW)

    for page in (1, shown.pages - 1, shown.pages):
        check_view(figures_modal(words(language), replace(shown, page=page)), surface="modal")
    held = form(*many(count, held=figure(source=LONG, by=LONG)))
    check_view(entered_modal(words(language), held), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", [(), many(1), many(600), many(3, held=figure())])
@pytest.mark.parametrize("due_on", [date(2027, 1, 1), date(2027, 1, 7)])
def test_the_card_fits_and_says_where_it_stands(
    language: str, fields: tuple[Wanted, ...], due_on: date
) -> None:
    shown = figures_card(words(language), card(*fields, due_on=due_on))

    check_message_blocks(shown.blocks)
    assert len(shown.text) < 300


def test_the_card_names_what_is_missing_and_no_figure() -> None:
    shown = figures_card(words(), card(wanted(1), wanted(2, whose="Wu Min", held=figure("3.8"))))

    assert shown.text == "2026 Q4: one figure is wanted of you by Thu 7 Jan"
    assert "Shop-wide conversion · Chen Jie" in plain(shown.blocks)
    assert "Wu Min" not in plain(shown.blocks)
    assert "3.8" not in plain(shown.blocks)


def test_what_was_understood_stands_beside_what_was_typed_where_it_looks_different() -> None:
    typed = {str(wanted(1).place): "３．８％", str(wanted(2).place): "4 %"}
    shown = form(wanted(1), wanted(2, whose="Wu Min"), wanted(3), typed=typed, page=2)

    said = plain(figures_modal(words(), shown))

    assert "*Shop-wide conversion* · Chen Jie: 3.8 % (you wrote “３．８％”)" in said
    assert "*Shop-wide conversion* · Wu Min: 4 %" in said
    assert "One figure stays open." in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_employees", [True, False])
@pytest.mark.parametrize("before", [figure("3.8"), None])
def test_the_note_holds_no_number_and_the_form_behind_it_both(
    language: str, is_employees: bool, before: Any
) -> None:
    note = figure_note(words(language), facts(before=before), value="7:2", is_employees=is_employees)
    shown = figure_modal(words(language), facts(before=before))

    check_message_blocks(note.blocks)
    check_view(shown, surface="modal")
    assert "4.2" not in note.text + plain(note.blocks)
    assert "3.8" not in note.text + plain(note.blocks)
    assert "4.2" in plain(shown)
    assert ("3.8" in plain(shown)) is (before is not None)


def test_a_figure_that_was_corrected_once_more_says_so() -> None:
    said = plain(figure_modal(words(), facts(is_newest=False)))

    assert "It has been corrected once more since" in said
    assert "suggests" not in said


def scored(own: str, *, actual: str = "4.5 %", state: State = State.SELF_SCORED) -> Any:
    """Chen's review, in which the conversion of 4.5 % suggests 4.5."""
    conversion = replace(kpi("conversion", "Shop-wide conversion", 60), figure=figure("4.5"), **NUMERIC)
    kpis = (conversion, kpi("dwell", "Dwell time", 40))
    scores = {**OWN, CONVERSION: ItemScore(score=Decimal(own), actual=actual)}
    return review(state, own=scores, kpis=kpis)


def test_the_form_shows_the_figure_with_its_source_and_prefills_it() -> None:
    shown = self_score_form(facts=scored("4.5"), answers={})

    view = self_score_modal(words(), shown)

    assert "Figure: 4.5 % · Web analytics, entered by Zhou Jing on Mon 4 Jan" in plain(view)
    assert "The figure suggests 4.5; you decide." in plain(view)
    fields = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    assert fields["self_score:actual:kpi:conversion"]["initial_value"] == "4.5 %"
    assert "initial_value" not in fields["self_score:actual:kpi:dwell"]


@pytest.mark.parametrize(("own", "says_so"), [("4.5", False), ("3.75", True)])
def test_a_score_that_differs_from_what_the_figure_suggests_says_so(own: str, says_so: bool) -> None:
    shown = ApprovalFacts(review=scored(own))

    assert ("the figure suggests 4.5" in plain(approval_card(words(), shown).blocks)) is says_so
    approved = ApprovalFacts(review=scored(own, state=State.RELEASED))
    result = plain(result_modal(words(), approved, reader=CHEN))
    assert ("The figure suggests 4.5; the score is another one." in result) is says_so
    assert "Figure: 4.5 % · Web analytics, entered by Zhou Jing on Mon 4 Jan" in result
    adjusting = plain(adjust_modal(words(), scoring(shown)))
    assert "The figure suggests 4.5; you decide." in adjusting
    assert "Figure: 4.5 % · Web analytics" in adjusting


@pytest.mark.parametrize(
    ("actual", "says_so"), [("4.5%", False), ("４.５", False), ("5 %", True), ("most", True)]
)
def test_a_figure_that_is_not_the_sources_says_so_to_the_manager(actual: str, says_so: bool) -> None:
    shown = approval_card(words(), ApprovalFacts(review=scored("4.5", actual=actual)))

    assert ("its source says 4.5 %" in plain(shown.blocks)) is says_so


def test_what_the_owner_typed_suggests_a_score_where_nobody_else_enters_it() -> None:
    measured = replace(kpi("conversion", "Shop-wide conversion", 60), **NUMERIC)

    assert measured.suggested("4.5 %") == Decimal("4.5")
    assert measured.suggested("1:30") is None
    assert measured.suggested(None) is None
