"""What cards and forms show of goals: which version, compared with which, and to whom."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.facts import AgreementFacts, GoalsFacts
from bot.domain.goals.goals import Goals
from bot.domain.goals.way import Mark, Party, State
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.goals.agreement import drop_change, sign, take_back
from bot.services.goals.my_goals import (
    agreement_facts,
    goals_facts,
    list_sheets,
    my_goals,
    read_agreement,
    team_goals,
)
from tests.builders.goals import OPENED, SHEET, TUESDAY, kpi, proposed
from tests.builders.people import Company, person
from tests.builders.world import World

DUE = date(2027, 1, 18)
OTHER = (replace(SHEET[0], target="4.0"), SHEET[1])


def facts_of(world: World, goals: Goals) -> GoalsFacts:
    with world.store.read() as unit:
        return goals_facts(unit, goals.id, policy=world.store.policy)


def before(world: World, goals: Goals, sheet_id: int, reader: Person) -> AgreementFacts:
    with world.store.read() as unit:
        return agreement_facts(unit, goals.id, sheet_id, reader.id, policy=world.store.policy)


def put_forward(world: World, goals: Goals, who: Person, *kpis: object, reason: str = "So.") -> int:
    sheet = kpis or SHEET
    return proposed(world.store, goals.id, who, sheet, reason=reason)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "sheet", "agreed", "due_on"),
    [
        (State.OPEN, None, None, DUE),
        (State.SENT, 1, None, DUE),
        (State.ADJUSTED, 2, None, DUE),
        (State.AGREED, None, 1, None),
        (State.CHANGE_SENT, 2, 1, DUE),
        (State.CHANGE_ADJUSTED, 2, 1, DUE),
        (State.WITHDRAWN, None, None, None),
    ],
)
def test_goals_show_what_is_on_the_table_and_what_counts(
    world: World, state: State, sheet: int | None, agreed: int | None, due_on: date | None
) -> None:
    """Chen came with a sheet of the organisation file, version 1: these are two and three."""
    facts = facts_of(world, world.goals_at(state))

    def number(wanted: object) -> int | None:
        return None if wanted is None else wanted.number - 1  # type: ignore[attr-defined]

    assert (number(facts.sheet), number(facts.agreed), facts.due_on) == (sheet, agreed, due_on)
    assert (facts.employee.name, facts.manager.name, facts.cycle.name) == ("Chen Jie", "Liu Yang", "2027Q1")
    assert (facts.withdrawn is not None) is (state is State.WITHDRAWN)


def test_signatures_are_named_with_whom_hr_stood_in_for(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)
    assert goals.sheet_id is not None
    sign(world.acting(people.hr, at=TUESDAY), goals_id=goals.id, sheet_id=goals.sheet_id)

    signed = facts_of(world, goals).signed[goals.sheet_id]

    assert {side: (each.name, each.in_place_of) for side, each in signed.items()} == {
        Party.EMPLOYEE: ("Chen Jie", ""),
        Party.MANAGER: ("Zhou Jing", "Liu Yang"),
    }


# What a version is compared with: the newest that the other side knew.


def test_a_first_version_is_compared_with_the_sheet_of_the_period_before(world: World) -> None:
    goals = world.goals_at(State.SENT)
    assert goals.sheet_id is not None

    facts = before(world, goals, goals.sheet_id, world.people.manager)

    assert facts.compared is not None
    assert (facts.compared.number, facts.is_first) == (1, True)
    assert {change.kpi.key for change in facts.changed} == {"k1", "k2", "conversion", "dwell"}


def test_and_with_nothing_where_there_was_none(world: World, people: Company) -> None:
    newcomer = person(world.store, "Xu Fang", manager=people.manager, kpis=())
    goals = world.goals_at(State.SENT, of=newcomer)
    assert goals.sheet_id is not None

    facts = before(world, goals, goals.sheet_id, people.manager)

    assert (facts.compared, facts.is_first, len(facts.changed)) == (None, True, 2)


def test_what_the_manager_adjusted_is_compared_with_what_the_employee_sent(
    world: World, people: Company
) -> None:
    goals = world.goals_at(State.SENT)
    adjusted = put_forward(world, goals, people.manager, *OTHER)

    for reader in (people.employee, people.manager, people.hr):
        facts = before(world, goals, adjusted, reader)
        assert [change.fields for change in facts.changed] == [("target",)]
        assert (facts.is_first, facts.proposer) == (False, Party.MANAGER)


def test_what_is_adjusted_again_is_compared_with_what_the_employee_sent_too(
    world: World, people: Company
) -> None:
    """The employee may never have looked at what was adjusted in between."""
    goals = world.goals_at(State.SENT)
    put_forward(world, goals, people.manager, *OTHER)
    again = put_forward(world, goals, people.manager, SHEET[0], replace(SHEET[1], target="2"))

    facts = before(world, goals, again, people.employee)

    assert [(change.kpi.key, change.fields) for change in facts.changed] == [("k2", ("target",))]


def test_what_the_employee_answers_is_compared_with_what_the_manager_adjusted(
    world: World, people: Company
) -> None:
    goals = world.goals_at(State.SENT)
    put_forward(world, goals, people.manager, *OTHER)
    answer = put_forward(world, goals, people.employee)

    facts = before(world, goals, answer, people.manager)

    assert [
        (each.before.target, each.after.target) for each in facts.changed if each.before and each.after
    ] == [("4.0", "3.6")]


def test_what_is_sent_again_after_it_was_taken_back_is_compared_with_the_period_before(
    world: World, people: Company
) -> None:
    """The manager may have looked at what was taken back, but signed nothing of it."""
    goals = world.goals_at(State.SENT)
    assert goals.sheet_id is not None
    take_back(world.acting(people.employee, at=TUESDAY), goals_id=goals.id, sheet_id=goals.sheet_id)
    again = put_forward(world, goals, people.employee, *OTHER)

    facts = before(world, goals, again, people.manager)

    assert facts.compared is not None
    assert facts.compared.number == 1


def test_a_change_is_compared_with_what_was_agreed(world: World, people: Company) -> None:
    goals = world.goals_at(State.AGREED)
    change = put_forward(world, goals, people.employee, *OTHER)
    drop_change(world.acting(people.manager, at=TUESDAY), goals_id=goals.id, sheet_id=change)
    other = put_forward(world, goals, people.employee, SHEET[0], replace(SHEET[1], target="2"))

    facts = before(world, goals, other, people.manager)

    assert facts.compared is not None
    assert facts.compared.id == goals.agreed_sheet_id
    assert [change.kpi.key for change in facts.changed] == ["k2"]


def test_a_version_that_is_past_says_what_took_its_place(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)
    first = goals.sheet_id
    assert first is not None
    take_back(world.acting(people.employee, at=TUESDAY), goals_id=goals.id, sheet_id=first)

    gone = before(world, goals, first, people.manager)
    assert (gone.is_open, gone.is_agreed, gone.replaced_by) == (False, False, None)

    put_forward(world, goals, people.employee, *OTHER)
    replaced = before(world, goals, first, people.manager)
    assert (replaced.is_open, replaced.is_agreed, replaced.replaced_by) == (False, False, 3)


@pytest.mark.parametrize(
    ("reader", "side"),
    [("employee", Party.EMPLOYEE), ("manager", Party.MANAGER), ("hr", Party.MANAGER)],
)
def test_hr_reads_for_the_managers_side(world: World, reader: str, side: Party) -> None:
    goals = world.goals_at(State.SENT)
    assert goals.sheet_id is not None

    facts = before(world, goals, goals.sheet_id, getattr(world.people, reader))

    assert (facts.side, facts.is_readers_move) == (side, side is Party.MANAGER)


def test_whom_kpis_name_as_their_source_is_named(world: World, people: Company) -> None:
    goals = world.goals_at(State.SENT)
    source, other = people.colleague.id, people.developer.id
    put_forward(world, goals, people.manager, kpi("k1", 60, figure_by_id=source), SHEET[1])
    answer = put_forward(world, goals, people.employee, kpi("k1", 60, figure_by_id=other), SHEET[1])

    assert before(world, goals, answer, people.manager).named.people == {source: "Wu Min", other: "He Jun"}


# Who may read.


def test_both_sides_and_hr_read_what_stands_and_nobody_else(world: World, people: Company) -> None:
    goals = world.goals_at(State.CHANGE_SENT)

    for who in (people.employee, people.manager, people.hr):
        shown = read_agreement(world.acting(who), goals_id=goals.id, sheet_id=None)
        assert shown.this.id == goals.sheet_id
        earlier = read_agreement(world.acting(who), goals_id=goals.id, sheet_id=goals.agreed_sheet_id)
        assert earlier.is_agreed
    for stranger in (people.colleague, people.boss, people.admin, people.developer):
        with pytest.raises(Refusal, match=r"goals\.not_yours"):
            read_agreement(world.acting(stranger), goals_id=goals.id, sheet_id=None)


def test_a_sheet_that_was_not_sent_is_nobodys_to_read(world: World, people: Company) -> None:
    goals = world.goals_at(State.OPEN)

    for who in (people.employee, people.manager, people.hr):
        with pytest.raises(Refusal, match=r"goals\.nothing_yet") as refused:
            read_agreement(world.acting(who), goals_id=goals.id, sheet_id=None)
        assert refused.value.facts == {"employee": "Chen Jie"}


def test_nobody_reads_another_persons_sheet_through_their_own_goals(world: World, people: Company) -> None:
    theirs, mine = world.open_goals(people.colleague, people.employee)
    sheet_id = proposed(world.store, theirs.id, people.colleague)
    proposed(world.store, mine.id, people.employee)

    with pytest.raises(Refusal, match=r"card\.unknown"):
        read_agreement(world.acting(people.employee), goals_id=mine.id, sheet_id=sheet_id)


# Lists.


def test_ones_own_goals_are_those_of_the_latest_period_or_of_the_one_that_was_named(
    world: World, people: Company
) -> None:
    world.open_goals(people.employee)
    world.open_goals(people.employee, name="2027Q2", at=datetime(2027, 4, 1, 2, 0, tzinfo=UTC))
    acting = world.acting(people.employee)

    assert my_goals(acting).cycle.name == "2027Q2"
    assert my_goals(acting, period="2027q1").cycle.name == "2027Q1"
    for who, period in ((people.employee, "2027Q3"), (people.colleague, None)):
        with pytest.raises(Refusal, match=r"goals\.none"):
            my_goals(world.acting(who), period=period)


def test_goals_that_were_withdrawn_are_not_ones_latest(world: World, people: Company) -> None:
    world.goals_at(State.WITHDRAWN)

    with pytest.raises(Refusal, match=r"goals\.none"):
        my_goals(world.acting(people.employee))


def test_a_manager_sees_how_far_their_people_are_who_are_still_here(world: World, people: Company) -> None:
    chen, wu = world.open_goals(people.employee, people.colleague)
    world.goals_at(State.SENT)

    def team() -> list[tuple[str, Mark]]:
        with world.store.read() as unit:
            found = team_goals(unit, chen.cycle_id, people.manager.id)
        assert (found.cycle_name, found.manager.name, found.due) == ("2027Q1", "Liu Yang", DUE)
        return list(found.people)

    assert team() == [("Chen Jie", Mark.WAITS), ("Wu Min", Mark.DRAFTING)]
    world.leaves(people.colleague)
    assert team() == [("Chen Jie", Mark.WAITS)]
    assert wu.manager_id == people.manager.id


def test_sheets_are_listed_for_whoever_may_read_them_what_waits_first(world: World, people: Company) -> None:
    chen, wu, _ = world.open_goals(people.employee, people.colleague, people.hr)
    world.goals_at(State.SENT, of=people.colleague)

    def listed(who: Person) -> list[tuple[str, Mark]]:
        sheets = list_sheets(world.acting(who), cycle_id=chen.cycle_id)
        assert (sheets.cycle_name, sheets.more) == ("2027Q1", 0)
        return [(each.employee, each.mark) for each in sheets.listed]

    both = [("Wu Min", Mark.WAITS), ("Chen Jie", Mark.DRAFTING)]
    assert listed(people.manager) == listed(people.hr) == both
    assert listed(people.boss) == [("Zhou Jing", Mark.DRAFTING)]
    assert listed(people.employee) == listed(people.developer) == []
    first, second = list_sheets(world.acting(people.hr), cycle_id=chen.cycle_id).listed
    assert (first.sheet_id, first.goals_id, first.manager) == (
        world.reload(wu).sheet_id,
        wu.id,
        "Liu Yang",
    )
    assert (second.sheet_id, second.since) == (None, OPENED)


def test_more_than_fit_into_a_form_are_counted(world: World, people: Company) -> None:
    staff = [person(world.store, f"P{number:02} Li", manager=people.manager, kpis=()) for number in range(47)]
    goals = world.open_goals(*staff)

    sheets = list_sheets(world.acting(people.manager), cycle_id=goals[0].cycle_id)

    assert (len(sheets.listed), sheets.more) == (45, 2)
    assert sheets.listed[0].employee == "P00 Li"
