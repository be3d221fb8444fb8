"""Whoever takes out reviews is given what they may read, and whom it is about sees that they did."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import partial

import pytest

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.history import Changed, Facts
from bot.domain.moves import Move, Moved
from bot.domain.people import Person, Role
from bot.domain.privacy.looks import What
from bot.domain.quantities import Quantity
from bot.domain.reviews.history import Subject
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.privacy.looks import read_looks
from bot.services.reviews.export import export_cycle, export_department, export_file, for_somebody
from bot.services.reviews.second_look import send_back
from messages.catalog import Words
from messages.reviews.export import file_document, results_document
from messages.tables import as_csv
from storage.models.people import PersonRow
from tests.builders.goals import agreed, drafted, kpi, open_goals_of
from tests.builders.job_forms import filled, of_goals, rated
from tests.builders.matrix import BEFORE, IN_OCTOBER, RABBIT, STAR, released, team
from tests.builders.people import HR, person
from tests.builders.world import FRIDAY, QUARTER, World

ENGLISH = Words(locale="en-US", timezone="Asia/Shanghai", now=FRIDAY)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refusal:
        call()
    return refusal.value.code


def looked(world: World, at: Person) -> Sequence[tuple[What, str | None]]:
    return [(each.what, each.by) for each in read_looks(world.acting(at)).found]


def moved(world: World, employee: Person, *, why: str) -> None:
    with world.store.begin() as unit:
        review = world.review_of(employee)
        unit.calibrations.add(
            review.id,
            was=Decimal("3.5"),
            now=Decimal("3.25"),
            reason=why,
            by_id=world.people.hr.id,
            at=FRIDAY - timedelta(days=1),
        )


def test_employee_manager_and_hr_have_the_file_and_nobody_else(world: World) -> None:
    people = world.people
    chen = people.employee
    world.review_at(State.RELEASED)
    moved(world, chen, why="Compared with the team")

    files = {
        name: export_file(world.acting(reader), of=chen.email)
        for name, reader in {"own": chen, "manager": people.manager, "hr": people.hr}.items()
    }

    for name, file in files.items():
        (review,) = file.reviews
        assert review.facts.review.own, name
        assert (review.moves[0].now, file.why_moved) == (Decimal("3.25"), name != "own")
    assert {Subject.CALIBRATION, Subject.REVIEW} <= {each.subject for each in files["hr"].happened}
    assert not any(each.subject is Subject.LOOK for file in files.values() for each in file.happened)
    assert looked(world, chen) == [
        (What.REVIEWS_FILE, people.hr.name),
        (What.REVIEWS_FILE, people.manager.name),
    ]
    for stranger in (people.colleague, people.boss, people.admin):
        assert code(partial(export_file, world.acting(stranger), of=chen.email)) == "export.not_yours"
        assert code(partial(export_file, world.acting(stranger), of="nobody@x.y")) == "export.not_yours"
    assert code(lambda: export_file(world.acting(people.hr), of="nobody@x.y")) == "person.nobody"
    assert len(looked(world, chen)) == 2


@pytest.mark.parametrize("state", [State.SCORED, State.CONFIRMED])
def test_nothing_of_a_review_that_is_not_released_is_in_any_file(world: World, state: State) -> None:
    world.review_at(state)
    readers = (world.people.employee, world.people.manager, world.people.hr)
    for reader in readers:
        assert export_file(world.acting(reader), of=world.people.employee.email).reviews == ()
    (row,) = (
        each
        for each in export_cycle(world.acting(world.people.hr), name=QUARTER).results
        if each.person.id == world.people.employee.id
    )
    assert (row.outcome, row.released_on, row.is_released) == (None, None, False)
    assert What.RESULT_FILE not in [what for what, _ in looked(world, world.people.employee)]


def test_hr_and_the_head_have_a_department_with_counts_of_five_and_more(world: World) -> None:
    people = team(world)
    released(world, dict.fromkeys(people[:4], RABBIT), name=BEFORE, at=IN_OCTOBER)
    released(world, dict.fromkeys(people, STAR))
    marketing = people[0].department

    for reader in (world.people.hr, world.people.boss):
        found = export_department(world.acting(reader), name=marketing.upper())
        assert {each.cycle.name for each in found.results} == {BEFORE, QUARTER}
        assert [sum(points.values()) for points in found.counted().values()] == [6]
        assert set(found.counted()) == {QUARTER}
        assert all(each.outcome and each.released_on for each in found.results)
        one = export_department(world.acting(reader), name=marketing, cycle=BEFORE)
        assert len(one.results) == 4
    assert looked(world, people[5]) == [
        (What.RESULT_FILE, world.people.boss.name),
        (What.RESULT_FILE, world.people.hr.name),
    ]
    assert code(lambda: export_department(world.acting(people[0]), name=marketing)) == "export.no_department"
    assert code(lambda: export_department(world.acting(world.people.hr), name="–")) == "export.no_department"


def test_a_cycle_is_hrs_alone(world: World) -> None:
    world.review_at(State.RELEASED)
    hr = world.people.hr
    assert any(each.is_released for each in export_cycle(world.acting(hr), name=None).results)
    for other in (world.people.boss, world.people.manager, world.people.admin, None):
        assert code(partial(export_cycle, world.acting(other), name=QUARTER)) == "export.not_hr"


def test_hr_has_a_colleagues_result_as_in_calibration_and_nothing_more_of_them(world: World) -> None:
    other = person(world.store, "Deng Ping", department=HR, roles=(Role.HR,), manager=world.people.boss)
    released(world, {other: STAR})
    hr = world.acting(world.people.hr)

    [row] = export_cycle(hr, name=QUARTER).results
    text = as_csv(results_document(ENGLISH, export_cycle(hr, name=QUARTER)).tables, with_mark=False).decode()

    assert (row.person.id, row.is_released) == (other.id, True)
    assert "Deng Ping" in text
    assert looked(world, other)[0] == (What.RESULT_FILE, world.people.hr.name)
    assert code(lambda: export_file(hr, of=other.email)) == "export.not_yours"


def test_a_head_has_no_result_from_before_somebody_came_to_the_department(world: World) -> None:
    people = team(world)
    chen, wu = people[:2]
    released(world, dict.fromkeys(people, STAR), name=BEFORE, at=IN_OCTOBER)
    released(world, dict.fromkeys(people, STAR))
    came = Changed[str](was="Website Product", now=chen.department)
    posts = Changed[str](was="Buyer", now="Senior buyer")
    with world.store.begin() as unit:
        unit.moves.add(
            [
                Moved(person_id=chen.id, move=Move.TRANSFER, day=day, at=IN_OCTOBER, facts=facts)
                for day, facts in (
                    (IN_OCTOBER.date() + timedelta(days=1), Facts(department=came)),
                    (IN_OCTOBER.date() + timedelta(days=9), Facts(post=posts)),
                )
            ]
            + [
                Moved(
                    person_id=wu.id,
                    move=Move.TRANSFER,
                    day=IN_OCTOBER.date(),
                    at=IN_OCTOBER,
                    facts=Facts(department=came),
                )
            ]
        )

    def theirs(reader: Person, cycle: str | None) -> set[tuple[str, int]]:
        found = export_department(world.acting(reader), name=chen.department, cycle=cycle).results
        return {(each.cycle.name, each.person.id) for each in found if each.outcome is not None}

    everything = {(name, each.id) for name in (BEFORE, QUARTER) for each in people}
    assert theirs(world.people.hr, None) == everything
    assert theirs(world.people.boss, None) == everything - {(BEFORE, chen.id)}
    assert (BEFORE, chen.id) not in theirs(world.people.boss, BEFORE)


def test_the_command_line_acts_for_somebody_who_is_here(world: World) -> None:
    company = world.acting()
    hr = world.people.hr
    assert for_somebody(company, of=hr.email).by == hr
    assert code(lambda: for_somebody(world.acting(hr), of=hr.email)) == "deed.not_yours"
    world.leaves(world.people.colleague)
    assert code(lambda: for_somebody(company, of=world.people.colleague.email)) == "export.has_left"


def test_what_was_doubted_and_what_is_not_released_stands_in_no_history(world: World) -> None:
    chen, manager = world.people.employee, world.acting(world.people.manager)
    review = world.review_at(State.SCORED)
    send_back(world.acting(world.people.boss), review_id=review.id, version=review.version, reason="MY DOUBT")
    moved(world, chen, why="Compared with the team")
    before = export_file(manager, of=chen.email)

    world.review_at(State.RELEASED)
    after = export_file(manager, of=chen.email)

    assert not any(each.subject in (Subject.REVIEW, Subject.CALIBRATION) for each in before.happened)
    notes = [each.note for each in after.happened]
    assert "MY DOUBT" not in notes
    assert "Compared with the team" in notes


def test_a_head_has_no_result_of_whoever_they_report_to(world: World) -> None:
    first, *others = team(world)
    released(world, dict.fromkeys((first, *others), STAR))
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, first.id).manager_id = None
        unit.session.get_one(PersonRow, world.people.boss.id).manager_id = first.id
        head = unit.people.get(world.people.boss.id)

    results = export_department(world.acting(head), name=first.department)

    assert {each.person.id for each in results.results} == {each.id for each in others}


def test_what_both_sides_agreed_on_stands_in_the_file_of_whoever_may_read_it(world: World) -> None:
    people = world.people
    chen, manager, hr = people.employee, people.manager, people.hr
    [goals] = open_goals_of(world.store, chen)
    bands = {"scored_by": ScoredBy.BANDS, "quantity": Quantity.PERCENT, "direction": Direction.HIGHER}
    anchors = (
        Anchor(score=Decimal(4), low=Decimal(4), text="=cmd|calc"),
        Anchor(score=Decimal(3), low=Decimal(3), high=Decimal(4)),
    )
    sheet = (kpi("k1", 60, name="=HYPERLINK(1)", anchors=anchors, **bands), kpi("k2", 40))
    agreed(world.store, goals, chen, sheet)
    drafted(world.store, goals.id, chen, (kpi("k3", 100, name="NOT AGREED"),))
    form = of_goals(world.store, goals.id)
    rated(world.store, filled(world.store, form, chen, {}), manager, "partly")

    def tables(reader: Person) -> dict[str, Sequence[Sequence[object]]]:
        found = file_document(ENGLISH, export_file(world.acting(reader), of=chen.email)).tables
        return {each.title: [each.heads, *each.rows] for each in found}

    for reader in (chen, manager, hr):
        found = tables(reader)
        heads, first, second = found["KPI sheets"]
        assert [first[0], second[0]] == ["=HYPERLINK(1)", "KPI k2"]
        assert dict(zip(heads[1:], first[1:], strict=True)) == {
            "Period": "2027 Q1",
            "Version": 2,
            "Agreed on": "2027-01-05 10:00",
            "Counts from": None,
            "Weight (%)": 60,
            "Unit": "%",
            "Target": "3.6 %",
            "How it is measured": "Mean of the quarter",
            "What is better": "Higher is better",
            "How the score is found": "The band in which the figure lies",
            "What earns which score": "4: =cmd|calc (4 % or more); 3: 3 % to below 4 %",
            "Where the figure comes from": "Web analytics",
            "Duty": "Sells",
        }
        _, asked, *_ = found["Job-responsibility form"]
        assert asked[1:] == ["2027 Q1", "Ability", asked[3], "Met", "Partly met"]
    text = as_csv(
        file_document(ENGLISH, export_file(world.acting(hr), of=chen.email)).tables, with_mark=False
    ).decode()
    assert "'=HYPERLINK(1)" in text
    assert "NOT AGREED" not in text

    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, chen.id).manager_id = people.colleague.id
    # What they agreed on with a manager of before is those two's, and HR's.
    assert {"KPI sheets", "Job-responsibility form"} & set(tables(people.colleague)) == set()
