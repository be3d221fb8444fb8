"""Figures from a file enter the database whole, and whoever scored by them hears of it."""

import pytest

from bot.domain.goals.figure_import import FigureEntry
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.goals.figure_import import check_figures, import_figures
from storage.unit import Store
from tests.builders.figures import entered_by, place
from tests.builders.people import Company
from tests.builders.world import World


def entry(person: Person, figure: str, *, kpi: str = "conversion", line: int = 2) -> FigureEntry:
    return FigureEntry(
        line=line, cycle="2026Q4", email=person.email, department="", kpi=kpi, figure=figure, source="Finance"
    )


@pytest.fixture
def begun(world: World, people: Company) -> Company:
    """The quarter is open for Chen Jie and Wu Min; HR enters all figures."""
    world.open_quarter(people.employee, people.colleague)
    entered_by(world.store, people.hr)
    return people


def held(store: Store, person: Person) -> str | None:
    with store.read() as unit:
        [cycle] = unit.figures.cycles()
        figure = unit.figures.held(cycle, of=[place(person)]).get(place(person))
    return figure.typed if figure else None


def test_all_is_entered_or_nothing(world: World, begun: Company) -> None:
    good, bad = entry(begun.employee, "3.8 %"), entry(begun.colleague, "about 4", line=3)

    refused = import_figures(world.acting(), [good, bad])
    nothing = held(world.store, begun.employee)
    entered = import_figures(world.acting(), [good])

    assert [line for line, _ in refused.problems] == [3]
    assert nothing is None
    assert entered.problems == ()
    assert held(world.store, begun.employee) == "3.8 %"


def test_looking_changes_nothing(world: World, begun: Company) -> None:
    found = check_figures(world.acting(), [entry(begun.employee, "3.8 %")])

    assert (found.entered, held(world.store, begun.employee)) == (1, None)


def test_a_former_address_still_names_its_person(world: World, begun: Company) -> None:
    with world.store.begin() as unit:
        unit.people.remember_address(begun.employee.id, "jie@example.com")
    old = FigureEntry(
        line=2, cycle="2026Q4", email="Jie@example.com", department="", kpi="conversion", figure="3.8 %"
    )

    import_figures(world.acting(), [old])

    assert held(world.store, begun.employee) == "3.8 %"


def test_whoever_scored_already_hears_of_it_and_their_manager_too(world: World, begun: Company) -> None:
    review = world.review_at(State.SELF_SCORED)

    import_figures(world.acting(), [entry(begun.employee, "3.8 %"), entry(begun.colleague, "4 %")])

    assert [each for each in world.notices() if each[0] == "FigureCorrected"] == [
        ("FigureCorrected", begun.employee.id),
        ("FigureCorrected", begun.manager.id),
    ]
    assert world.reload(review) == review


def test_only_hr_the_company_and_its_source_enter_a_figure(world: World, begun: Company) -> None:
    with pytest.raises(Refusal, match="not_yours"):
        import_figures(world.acting(begun.manager), [entry(begun.employee, "3.8 %")])

    import_figures(world.acting(begun.hr), [entry(begun.employee, "3.8 %")])

    assert held(world.store, begun.employee) == "3.8 %"
