"""The desk's figures entered as what KPIs came to."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.domain.intake.way import Event
from bot.domain.quantities import Quantity
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.report_actuals import check_desk_figures, enter_desk_figures
from storage.models.reviews import KpiItemRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.figures import MONDAY, entered_by, place
from tests.builders.intake import MORNING, filed, stepped
from tests.builders.people import Company
from tests.builders.record import another_past
from tests.builders.world import World


@pytest.fixture
def people(world: World) -> Company:
    """Wu Min's first KPI is the desk's first answer; two requests were answered after 10 and 30 minutes."""
    people, store = world.people, world.store
    world.open_quarter(people.employee, people.colleague)
    entered_by(store, people.hr, key="conversion", of=people.colleague, quantity=Quantity.TIME, unit="min")
    for each in (people.employee, people.colleague):
        entered_by(store, people.hr, key="dwell", of=each)
    with store.begin() as unit, another_past(unit):
        theirs = KpiItemRow.quantity == Quantity.TIME
        unit.session.execute(
            update(KpiItemRow).where(theirs).values(source="Website desk: first answer, 90th percentile")
        )
    for number, minutes in enumerate((10, 30)):
        request = filed(store, people.employee, submission=f"V{number}")
        at = MORNING + timedelta(minutes=minutes)
        stepped(store, request, Event.ANSWER, people.product_manager, now=at)
    return people


def held(store: Store, people: Company) -> tuple[str, str, str, date | None] | None:
    with store.read() as unit:
        at = place(people.colleague)
        cycle = unit.cycles.named("2026Q4")
        assert cycle is not None
        figure = unit.figures.held(cycle.id, of={at}).get(at)
    return figure and (figure.typed, figure.source, figure.by, figure.as_of)


def company(store: Store, *, now: datetime = MONDAY) -> Acting:
    return acting(store, now=now)


def test_the_company_enters_them_and_only_what_changed_is_corrected(store: Store, people: Company) -> None:
    assert len(check_desk_figures(company(store), period="2026 q4").new) == 1
    assert held(store, people) is None

    assert len(enter_desk_figures(company(store), period="2026Q4").new) == 1
    again = enter_desk_figures(company(store), period="2026Q4")

    assert (len(again.new), again.unchanged) == (0, 1)
    source = "Website desk: first answer, 90th percentile"
    assert held(store, people) == ("30 min", source, "", date(2026, 12, 31))


def test_before_the_period_is_over_they_are_those_up_to_today(store: Store, people: Company) -> None:
    enter_desk_figures(company(store, now=MORNING + timedelta(hours=2)), period="2026Q4")

    found = held(store, people)
    assert found is not None
    assert found[3] == MORNING.date()


def test_a_period_that_nobody_opened_is_named(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"cycle\.unknown"):
        enter_desk_figures(company(store), period="2026Q3")


def test_nobody_enters_them_for_themselves(store: Store, people: Company) -> None:
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        enter_desk_figures(acting(store, by=people.product_manager, now=MONDAY), period="2026Q4")
