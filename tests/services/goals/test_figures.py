"""One form for all figures of a period: kept as it is typed, entered once it was read over."""

from datetime import timedelta
from decimal import Decimal

import pytest

from bot.domain.drafts import Form
from bot.domain.goals.figures import FiguresForm
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.goals.figures import (
    FiguresAgain,
    enter_figures,
    figures_card_facts,
    keep_figures,
    open_figures,
    read_figure,
)
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score import open_self_score
from storage.unit import Store
from tests.builders.figures import NUMERIC, SHARES, entered_by, place
from tests.builders.people import Company
from tests.builders.world import FRIDAY, World


@pytest.fixture
def begun(world: World, people: Company) -> Company:
    """The quarter is open for Chen Jie and Wu Min; HR enters all four figures."""
    entered_by(world.store, people.hr)
    world.open_quarter(people.employee, people.colleague)
    return people


@pytest.fixture
def cycle_id(world: World, begun: Company) -> int:
    return world.review_of(begun.employee).cycle_id


def typed(person: Person, **figures: str) -> dict[str, str]:
    return {str(place(person, kpi)): text for kpi, text in figures.items()}


def kept(world: World, by: Person, cycle_id: int, figures: dict[str, str], *, go_to: int = 2) -> FiguresForm:
    form, _ = keep_figures(world.acting(by), cycle_id=cycle_id, page=1, typed=figures, go_to=go_to)
    return form


def entered(world: World, by: Person, cycle_id: int, figures: dict[str, str]) -> FiguresForm:
    form = kept(world, by, cycle_id, figures)
    assert form.saved_at is not None
    return enter_figures(world.acting(by), cycle_id=cycle_id, read_at=form.saved_at.isoformat())


def owed(store: Store, person: Person) -> list[str]:
    with store.read() as unit:
        return [each.obligation.kind.value for each in unit.obligations.waiting([person.id])]


def test_all_of_a_period_stand_in_one_form(world: World, begun: Company, cycle_id: int) -> None:
    form = open_figures(world.acting(begun.hr), cycle_id=cycle_id)

    assert [(each.whose, each.name) for each in form.wanted] == [
        ("Chen Jie", "Dwell time"),
        ("Chen Jie", "Shop-wide conversion"),
        ("Wu Min", "Dwell time"),
        ("Wu Min", "Shop-wide conversion"),
    ]
    assert (form.page, form.pages, form.saved_at) == (1, 2, None)


def test_whoever_is_named_by_no_kpi_has_no_form(world: World, begun: Company, cycle_id: int) -> None:
    with pytest.raises(Refusal, match=r"figures\.none"):
        open_figures(world.acting(begun.manager), cycle_id=cycle_id)


def test_what_is_typed_is_kept_and_what_cannot_be_read_is_named(
    world: World, begun: Company, cycle_id: int
) -> None:
    figures = typed(begun.employee, conversion="0.095", dwell="about 4")

    form, troubles = keep_figures(world.acting(begun.hr), cycle_id=cycle_id, page=1, typed=figures, go_to=2)

    assert {where.kpi: trouble.code for where, trouble in troubles.items()} == {
        "conversion": "figure.unclear",
        "dwell": "figure.not_a_number",
    }
    assert form.page == 1
    again = open_figures(world.acting(begun.hr), cycle_id=cycle_id)
    assert again.typed == figures


def test_what_was_read_over_is_entered_and_nothing_else(world: World, begun: Company, cycle_id: int) -> None:
    form = entered(world, begun.hr, cycle_id, typed(begun.employee, conversion="３．８％", dwell=""))

    held = {each.place.kpi: each.held for each in form.wanted if each.whose == "Chen Jie"}
    assert held["dwell"] is None
    assert held["conversion"] is not None
    assert (held["conversion"].value, held["conversion"].by, held["conversion"].source) == (
        Decimal("3.8"),
        "Zhou Jing",
        "Web analytics, monthly report",
    )
    with world.store.read() as unit:
        assert unit.drafts.get(begun.hr.id, Form.FIGURES, str(cycle_id)) is None


def test_what_changed_in_another_window_is_read_over_first(
    world: World, begun: Company, cycle_id: int
) -> None:
    first = kept(world, begun.hr, cycle_id, typed(begun.employee, conversion="3.8 %"))
    later = world.acting(begun.hr, at=FRIDAY + timedelta(minutes=5))
    keep_figures(later, cycle_id=cycle_id, page=1, typed=typed(begun.employee, conversion="3.9 %"), go_to=2)

    assert first.saved_at is not None
    with pytest.raises(FiguresAgain, match="changed_elsewhere") as again:
        enter_figures(later, cycle_id=cycle_id, read_at=first.saved_at.isoformat())

    assert again.value.form.is_read_over
    assert [new.typed for new in again.value.form.news()] == ["3.9 %"]


def test_nothing_is_asked_any_more_once_every_figure_is_there(
    world: World, begun: Company, cycle_id: int
) -> None:
    some = typed(begun.employee, conversion="3.8 %", dwell="4 %")

    entered(world, begun.hr, cycle_id, some)
    still = owed(world.store, begun.hr)
    entered(world, begun.hr, cycle_id, typed(begun.colleague, conversion="3.6 %", dwell="n/a"))

    assert still == ["figures"]
    assert owed(world.store, begun.hr) == []
    with world.store.read() as unit:
        assert figures_card_facts(unit, cycle_id, begun.hr.id).missing == ()


def test_the_employee_finds_it_with_its_source_and_what_it_suggests(world: World, people: Company) -> None:
    entered_by(world.store, people.hr, anchors=SHARES, scored_by=NUMERIC["scored_by"])
    [review] = world.open_quarter(people.employee)
    entered(world, people.hr, review.cycle_id, typed(people.employee, conversion="4.5 %", dwell="3.6 %"))

    form = open_self_score(world.acting(people.employee), review_id=review.id)

    kpi = next(kpi for kpi in form.basis.kpis if kpi.key == "conversion")
    assert kpi.figure is not None
    assert (kpi.figure.by, kpi.suggested()) == ("Zhou Jing", Decimal("4.5"))
    with world.store.read() as unit:
        assert [each.suggested() for each in review_facts(unit, review.id).basis.kpis] == [
            Decimal("4.5"),
            Decimal("3.5"),
        ]


def test_a_figure_that_changes_after_it_was_scored_is_told_to_both_and_changes_no_score(
    world: World, begun: Company, cycle_id: int
) -> None:
    entered(world, begun.hr, cycle_id, typed(begun.employee, conversion="3.8 %"))
    review = world.review_at(State.SELF_SCORED)
    with world.store.read() as unit:
        before = unit.reviews.scores(review.id)

    entered(world, begun.hr, cycle_id, typed(begun.employee, conversion="3.9 %"))

    assert [each for each in world.notices() if each[0] != "CardStale" and ":" not in each[0]] == [
        ("FigureCorrected", begun.employee.id),
        ("FigureCorrected", begun.manager.id),
    ]
    assert (f"approval:{review.id}:{begun.manager.id}", begun.manager.id) in world.notices()
    with world.store.read() as unit:
        assert unit.reviews.scores(review.id) == before
    assert world.reload(review) == review


def test_the_figure_before_is_read_by_both_sides_and_by_nobody_else(
    world: World, begun: Company, cycle_id: int
) -> None:
    review = world.review_of(begun.employee)
    entered(world, begun.hr, cycle_id, typed(begun.employee, conversion="3.8 %"))
    entered(world, begun.hr, cycle_id, typed(begun.employee, conversion="3.9 %"))

    for reader in (begun.employee, begun.manager):
        facts = read_figure(world.acting(reader), review_id=review.id, figure_id=2)
        assert facts.before is not None
        assert (facts.figure.typed, facts.before.typed, facts.is_newest) == ("3.9 %", "3.8 %", True)
    assert not read_figure(world.acting(begun.employee), review_id=review.id, figure_id=1).is_newest
    for reader in (begun.hr, begun.colleague):
        with pytest.raises(Refusal, match="not_yours"):
            read_figure(world.acting(reader), review_id=review.id, figure_id=2)
    other = world.review_of(begun.colleague)
    with pytest.raises(Refusal, match=r"card\.unknown"):
        read_figure(world.acting(begun.colleague), review_id=other.id, figure_id=2)
