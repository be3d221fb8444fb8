"""Working on a KPI sheet: what is kept, what is offered, who may, and what the other side did meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.goals.draft import SheetForm
from bot.domain.goals.kpi_form import KpiUnclear, TypedKpi
from bot.domain.goals.sheet import Doubt
from bot.domain.goals.way import Party, State
from bot.domain.people import Person
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.my_goals import read_agreement
from bot.services.goals.sheet import (
    drop_kpi,
    keep_kpi_typed,
    open_kpi,
    open_sheet,
    put_kpi,
    start_over,
    take_last,
    take_offered,
)
from storage.models.people import PersonRow
from tests.builders.goals import SHEET, TUESDAY, drafted, kpi, proposed
from tests.builders.people import Company, person
from tests.builders.world import World

TYPED = TypedKpi(
    name="Sales",
    weight="30",
    target="100",
    unit="CNY",
    quantity="money",
    direction="higher",
    measures="result",
    scored_by="share",
    anchors="4: 120%\n3.5: 100%",
)
POSTS_KPIS = ["participants", "click_through", "conversion", "engagement", "campaign_cost"]


def by(world: World, who: Person) -> Acting:
    return world.acting(who, at=TUESDAY)


def employee(world: World) -> Acting:
    return by(world, world.people.employee)


def manager(world: World) -> Acting:
    return by(world, world.people.manager)


def keys(form: SheetForm) -> list[str]:
    return [each.key for each in form.kpis]


def put(acting: Acting, goals_id: int, typed: TypedKpi = TYPED, *, key: str | None = None) -> SheetForm:
    return put_kpi(acting, goals_id=goals_id, key=key, typed=typed, source_id=None)


# What it begins with.


def test_a_first_sheet_is_empty_and_offers_the_posts_kpis_and_the_last_sheet(world: World) -> None:
    goals = world.goals_at(State.OPEN)

    form = open_sheet(employee(world), goals_id=goals.id)

    assert (form.kpis, form.base, form.news, form.changed, form.saved_at) == ((), None, (), (), None)
    assert (form.side, form.other.name, form.reader.name) == (Party.EMPLOYEE, "Liu Yang", "Chen Jie")
    assert (form.is_change, form.needs_reason, form.counts_from) == (False, False, None)
    assert [each.key for each in form.offered] == POSTS_KPIS
    assert form.last is not None
    assert [each.name for each in form.last.kpis] == ["Shop-wide conversion", "Dwell time"]
    assert form.scored_after_days == 8
    assert [reason.code for reason in form.unsound] == ["goals.no_kpis"]


def test_a_post_that_steward_does_not_know_offers_nothing(world: World) -> None:
    stranger = person(world.store, "Tan Yu", post="Rocket surgeon", manager=world.people.manager, kpis=())
    (goals,) = world.open_goals(stranger)

    form = open_sheet(by(world, stranger), goals_id=goals.id)

    assert (form.post, form.offered, form.last) == (None, (), None)


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Campaign participants"), ("zh_Hans", "活动参与人数"), ("zh_Hant", "活動參與人數")],
)
def test_the_posts_kpis_are_taken_as_they_are_in_the_language_of_whoever_takes_them(
    world: World, language: str, name: str
) -> None:
    goals = world.goals_at(State.OPEN)

    form = take_offered(employee(world), goals_id=goals.id, keys=POSTS_KPIS, language=language)

    assert (keys(form), form.offered, form.unsound) == (POSTS_KPIS, (), ())
    assert form.kpis[0].name == name
    assert form.doubts == ()
    assert open_sheet(employee(world), goals_id=goals.id).kpis == form.kpis


def test_one_of_them_can_be_taken_and_none_is_taken_twice(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    acting = employee(world)

    take_offered(acting, goals_id=goals.id, keys=["conversion"], language="en")
    form = take_offered(acting, goals_id=goals.id, keys=["conversion", "participants", "gone"], language="en")

    assert keys(form) == ["conversion", "participants"]


def test_all_that_are_offered_can_be_taken_without_naming_them(world: World) -> None:
    goals = world.goals_at(State.OPEN)

    form = take_offered(employee(world), goals_id=goals.id, keys=None, language="en")

    assert keys(form) == POSTS_KPIS


def test_the_sheet_of_the_period_before_is_taken_while_this_one_is_empty(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    acting = employee(world)

    form = take_last(acting, goals_id=goals.id)
    assert keys(form) == ["conversion", "dwell"]

    drop_kpi(acting, goals_id=goals.id, key="dwell")
    assert keys(take_last(acting, goals_id=goals.id)) == ["conversion"]


def test_what_is_on_the_table_is_what_the_manager_begins_with(world: World) -> None:
    goals = world.goals_at(State.SENT)

    form = open_sheet(manager(world), goals_id=goals.id)

    assert (form.kpis, form.changed, form.news, form.last) == (SHEET, (), (), None)
    assert form.base is not None
    assert (form.side, form.base.number, form.needs_reason) == (Party.MANAGER, 2, True)


# What is kept.


def test_every_step_is_kept_and_nobody_else_sees_it(world: World) -> None:
    goals = world.goals_at(State.OPEN)

    form = put(employee(world), goals.id)

    again = open_sheet(employee(world), goals_id=goals.id)
    assert (again.kpis, again.saved_at) == (form.kpis, TUESDAY)
    assert again.kpis[0].name == "Sales"
    for who in (world.people.manager, world.people.hr):
        with pytest.raises(Refusal, match=r"goals\.nothing_yet"):
            read_agreement(by(world, who), goals_id=goals.id, sheet_id=None)
    assert world.notices() == []


def test_a_kpi_takes_the_place_of_the_one_that_was_opened(world: World) -> None:
    goals = world.goals_at(State.SENT)

    form = put(manager(world), goals.id, key="k1")

    assert keys(form) == ["k1", "k2"]
    assert (form.kpis[0].name, form.kpis[1]) == ("Sales", SHEET[1])
    assert [change.kpi.key for change in form.changed] == ["k1"]


def test_a_kpi_can_be_dropped_in_two_windows_at_once(world: World) -> None:
    goals = world.goals_at(State.SENT)

    drop_kpi(manager(world), goals_id=goals.id, key="k1")
    form = drop_kpi(manager(world), goals_id=goals.id, key="k1")

    assert keys(form) == ["k2"]


def test_what_two_windows_of_one_person_put_on_the_sheet_is_all_there(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    acting = employee(world)
    open_sheet(acting, goals_id=goals.id)
    open_sheet(acting, goals_id=goals.id)

    put(acting, goals.id)
    form = put(acting, goals.id, replace(TYPED, name="Visits"))

    assert [each.name for each in form.kpis] == ["Sales", "Visits"]


def test_a_kpi_that_was_dropped_in_another_window_comes_back_with_what_was_typed(world: World) -> None:
    goals = world.goals_at(State.SENT)
    acting = manager(world)
    typed = replace(open_kpi(acting, goals_id=goals.id, key="k1").typed, name="Kept")
    drop_kpi(acting, goals_id=goals.id, key="k1")
    with pytest.raises(Refusal, match=r"goals\.kpi_gone"):
        open_kpi(acting, goals_id=goals.id, key="k1")

    form = put(acting, goals.id, typed, key="k1")

    assert keys(form) == ["k2", "k1"]
    assert form.kpis[1].name == "Kept"


def test_starting_over_begins_with_what_stands(world: World) -> None:
    goals = world.goals_at(State.SENT)
    put(manager(world), goals.id, key="k1")

    form = start_over(manager(world), goals_id=goals.id)

    assert (form.kpis, form.changed, form.saved_at) == (SHEET, (), None)


def test_a_first_sheet_is_empty_again_after_starting_over(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    put(employee(world), goals.id)

    form = start_over(employee(world), goals_id=goals.id)

    assert (form.kpis, len(form.offered)) == ((), 5)


def test_a_manager_and_hr_in_their_place_each_have_a_draft_of_their_own(world: World) -> None:
    goals = world.goals_at(State.SENT)

    put(manager(world), goals.id, key="k1")
    form = open_sheet(by(world, world.people.hr), goals_id=goals.id)

    assert (form.kpis, form.side, form.reader.name, form.manager.name) == (
        SHEET,
        Party.MANAGER,
        "Zhou Jing",
        "Liu Yang",
    )


# The form of one KPI.


def test_what_cannot_be_taken_is_kept_and_offered_by_the_next_form(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    typed = replace(TYPED, weight="thirty", name="字" * 3000)

    with pytest.raises(KpiUnclear) as unclear:
        put(employee(world), goals.id, typed)

    assert [each.field for each in unclear.value.problems] == ["name", "weight"]
    assert open_sheet(employee(world), goals_id=goals.id).kpis == ()
    form = open_kpi(employee(world), goals_id=goals.id, key=None)
    assert (form.was_kept, form.typed) == (True, typed)

    put(employee(world), goals.id, TYPED)
    form = open_kpi(employee(world), goals_id=goals.id, key=None)
    assert (form.was_kept, form.typed) == (False, TypedKpi())


def closed(acting: Acting, goals_id: int, typed: TypedKpi, *, key: str | None = None) -> None:
    keep_kpi_typed(acting, goals_id=goals_id, key=key, typed=typed, source_id=None)


def test_what_stood_in_a_closed_form_stands_there_again_and_not_on_the_sheet(world: World) -> None:
    goals = world.goals_at(State.SENT)
    typed = replace(TypedKpi.of(SHEET[0]), target="4.2")

    closed(manager(world), goals.id, typed, key="k1")

    form = open_kpi(manager(world), goals_id=goals.id, key="k1")
    assert (form.was_kept, form.typed, form.sheet.kpis) == (True, typed, SHEET)
    other = open_kpi(manager(world), goals_id=goals.id, key="k2")
    assert (other.was_kept, other.typed) == (False, TypedKpi.of(SHEET[1]))


@pytest.mark.parametrize("key", [None, "k1"])
def test_a_form_that_was_only_looked_at_leaves_nothing(world: World, key: str | None) -> None:
    goals = world.goals_at(State.SENT)
    form = open_kpi(manager(world), goals_id=goals.id, key=key)

    closed(manager(world), goals.id, form.typed, key=key)

    assert not open_kpi(manager(world), goals_id=goals.id, key=key).was_kept


def test_what_was_typed_and_set_right_again_is_forgotten(world: World) -> None:
    goals = world.goals_at(State.SENT)
    stands = TypedKpi.of(SHEET[0])
    closed(manager(world), goals.id, replace(stands, target="4.2"), key="k1")

    closed(manager(world), goals.id, stands, key="k1")

    form = open_kpi(manager(world), goals_id=goals.id, key="k1")
    assert (form.was_kept, form.typed) == (False, stands)


def test_whoever_enters_a_figure_is_named_by_their_account(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    source = world.people.colleague

    form = put_kpi(employee(world), goals_id=goals.id, key=None, typed=TYPED, source_id=source.slack_id)

    assert form.kpis[0].figure_by_id == source.id
    assert form.named.people == {source.id: "Wu Min"}
    shown = open_kpi(employee(world), goals_id=goals.id, key=form.kpis[0].key)
    assert shown.source is not None
    assert shown.source.slack_id == source.slack_id


def test_an_account_that_is_nobodys_is_refused_at_its_field_with_all_else_that_is_wrong(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    world.leaves(world.people.colleague, at=TUESDAY)

    for account in ("U0NOBODY", world.people.colleague.slack_id):
        with pytest.raises(KpiUnclear) as unclear:
            put_kpi(
                employee(world),
                goals_id=goals.id,
                key=None,
                typed=replace(TYPED, weight="0"),
                source_id=account,
            )
        assert [(each.code, each.field) for each in unclear.value.problems] == [
            ("goals.kpi_weight", "weight"),
            ("goals.source_unknown", "figure_by_id"),
        ]


def test_a_new_kpi_has_a_key_that_nothing_on_any_sheet_of_theirs_had(world: World) -> None:
    """Or a version would be compared with a KPI that it has nothing to do with."""
    goals = world.goals_at(State.AGREED)
    drop_kpi(employee(world), goals_id=goals.id, key="k2")
    proposed(world.store, goals.id, world.people.employee, (kpi("k1", 100),), reason="One is enough.")
    # What stands now has no k2 any more, nor would a sheet of the next period.
    form = put(manager(world), goals.id)
    assert keys(form) == ["k1", "k3"]

    (later,) = world.open_goals(world.people.employee, name="2027Q2", at=datetime(2027, 4, 1, 2, tzinfo=UTC))
    assert keys(put(employee(world), later.id)) == ["k3"]


def test_more_than_twelve_are_not_put_on_a_sheet_and_what_was_typed_is_kept(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    drafted(world.store, goals.id, world.people.employee, [kpi(f"k{n}", 8) for n in range(1, 13)])

    with pytest.raises(Refusal, match=r"goals\.too_many") as refused:
        put(employee(world), goals.id)
    assert (refused.value.field, refused.value.facts) == ("name", {"count": 13, "most": 12})
    assert open_kpi(employee(world), goals_id=goals.id, key=None).typed == TYPED
    with pytest.raises(Refusal, match=r"goals\.too_many"):
        take_offered(employee(world), goals_id=goals.id, keys=["conversion"], language="en")

    assert len(put(employee(world), goals.id, key="k12").kpis) == 12


def test_doubts_and_reasons_are_those_of_what_is_drafted(world: World, people: Company) -> None:
    goals = world.goals_at(State.OPEN)

    form = put(employee(world), goals.id, replace(TYPED, weight="4", arrives_days="9"))

    assert {each.doubt for each in form.doubts} == {
        Doubt.SINGLE,
        Doubt.NO_KEY,
        Doubt.LATE_FIGURE,
        Doubt.LIGHT,
        Doubt.NO_DUTY,
    }
    assert [reason.code for reason in form.unsound] == ["goals.weights"]


def test_the_post_is_the_one_that_the_employee_has_now(world: World) -> None:
    goals = world.goals_at(State.OPEN)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, world.people.employee.id).post = " 客户服务 "

    form = open_sheet(employee(world), goals_id=goals.id)

    assert form.post is not None
    assert form.post.key == "customer-service"
