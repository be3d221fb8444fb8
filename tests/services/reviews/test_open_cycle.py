"""Opening a cycle: for the right people, all or nothing, once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from bot.domain.people import Grade, Person
from bot.domain.reviews.cycles import UnusualPeriod
from bot.domain.reviews.notices import QuarterCardChanged, QuarterOpened
from bot.domain.reviews.states import Event, State
from bot.errors import Refusal
from bot.services.reviews.open_cycle import extend_cycle, open_cycle
from bot.services.reviews.status import cycle_status
from storage.models.delivery import CardRow, OutboxRow
from storage.models.reviews import CycleExtensionRow, CycleRow, ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.nudges import was_nudged
from tests.builders.people import Company, kpi_sheet, person
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of
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
        unit.people.get(gone.id).left_on = date(2026, 11, 20)

    opened = open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026q4")

    assert (opened.name, opened.people, opened.not_reviewed) == ("2026Q4", 7, ())
    with store.read() as unit:
        reviews = unit.session.scalars(select(ReviewRow)).all()
        staff = {each.id for each in people.everyone if each.grade is Grade.STAFF}
        assert {review.employee_id for review in reviews} == staff
        one = next(review for review in reviews if review.employee_id == people.employee.id)
        assert (one.manager_id, one.state, one.version) == (people.manager.id, State.GOALS_AGREED, 1)
        sheet = unit.reviews.latest_sheet(people.employee.id)
        assert sheet is not None
        assert one.sheet_id == sheet.id
        history = unit.reviews.history(one.id)
        assert [(row.number, row.event, row.by_id) for row in history] == [(1, Event.OPEN, people.hr.id)]


def test_each_hears_of_it_at_ten_on_their_own_next_working_day(store: Store, people: Company) -> None:
    berlin = person(store, "Far Away", manager=people.manager, timezone="Europe/Berlin")

    open_cycle(acting(store, by=people.hr, now=FRIDAY), name="2026Q4")

    with store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).where(OutboxRow.kind == QuarterOpened.kind)).all()
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

    assert refusal.facts["known"] == ["kpi-values"]


def test_a_changed_scheme_needs_a_new_version(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    with store.begin() as unit:
        cycle = unit.cycles.latest()
        assert cycle is not None
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
        unit.people.get(people.manager.id).left_on = date(2026, 11, 20)

    refusal = refused(store, "cycle.manager_left")

    assert refusal.facts["names"] == ["Chen Jie", "Wu Min"]


def test_people_without_a_complete_sheet_are_named_twenty_at_most(store: Store, people: Company) -> None:
    for number in range(21):
        person(store, f"P{number:02} X", manager=people.manager, kpis=(), linked=False)
    half = person(store, "A Half", manager=people.manager, kpis=(("k", "K", 50),), linked=False)
    assert half.id

    refusal = refused(store, "cycle.no_sheet")

    assert len(refusal.facts["names"]) == 20
    assert refusal.facts["names"][0] == "A Half"
    assert refusal.facts["more"] == 2


def test_the_latest_version_of_a_sheet_counts(store: Store, people: Company) -> None:
    with store.begin() as unit:
        newer = kpi_sheet(unit, people.employee.id, kpis=(("only", "Only one", 100),), version=2)

    open_quarter(store, by=people.hr)

    with store.read() as unit:
        assert unit.reviews.look(review_of(store, people.employee)).sheet_id == newer


def test_the_number_of_statements_does_not_grow_with_the_people(store: Store, people: Company) -> None:
    for number in range(40):
        person(store, f"P{number:02} X", manager=people.manager, linked=False)
    statements: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    opened = open_cycle(acting(store, now=MONDAY), name="2026Q4")

    assert opened.people == 47
    assert len(statements) <= 14


def test_more_time_is_given_with_a_reason_and_shown_to_those_who_owe(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    hr = acting(store, by=people.hr, now=FRIDAY)

    dates = extend_cycle(hr, name="2026q4", closes=date(2027, 1, 29), reason=" figures came late ")

    assert dates.self_score_due == dates.self_score_closes == date(2027, 1, 29)
    with store.read() as unit:
        cycle = unit.cycles.named("2026Q4")
        assert cycle is not None
        assert (cycle.self_score_closes, cycle.self_score_due) == (date(2027, 1, 29), date(2027, 1, 29))
        record = unit.session.scalars(select(CycleExtensionRow)).one()
        assert (record.reason, record.closes_before, record.by_id) == (
            "figures came late",
            date(2027, 1, 22),
            people.hr.id,
        )
        kinds = unit.session.scalars(select(OutboxRow.kind)).all()
        assert kinds.count(QuarterCardChanged.kind) == 7


def test_more_time_shows_on_everything_that_names_a_day_of_the_cycle(
    world: World, store: Store, people: Company
) -> None:
    world.open_quarter(people.employee, people.colleague)
    review = world.review_at(State.SELF_SCORED)
    was_nudged(store, people.colleague, FRIDAY_OF_JANUARY)
    with store.begin() as unit:
        key = f"team:{review.cycle_id}:{people.manager.id}"
        unit.session.add(CardRow(key=key, channel="D1", ts="1", fingerprint="", posted_at=FRIDAY))

    extend_cycle(
        acting(store, by=people.hr, now=FRIDAY_OF_JANUARY),
        name="2026Q4",
        closes=date(2027, 1, 29),
        reason="late",
    )

    assert sorted(world.notices()) == sorted(
        [
            ("QuarterCardChanged", people.employee.id),
            ("QuarterCardChanged", people.colleague.id),
            ("TeamProgressChanged", people.manager.id),
            ("SelfScoreHandedIn", people.manager.id),
            ("NudgeChanged", people.colleague.id),
        ]
    )


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("cycle.not_later", {"closes": date(2027, 1, 22)}),
        ("cycle.past", {"closes": date(2026, 11, 22)}),
        ("cycle.reason", {"reason": "  "}),
        ("cycle.reason", {"reason": "x" * 501}),
        ("cycle.unknown", {"name": "2027Q1"}),
    ],
)
def test_more_time_that_makes_no_sense_is_refused(
    store: Store, people: Company, code: str, changes: dict[str, Any]
) -> None:
    open_quarter(store, by=people.hr)
    wanted: dict[str, Any] = {"name": "2026Q4", "closes": date(2027, 1, 29), "reason": "late"}

    with pytest.raises(Refusal) as refusal:
        extend_cycle(acting(store, by=people.hr, now=MONDAY), **{**wanted, **changes})

    assert refusal.value.code == code
    with store.read() as unit:
        assert unit.session.scalars(select(CycleExtensionRow)).all() == []


def test_only_hr_gives_more_time(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    with pytest.raises(Refusal, match=r"cycle\.not_hr"):
        extend_cycle(
            acting(store, by=people.manager, now=MONDAY),
            name="2026Q4",
            closes=date(2027, 1, 29),
            reason="late",
        )


def test_the_status_counts_by_department_for_hr(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)
    fill(store, review_of(store, people.employee), by=people.employee)

    status = cycle_status(acting(store, by=people.hr), name=None)

    counts = {each.name: each.people for each in status.departments}
    assert counts == {"Human Resources": 1, "Marketing": 3, "Technical": 2, "Website Product": 1}
    assert status.count(State.GOALS_AGREED) == 7


def test_a_manager_sees_their_reports_and_staff_themselves(store: Store, people: Company) -> None:
    open_quarter(store, by=people.hr)

    of_the_team = cycle_status(acting(store, by=people.manager), name="2026Q4")
    own = cycle_status(acting(store, by=people.employee), name="2026q4")

    assert [each.name for each in of_the_team.standings] == ["Chen Jie", "Liu Yang", "Wu Min"]
    assert [each.name for each in own.standings] == ["Chen Jie"]


def test_a_status_before_the_first_cycle_or_of_an_unknown_one_is_refused(
    store: Store, people: Company
) -> None:
    with pytest.raises(Refusal, match=r"cycle\.none"):
        cycle_status(acting(store, by=people.hr), name=None)
    open_quarter(store, by=people.hr)
    with pytest.raises(Refusal, match=r"cycle\.unknown"):
        cycle_status(acting(store, by=people.hr), name="2025Q1")


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
        odd = unit.cycles.latest()
        assert odd is not None
        odd.name = "20２６Q4"

    with pytest.raises(Refusal, match=r"cycle\.already_open"):
        open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    assert cycle_status(acting(store), name="2026q4").name == "20２６Q4"


def test_two_quarters_that_differ_in_writing_alone_are_each_found_by_their_own(
    store: Store, people: Company
) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")
    with store.begin() as unit:
        first = unit.cycles.latest()
        assert first is not None
        columns = {
            each.name: getattr(first, each.name) for each in CycleRow.__table__.columns if each.name != "id"
        }
        unit.session.add(CycleRow(**columns | {"name": "20２６Q4"}))

    found = {name: cycle_status(acting(store), name=name).name for name in ("2026Q4", "2026q4", "20２６Q4")}

    assert found == {"2026Q4": "2026Q4", "2026q4": "2026Q4", "20２６Q4": "20２６Q4"}


def test_a_reason_in_which_nothing_can_be_read_gives_no_more_time(store: Store, people: Company) -> None:
    open_cycle(acting(store, by=people.hr, now=MONDAY), name="2026Q4")

    with pytest.raises(Refusal, match=r"cycle\.reason"):
        extend_cycle(
            acting(store, now=MONDAY), name="2026Q4", closes=date(2027, 2, 26), reason="\u200b\u200d \u3164"
        )


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
