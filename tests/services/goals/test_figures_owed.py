"""Who owes figures: whoever is named, while one is missing, and told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.domain.goals.figure_import import FigureEntry
from bot.domain.goals.figures import Owner, new_figure
from bot.domain.goals.shared_way import State as SharedState
from bot.domain.obligations import Kind, Obligation
from bot.domain.people import Person
from bot.domain.reviews.way import State
from bot.services.goals.figure_import import import_figures
from bot.services.goals.figures import keep_new, open_figures, read_figure
from bot.services.goals.figures_owed import ask_everybody, ask_for_figures
from bot.services.obligations import rebuild
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.review_facts import review_facts
from storage.models.delivery import OutboxRow
from storage.models.people import PersonRow
from storage.models.reviews import KpiItemRow, ReviewRow
from storage.models.shared import SharedKpiRow
from tests.builders.figures import entered_by
from tests.builders.people import Company, kpi_sheet
from tests.builders.record import another_past
from tests.builders.world import OPENED, World

EARLY = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
"""A Monday before the quarter ends."""


def owed(world: World, person: Person) -> list[Obligation]:
    with world.store.read() as unit:
        waiting = unit.obligations.waiting([person.id])
        return [each.obligation for each in waiting if each.obligation.kind is Kind.FIGURES]


def told(world: World) -> list[tuple[int, datetime]]:
    """Whom it was said to, and when it is sent."""
    with world.store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == "FiguresWanted"))
        return [(row.payload["to"], row.due_at) for row in rows]


def test_whoever_is_named_owes_them_when_they_should_be_there_and_hears_of_it_then(
    world: World, people: Company
) -> None:
    entered_by(world.store, people.hr, arrives_days=5)

    world.open_quarter(people.employee, people.colleague, at=EARLY)

    [figures] = owed(world, people.hr)
    assert figures.opens_at == datetime(2027, 1, 5, 2, 0, tzinfo=UTC)
    assert (figures.due_on, figures.since) == (date(2027, 1, 7), EARLY)
    assert told(world) == [(people.hr.id, figures.opens_at)]
    assert rebuild(world.acting(at=EARLY)) == 0


def test_where_nobody_is_named_nobody_owes_anything(world: World, people: Company) -> None:
    world.open_quarter(people.employee)

    assert owed(world, people.hr) == []
    assert told(world) == []


def test_each_is_asked_for_their_own(world: World, people: Company) -> None:
    entered_by(world.store, people.hr, key="conversion")
    entered_by(world.store, people.admin, key="dwell", arrives_days=3)

    world.open_quarter(people.employee, at=EARLY)

    assert owed(world, people.hr)[0].opens_at < owed(world, people.admin)[0].opens_at


def test_asking_again_changes_nothing(world: World, people: Company) -> None:
    entered_by(world.store, people.hr)
    [review] = world.open_quarter(people.employee)
    before = owed(world, people.hr)

    with world.store.begin() as unit:
        ask_for_figures(unit, world.acting(at=OPENED + timedelta(days=1)), review.cycle_id)

    assert owed(world, people.hr) == before
    assert world.notices() == []


def test_a_cycle_that_is_given_more_time_has_them_due_later_and_a_withdrawn_one_wants_none(
    world: World, people: Company
) -> None:
    entered_by(world.store, people.hr)
    world.open_quarter(people.employee)

    extend_cycle(
        world.acting(people.hr, at=OPENED),
        name="2026Q4",
        closes=date(2027, 2, 5),
        reason="The figures are late.",
    )
    [later] = owed(world, people.hr)
    extended = rebuild(world.acting(at=OPENED))
    world.review_at(State.WITHDRAWN)

    assert later.due_on > date(2027, 1, 7)
    assert extended == 0
    assert owed(world, people.hr) == []
    assert rebuild(world.acting(at=OPENED)) == 0
    assert len(told(world)) == 1


@pytest.mark.parametrize("who", ["hr", "employee"])
def test_whoever_left_owes_nothing_and_nothing_is_wanted_of_them(
    world: World, people: Company, who: str
) -> None:
    entered_by(world.store, people.hr)
    world.open_quarter(people.employee)
    gone = getattr(people, who)

    def leaves(day: date | None) -> None:
        with world.store.begin() as unit:
            unit.session.execute(update(PersonRow).where(PersonRow.id == gone.id).values(left_on=day))
            ask_everybody(unit, world.acting(at=OPENED))

    leaves(date(2027, 1, 2))
    left = owed(world, people.hr)
    leaves(None)

    assert left == []
    assert len(owed(world, people.hr)) == 1


def test_what_somebody_who_left_was_named_for_is_hrs_to_enter(world: World, people: Company) -> None:
    entered_by(world.store, people.admin, of=people.employee)
    [review] = world.open_quarter(people.employee)
    before = owed(world, people.hr)

    with world.store.begin() as unit:
        gone = update(PersonRow).where(PersonRow.id == people.admin.id).values(left_on=date(2027, 1, 2))
        unit.session.execute(gone)
        ask_everybody(unit, world.acting(at=OPENED))

    assert before == []
    assert len(owed(world, people.hr)) == 1
    form = open_figures(world.acting(people.hr), cycle_id=review.cycle_id)
    assert [each.whose for each in form.wanted] == ["Chen Jie", "Chen Jie"]


def test_whoever_is_asked_later_than_the_others_has_had_it_since_then(world: World, people: Company) -> None:
    entered_by(world.store, people.admin, of=people.employee)
    world.open_quarter(people.employee)
    then = OPENED + timedelta(days=6)

    with world.store.begin() as unit:
        gone = update(PersonRow).where(PersonRow.id == people.admin.id).values(left_on=date(2027, 1, 7))
        unit.session.execute(gone)
        ask_everybody(unit, world.acting(at=then))

    [figures] = owed(world, people.hr)
    assert (figures.since, figures.opens_at) == (then, then)
    with world.store.begin() as unit:
        ask_everybody(unit, world.acting(at=then + timedelta(days=1)))
    assert owed(world, people.hr) == [figures]
    assert rebuild(world.acting(at=then + timedelta(days=1))) == 0


def test_a_departments_figure_is_wanted_once_however_many_share_it(world: World, people: Company) -> None:
    with world.store.begin() as unit:
        sheet = kpi_sheet(unit, department_id=unit.people.departments()["Marketing"])
    entered_by(world.store, people.hr)
    reviews = world.open_quarter(people.employee, people.colleague)
    with world.store.begin() as unit:
        unit.session.execute(update(ReviewRow).values(team_sheet_id=sheet))
        wanted = unit.figures.wanted_of(reviews[0].cycle_id, people.hr.id)
        teams = [each for each in wanted if each.place.owner is Owner.DEPARTMENT]
        new = [new_figure("3.8 %", each) for each in teams]
        keep_new(unit, world.acting(people.hr), reviews[0].cycle_id, new)

    assert [(each.whose, each.name) for each in teams] == [
        ("Marketing", "Dwell time"),
        ("Marketing", "Shop-wide conversion"),
    ]
    with world.store.read() as unit:
        for review in map(world.reload, reviews):
            figures = unit.figures.of_review(review)
            assert {place.owner for place in figures} == {Owner.DEPARTMENT}


def test_a_shared_kpi_has_one_figure_for_all_who_share_it(world: World, people: Company) -> None:
    entered_by(world.store, people.hr, key="conversion")
    reviews = world.open_quarter(people.employee, people.colleague)
    cycle_id = reviews[0].cycle_id
    _share(world, "conversion", cycle_id)

    form = open_figures(world.acting(people.hr), cycle_id=cycle_id)
    [shared] = form.wanted
    with world.store.begin() as unit:
        keep_new(unit, world.acting(people.hr), cycle_id, [new_figure("3.8 %", shared)])

    assert (shared.whose, shared.place.owner) == ("Chen Jie, Wu Min", Owner.SHARED)
    assert owed(world, people.hr) == []
    assert rebuild(world.acting(at=OPENED)) == 0
    with world.store.read() as unit:
        for review in reviews:
            [conversion, dwell] = review_facts(unit, review.id).basis.kpis
            assert conversion.figure is not None
            assert (conversion.figure.typed, dwell.figure) == ("3.8 %", None)


def test_a_shared_figure_that_changes_is_told_to_all_who_scored_by_it(world: World, people: Company) -> None:
    entered_by(world.store, people.hr, key="conversion")
    cycle_id = world.open_quarter(people.employee, people.colleague)[0].cycle_id
    _share(world, "conversion", cycle_id)
    scored = [world.review_at(State.SELF_SCORED, of=each) for each in (people.employee, people.colleague)]

    with world.store.begin() as unit:
        [shared] = unit.figures.wanted_of(cycle_id, people.hr.id)
        keep_new(unit, world.acting(people.hr), cycle_id, [new_figure("3.8 %", shared)])

    heard = [to for kind, to in world.notices() if kind == "FigureCorrected"]
    assert sorted(set(heard)) == sorted({people.employee.id, people.colleague.id, people.manager.id})
    facts = read_figure(world.acting(people.colleague), review_id=scored[1].id, figure_id=1)
    assert facts.figure.typed == "3.8 %"


def test_a_file_names_a_shared_kpi_by_any_of_its_owners(world: World, people: Company) -> None:
    cycle_id = world.open_quarter(people.employee, people.colleague)[0].cycle_id
    _share(world, "conversion", cycle_id)
    row = FigureEntry(
        line=2, cycle="2026Q4", email=people.colleague.email, department="", kpi="conversion", figure="3.8"
    )

    imported = import_figures(world.acting(), [row])
    again = import_figures(world.acting(), [replace(row, email=people.employee.email)])

    assert (imported.entered, imported.problems) == (1, ())
    assert (again.entered, again.corrected, again.unchanged) == (0, 0, 1)


def _share(world: World, key: str, cycle_id: int) -> None:
    """From now on this KPI of everybody's is one."""
    with world.store.begin() as unit, another_past(unit):
        item = unit.session.scalars(select(KpiItemRow).where(KpiItemRow.key == key).limit(1)).one()
        shared = SharedKpiRow(
            number=1,
            key=key,
            name=item.name,
            result=item.result,
            measure=item.measure,
            unit=item.unit,
            target=item.target,
            source=item.source,
            anchors=item.anchors,
            scored_by=item.scored_by,
            cycle_id=cycle_id,
            state=SharedState.AGREED,
            version=1,
            proposed_by_id=world.people.manager.id,
            proposed_at=OPENED,
            because="One number.",
        )
        unit.session.add(shared)
        unit.session.flush()
        unit.session.execute(update(KpiItemRow).where(KpiItemRow.key == key).values(shared_id=shared.id))
