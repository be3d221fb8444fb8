"""A figure is the newest of those that were entered; a form holds what was typed, page by page."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.goals.figures import ON_A_PAGE, FiguresForm, figure_from, is_same, new_figure
from bot.domain.quantities import Quantity
from bot.errors import Refusal
from tests.builders.figures import figure, wanted


def form(count: int, **rest: object) -> FiguresForm:
    many = tuple(wanted(number) for number in range(1, count + 1))
    return replace(FiguresForm(cycle_id=1, period="2026Q4", wanted=many), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(("count", "pages"), [(1, 2), (ON_A_PAGE, 2), (ON_A_PAGE + 1, 3), (3 * ON_A_PAGE, 4)])
def test_so_many_fields_stand_on_a_page_and_the_last_page_reads_them_over(count: int, pages: int) -> None:
    shown = form(count)

    assert shown.pages == pages
    assert sum(len(shown.on_page(page)) for page in range(1, pages)) == count
    assert replace(shown, page=pages).is_read_over


def test_a_field_holds_what_was_typed_else_the_figure_that_is_there() -> None:
    held = wanted(held=figure("3.8"))

    assert form(1).text(held) == "3.8 %"
    assert form(1, typed={str(held.place): "3.9"}).text(held) == "3.9"
    assert form(1, typed={str(held.place): ""}).text(held) == "3.8 %"


def test_only_what_is_different_is_news() -> None:
    same, other, missing = wanted(1, held=figure("3.8")), wanted(2, held=figure("3.8", id=7)), wanted(3)
    typed = {str(same.place): "3,8%", str(other.place): "3.9"}
    shown = replace(form(0), wanted=(same, other, missing), typed=typed)

    [new] = shown.news()

    assert (new.place, new.value, new.corrects_id, new.source) == (
        other.place,
        Decimal("3.9"),
        7,
        "Web analytics",
    )


def test_that_there_is_none_is_an_answer_too() -> None:
    new = new_figure("n/a", wanted())

    assert (new.typed, new.value) == ("n/a", None)
    assert not figure(None, typed="n/a").is_there
    assert figure(None, typed="all of them").is_there


def test_a_figure_that_counts_nothing_is_words() -> None:
    assert figure_from("all of them", wanted(quantity=None)) is None
    with pytest.raises(Refusal, match="not_a_number"):
        figure_from("all of them", wanted())


@pytest.mark.parametrize(
    ("typed", "rest", "is_the_same"),
    [
        ("3.8", {}, True),
        ("３．８％", {}, True),
        ("3.81", {}, False),
        ("3.8", {"source": "Finance"}, False),
        ("-", {}, False),
    ],
)
def test_a_figure_is_the_same_however_it_is_typed(
    typed: str, rest: dict[str, str], is_the_same: bool
) -> None:
    assert is_same(new_figure(typed, wanted(), **rest), figure("3.8")) is is_the_same  # type: ignore[arg-type]


def test_words_are_the_same_where_they_are_typed_alike() -> None:
    held = figure(None, typed="all of them")

    assert is_same(new_figure("all of them", wanted(quantity=None)), held)
    assert not is_same(new_figure("nearly all", wanted(quantity=None)), held)
    assert not is_same(new_figure("3.8", wanted(quantity=Quantity.PERCENT)), None)
