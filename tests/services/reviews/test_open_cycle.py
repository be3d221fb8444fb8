"""Opening a cycle: for the right people, all or nothing, once."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, event, select

from bot.domain.goals.goals import Goals
from bot.domain.goals.notices import GoalsOpened
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.goals.way import State as GoalsState
from bot.domain.obligations import Kind
from bot.domain.people import Grade, Person
from bot.domain.reviews.cycles import GoalsDates, UnusualPeriod
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.notices import ReviewOpened
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.sheets import SheetOrigin
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.goals.posts import add_post
from bot.services.obligations import owed_by
from bot.services.people.organisation import import_organisation
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.open_cycle import open_cycle
from storage.models.delivery import OutboxRow
from storage.models.goals import GoalsRow
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, KpiItemRow, KpiSheetRow, ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.organisation import seeded
from tests.builders.people import Company, kpi_sheet, person
from tests.builders.posts import post
from tests.builders.record import another_past
from tests.builders.schemes import team_sheets
from tests.builders.self_score import MONDAY, open_quarter, review_of
from tests.builders.shipped import load_scheme
from tests.builders.world import World

FRIDAY = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
FRIDAY_OF_JANUARY = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)


def refused(
    store: Store,
    code: str,
    *,
    name: str = "2026Q4",
    by: Person | None = None,
    now: datetime = MONDAY,
    **more: Any,
) -> Refusal:
    """Opening is refused with this code and leaves nothing behind."""
    with pytest.raises(Refusal) as refusal:
        open_cycle(acting(store, by=by, now=now), name=name, **more)
    assert refusal.value.code == code
    with store.read() as unit:
        assert unit.session.scalars(select(CycleRow).where(CycleRow.name == name)).all() == []
        assert unit.session.scalars(select(ReviewRow)).all() == []
        assert unit.session.scalars(select(OutboxRow)).all() == []
    return refusal.value


def test_a_quarter_opens_for_active_staff_with_manager_and_sheet(store: Store, people: Company) -> None:
    gone = person(store, "Gone Person", manager=people.manager)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, gone.id).left_on = date(2026, 11, 20)

    opened = open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026q4")

    assert (opened.name, opened.people, opened.not_reviewed) == ("2026Q4", 7, ())
    with store.read() as unit:
        reviews = unit.session.scalars(select(ReviewRow)).all()
        staff = {each.id for each in people.everyone if each.grade is Grade.STAFF}
        assert {review.employee_id for review in reviews} == staff
        one = next(review for review in reviews if review.employee_id == people.employee.id)
        assert (one.manager_id, one.state, one.version) == (people.manager.id, State.GOALS_AGREED, 1)
        assert one.sheet_id == unit.cycles.sheets()[people.employee.id][0]
        history = unit.reviews.history(one.id)
        assert [(row.number, row.event, row.by_id) for row in history] == [(1, Event.OPEN, people.hr.id)]


def test_each_hears_of_it_at_ten_on_their_own_next_working_day(store: Store, people: Company) -> None:
    berlin = person(store, "Far Away", manager=people.manager, timezone="Europe/Berlin")

    open_cycle(acting(store, by=people.hr, now=FRIDAY), name="2026Q4")

    with store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == ReviewOpened.kind)).all()
        due = {row.payload["to"]: row.due_at for row in rows}
    assert len(due) == 8
    assert due[people.employee.id] == datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
    assert due[berlin.id] == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_a_half_year_is_for_senior_people_and_names_who_is_not_reviewed(
    store: Store, people: Company
) -> None:
    person(store, "Senior One", manager=people.boss, grade=Grade.SENIOR)

    opened = open_cycle(acting(store, now=MONDAY), name="2026H2")

    assert (opened.people, opened.not_reviewed) == (1, ("Zhao Min",))


def test_only_hr_and_the_command_line_open_a_cycle(store: Store, people: Company) -> None:
    for somebody in (people.manager, people.boss, people.admin, people.product_manager):
        refused(store, "cycle.not_hr", by=somebody)

    assert open_cycle(acting(store, now=MONDAY), name="2026Q4").people == 7


def test_a_cycle_is_opened_once(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with pytest.raises(Refusal) as refusal:
        open_quarter(store, by=people.hr, now=FRIDAY)

    assert refusal.value.code == "cycle.already_open"
    assert refusal.value.facts == {"name": "2026Q4", "on": MONDAY, "by": "Zhou Jing"}
    with store.read() as unit:
        assert len(unit.session.scalars(select(ReviewRow)).all()) == 7


def test_an_unknown_scheme_is_refused_with_those_there_are(store: Store, people: Company) -> None:
    refusal = refused(store, "scheme.unknown", scheme_key="three-parts")

    assert refusal.facts["known"] == ["kpi-values", "operations", "three-part", "year"]


def test_a_changed_scheme_needs_a_new_version(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    with store.begin() as unit:
        cycle = unit.session.scalars(select(CycleRow)).one()
        cycle.scheme = {**cycle.scheme, "name": {"en": "As it was"}}

    with pytest.raises(Refusal, match=r"scheme\.changed"):
        open_cycle(acting(store, now=MONDAY), name="2027Q1")


def test_a_cycle_for_nobody_is_refused(store: Store, people: Company) -> None:
    refused(store, "cycle.nobody", name="2026H2")


def test_people_without_a_manager_are_named(store: Store, people: Company) -> None:
    person(store, "Lone Wolf")

    refusal = refused(store, "cycle.no_manager")

    assert refusal.facts == {"names": ["Lone Wolf"], "more": 0}


def test_people_whose_manager_left_are_named(store: Store, people: Company) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.manager.id).left_on = date(2026, 11, 20)

    refusal = refused(store, "cycle.manager_left")

    assert refusal.facts["names"] == ["Chen Jie", "Wu Min"]


def test_people_without_a_complete_sheet_are_named_twenty_at_most(store: Store, people: Company) -> None:
    for number in range(21):
        person(store, f"P{number:02} X", manager=people.manager, kpis=(), linked=False)
    half = person(store, "A Half", manager=people.manager, kpis=(("k", "K", 50),), linked=False)
    assert half.id

    refusal = refused(store, "cycle.no_sheet", moment=Moment.SCORING)

    assert len(refusal.facts["names"]) == 20
    assert refusal.facts["names"][0] == "A Half"
    assert refusal.facts["more"] == 2


def test_the_latest_version_of_a_sheet_counts(store: Store, people: Company) -> None:
    with store.begin() as unit:
        newer = kpi_sheet(unit, people.employee.id, kpis=(("only", "Only one", 100),), version=2)

    open_quarter(store, by=people.hr)

    with store.read() as unit:
        assert unit.reviews.look(review_of(store, people.employee)).sheet_id == newer


@pytest.mark.parametrize(("scheme", "most"), [("kpi-values", 17), ("three-part", 18)])
def test_the_number_of_statements_does_not_grow_with_the_people(
    store: Store, people: Company, scheme: str, most: int
) -> None:
    for number in range(40):
        person(store, f"P{number:02} X", manager=people.manager, linked=False)
    statements: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    opened = open_cycle(acting(store, now=MONDAY), name="2026Q4", scheme_key=scheme)

    assert opened.people == 47
    assert len(statements) <= most


@pytest.mark.parametrize("again", ["20２６Q4", "٢٠٢٦q٤", "2026Q4\u200b", "「２０２６Ｑ４」"])
def test_a_quarter_exists_once_however_its_name_is_written(store: Store, people: Company, again: str) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    with pytest.raises(Refusal, match=r"cycle\.already_open"):
        open_cycle(acting(store, by=people.hr, now=MONDAY), name=again)

    assert cycle_status(acting(store), name=again).name == "2026Q4"


def test_a_quarter_that_was_opened_under_an_odd_name_is_found_and_not_opened_again(
    store: Store, people: Company
) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")
    with store.begin() as unit:
        odd = unit.session.scalars(select(CycleRow)).one()
        odd.name = "20２６Q4"

    with pytest.raises(Refusal, match=r"cycle\.already_open"):
        open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    assert cycle_status(acting(store), name="2026q4").name == "20２６Q4"


def test_a_scheme_is_found_however_its_name_is_written(store: Store, people: Company) -> None:
    opened = open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4", scheme_key="“ＫＰＩ–Values”")

    assert opened.name == "2026Q4"


@pytest.mark.parametrize("name", ["2062Q4", "2026Q2", "2027Q2"])
def test_an_unusual_period_is_asked_about_before_it_is_opened(
    store: Store, people: Company, name: str
) -> None:
    asked = refused(store, "cycle.unusual", name=name)

    assert isinstance(asked, UnusualPeriod)
    assert (asked.facts["people"], asked.facts["usual"]) == (7, ["2026Q3", "2026Q4", "2027Q1"])
    opened = open_cycle(acting(store, by=people.hr, now=MONDAY), name=name, is_meant=True)
    assert (opened.name, opened.people) == (name, 7)


def test_what_cannot_be_opened_anyway_is_not_asked_about(store: Store, people: Company) -> None:
    person(store, "Lone Wolf")

    refused(store, "cycle.no_manager", name="2062Q4")
    refused(store, "cycle.not_hr", name="2062Q4", by=people.manager)


def test_a_scheme_that_scores_the_teams_kpis_names_the_departments_that_have_none(
    store: Store, people: Company
) -> None:
    team_sheets(store, "Marketing", "Human Resources")

    with pytest.raises(Refusal) as refusal:
        open_quarter(store, by=people.hr, scheme="operations")

    assert refusal.value.code == "cycle.no_team_sheet"
    assert refusal.value.facts == {
        "scheme": "operations",
        "names": ["Technical", "Website Product"],
        "more": 0,
    }
    with store.read() as unit:
        assert unit.cycles.names() == []


def test_a_review_pins_both_sheets_where_the_scheme_scores_both(store: Store, people: Company) -> None:
    team_sheets(store)

    open_quarter(store, by=people.hr, scheme="operations")

    with store.read() as unit:
        kpis = unit.reviews.basis(
            unit.reviews.look(review_of(store, people.employee)), load_scheme("operations")
        ).kpis
    assert [each.name for each in kpis if each.whose is Whose.OWN] == ["Shop-wide conversion", "Dwell time"]
    assert [each.key for each in kpis if each.whose is Whose.TEAM] == ["k1", "k2", "k3", "k4"]


def test_a_review_on_another_scheme_pins_ones_own_sheet_alone(store: Store, people: Company) -> None:
    team_sheets(store)

    open_quarter(store, by=people.hr, scheme="three-part")

    with store.read() as unit:
        assert unit.reviews.look(review_of(store, people.employee)).team_sheet_id is None


def asked_of(store: Store, employee: Person) -> list[list[str]]:
    """What each of somebody's reviews rates as their ability, oldest first."""
    theirs = select(ReviewRow.id).where(ReviewRow.employee_id == employee.id).order_by(ReviewRow.id)
    with store.read() as unit:
        found = [unit.reviews.whole(review_id)[:2] for review_id in unit.session.scalars(theirs)]
        return [
            list(cycle.scheme.section("ability").items(unit.reviews.basis(review, cycle.scheme)))
            for review, cycle in found
        ]


MARKETING = ["planning", "advertising", "writing", "figures", "social_media"]
STAND_IN = ["knowledge", "judgement", "solving", "explaining", "learning"]
BEFORE = json.loads(Path(__file__).with_name("three_part_by_0_3_0.json").read_text(encoding="utf-8"))
"""What a cycle that version 0.3.0 opened on three-part keeps."""


def test_a_review_on_three_part_rates_the_abilities_of_ones_own_post_however_it_is_written(
    store: Store, people: Company
) -> None:
    english = person(store, "Ann", manager=people.manager, post=" marketing SPECIALIST ")
    chinese = person(store, "Bai", manager=people.manager, post="行銷專員")
    unknown = person(store, "Cai", manager=people.manager, post="Marketing wizard")

    open_quarter(store, by=people.hr, scheme="three-part")

    assert asked_of(store, english) == asked_of(store, chinese) == [MARKETING]
    assert asked_of(store, unknown) == [STAND_IN]


def test_a_companys_own_post_is_asked_for_too_and_changes_nothing_in_what_is_open(
    store: Store, people: Company
) -> None:
    buyer = person(store, "Ann", manager=people.manager, post="Buyer")
    add_post(acting(store, now=MONDAY), post())
    open_quarter(store, by=people.hr, scheme="three-part")

    newer = post(version=2)
    add_post(acting(store, now=MONDAY), newer.model_copy(update={"requirements": newer.requirements[1:]}))
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q3", scheme_key="three-part")

    assert asked_of(store, buyer) == [["bargaining", "calculating"], ["calculating"]]


def test_no_other_scheme_keeps_what_a_post_asks_for(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with store.read() as unit:
        review = unit.reviews.look(review_of(store, people.employee))
        assert unit.reviews.basis(review, load_scheme("three-part")).requirements == ()


def test_a_cycle_that_pins_the_version_before_goes_on_with_its_statements(
    store: Store, people: Company
) -> None:
    open_quarter(store, by=people.hr, scheme="three-part")
    with store.begin() as unit:
        cycle = unit.session.query(CycleRow).one()
        cycle.scheme, cycle.scheme_version = BEFORE, 1

    assert asked_of(store, people.employee) == [STAND_IN]


def test_what_is_owed_counts_the_minutes_of_every_section(store: Store, people: Company) -> None:
    team_sheets(store)

    open_quarter(store, by=people.hr, scheme="operations")

    with store.read() as unit:
        (owed,) = owed_by(unit, people.employee, acting(store, now=MONDAY + timedelta(days=1)))
    assert owed.minutes == 4 + 2 + 5 + 2


def test_the_example_company_can_be_reviewed_on_every_shipped_scheme(store: Store) -> None:
    import_organisation(acting(store, now=MONDAY), seeded(), today=MONDAY.date())

    for name, scheme in (("2026Q3", "operations"), ("2026Q4", "three-part"), ("2027Q1", "kpi-values")):
        opened = open_cycle(acting(store, now=MONDAY), name=name, scheme_key=scheme, is_meant=True)
        assert opened.people == 11


JANUARY = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
"""Monday, the first working day of 2027Q1, 10:00 in Hangzhou."""


def signs(store: Store, who: Person, *, version: int = 2) -> None:
    """Their newest agreed sheet is one that both sides signed, for some period."""
    with store.begin() as unit, another_past(unit):
        sheet_id = kpi_sheet(unit, who.id, version=version)
        unit.session.get_one(KpiSheetRow, sheet_id).origin = SheetOrigin.SIGNED


def goals_by_person(store: Store) -> dict[int, Goals]:
    with store.read() as unit:
        known = unit.session.scalars(select(GoalsRow.id))
        goals = [unit.goals.look(goals_id) for goals_id in known]
    return {each.employee_id: each for each in goals}


def test_goals_are_opened_for_those_whose_sheet_did_not_come_with_the_file(
    store: Store, people: Company
) -> None:
    newcomer = person(store, "New Comer", manager=people.manager, kpis=())
    half = person(store, "Half Sheet", manager=people.manager, kpis=(("k", "K", 50),))
    signs(store, people.employee)

    opened = open_cycle(acting(store, by=people.hr, now=JANUARY), name="2027Q1")

    assert (opened.name, opened.people, opened.kept) == ("2027Q1", 3, 6)
    assert opened.goals == GoalsDates(due=date(2027, 1, 18), scoring_opens_on=date(2027, 3, 29))
    goals = goals_by_person(store)
    assert set(goals) == {newcomer.id, half.id, people.employee.id}
    one = goals[newcomer.id]
    assert (one.manager_id, one.state, one.agreed_sheet_id) == (people.manager.id, GoalsState.OPEN, None)
    with store.read() as unit:
        cycle = unit.cycles.facts(one.cycle_id)
        assert (cycle.goals_opened_at, cycle.scoring_opened_at) == (JANUARY, None)
        assert (cycle.goals_due, cycle.scoring_opens_on) == (date(2027, 1, 18), date(2027, 3, 29))
        assert unit.session.scalars(select(ReviewRow)).all() == []
        history = unit.goals.history(one.id)
    assert [(each.event, each.by_id) for each in history] == [(GoalsEvent.OPEN, people.hr.id)]


def test_each_who_is_asked_hears_of_it_at_ten_on_their_own_next_working_day_and_owes_a_sheet(
    store: Store, people: Company
) -> None:
    newcomer = person(store, "New Comer", manager=people.manager, kpis=(), timezone="Europe/Berlin")

    open_cycle(acting(store, by=people.hr, now=JANUARY), name="2027Q1")

    with store.read() as unit:
        [row] = unit.session.scalars(select(OutboxRow)).all()
        assert (row.kind, row.payload["to"]) == (GoalsOpened.kind, newcomer.id)
        assert row.due_at == datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
        owed = owed_by(unit, newcomer, acting(store, now=row.due_at))
        assert {each.kind for each in owed} == {Kind.GOALS, Kind.JOB_FORM}
        assert {(each.due_on, each.period) for each in owed} == {(date(2027, 1, 18), "2027Q1")}
        assert owed_by(unit, people.employee, acting(store, now=row.due_at)) == ()


def test_where_somebody_says_goals_everybody_is_asked(store: Store, people: Company) -> None:
    opened = open_cycle(acting(store, by=people.hr, now=JANUARY), name="2027Q1", moment=Moment.GOALS)

    assert (opened.people, opened.kept) == (7, 0)
    assert len(goals_by_person(store)) == 7


def test_where_somebody_says_scoring_a_sheet_that_was_signed_for_another_period_counts(
    store: Store, people: Company
) -> None:
    signs(store, people.employee)

    opened = open_cycle(acting(store, by=people.hr, now=JANUARY), name="2027Q1", moment=Moment.SCORING)

    assert (opened.people, opened.goals) == (7, None)
    with store.read() as unit:
        review = unit.reviews.look(review_of(store, people.employee))
        assert review.sheet_id == unit.cycles.sheets()[people.employee.id][0]


def test_the_sheet_that_was_agreed_on_last_is_the_newest_whatever_its_number(
    store: Store, people: Company
) -> None:
    signs(store, people.employee)
    with store.begin() as unit:
        of_the_file = kpi_sheet(unit, people.employee.id, version=3)
        unit.session.get_one(KpiSheetRow, of_the_file).agreed_at = datetime(2026, 9, 1, tzinfo=UTC)

    with store.read() as unit:
        assert people.employee.id in unit.cycles.signed()
        assert unit.cycles.sheets()[people.employee.id][0] != of_the_file


def test_a_sheet_that_was_signed_for_the_next_period_is_not_the_one_befores(
    world: World, store: Store, people: Company
) -> None:
    with store.read() as unit:
        of_the_file = unit.cycles.sheets()[people.employee.id][0]
    signed = world.goals_at(GoalsState.AGREED).agreed_sheet_id

    opened = open_cycle(acting(store, by=people.hr, now=FRIDAY), name="2026Q4")

    assert (opened.people, opened.goals) == (7, None)
    with store.read() as unit:
        assert unit.cycles.sheets()[people.employee.id][0] == signed
        assert unit.reviews.look(review_of(store, people.employee)).sheet_id == of_the_file


def test_nobody_can_agree_on_the_goals_of_a_period_that_is_over(store: Store, people: Company) -> None:
    person(store, "New Comer", manager=people.manager, kpis=())

    refusal = refused(store, "cycle.period_over", moment=Moment.GOALS, now=JANUARY)
    assert refusal.facts == {"name": "2026Q4", "ended": date(2026, 12, 31)}
    refusal = refused(store, "cycle.no_sheet", now=JANUARY)
    assert refusal.facts["names"] == ["New Comer"]


def test_goals_are_for_people_with_a_manager(store: Store, people: Company) -> None:
    person(store, "Lone Wolf")

    refused(store, "cycle.no_manager", moment=Moment.GOALS)
    with store.begin() as unit, another_past(unit):
        unit.session.get_one(PersonRow, people.manager.id).left_on = date(2026, 11, 20)
        unit.session.execute(delete(KpiItemRow))
        unit.session.execute(delete(KpiSheetRow))
    refusal = refused(store, "cycle.manager_left", moment=Moment.GOALS)
    assert refusal.facts["names"] == ["Chen Jie", "Wu Min"]


def test_whoever_has_neither_manager_nor_sheet_is_named_where_goals_are_opened(
    store: Store, people: Company
) -> None:
    person(store, "Lone Wolf", kpis=())

    opened = open_cycle(acting(store, now=MONDAY), name="2026Q4", moment=Moment.GOALS)

    assert (opened.people, opened.not_reviewed) == (7, ("Lone Wolf",))


def test_an_unusual_period_is_asked_about_for_goals_too(store: Store, people: Company) -> None:
    person(store, "New Comer", manager=people.manager, kpis=())

    asked = refused(store, "cycle.unusual", name="2027Q2")

    assert asked.facts["people"] == 1


def test_the_number_of_statements_of_opening_goals_does_not_grow_with_the_people(
    store: Store, people: Company
) -> None:
    for number in range(40):
        person(store, f"P{number:02} X", manager=people.manager, linked=False, kpis=())
    statements: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    opened = open_cycle(acting(store, now=MONDAY), name="2026Q4")

    assert opened.people == 40
    assert len(statements) <= 22
