"""A sheet as somebody left it: why and from when it changes, what the other side did, who may work on it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.draft import SheetForm
from bot.domain.goals.way import State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals.agreement import propose, take_back
from bot.services.goals.sheet import (
    drop_kpi,
    keep_reason,
    open_kpi,
    open_sheet,
    start_over,
    take_last,
    take_offered,
)
from storage.models.reviews import CycleRow
from storage.unit import Store
from tests.builders.goals import SHEET, TUESDAY, drafted, proposed
from tests.builders.world import World
from tests.services.goals.test_sheet import by, employee, manager, put


def test_a_reason_and_a_day_are_kept_before_they_are_sent(world: World) -> None:
    goals = world.goals_at(State.AGREED)

    keep_reason(manager(world), goals_id=goals.id, reason="More of it.", counts_from=date(2027, 2, 1))

    form = open_sheet(manager(world), goals_id=goals.id)
    assert (form.reason, form.counts_from) == ("More of it.", date(2027, 2, 1))
    put(manager(world), goals.id, key="k1")
    form = open_sheet(manager(world), goals_id=goals.id)
    assert (form.reason, form.counts_from) == ("More of it.", date(2027, 2, 1))


def test_a_reason_that_is_not_changed_makes_no_draft(world: World) -> None:
    goals = world.goals_at(State.AGREED)
    form = open_sheet(manager(world), goals_id=goals.id)

    keep_reason(manager(world), goals_id=goals.id, reason="", counts_from=form.counts_from)

    assert open_sheet(manager(world), goals_id=goals.id).saved_at is None


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (TUESDAY, date(2027, 1, 5)),
        (datetime(2026, 12, 28, 2, 0, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2027, 4, 2, 2, 0, tzinfo=UTC), date(2027, 3, 31)),
    ],
)
def test_a_change_counts_from_today_within_the_period_unless_another_day_is_named(
    world: World, at: datetime, day: date
) -> None:
    goals = world.goals_at(State.AGREED)

    form = open_sheet(world.acting(world.people.employee, at=at), goals_id=goals.id)

    assert (form.is_change, form.needs_reason, form.counts_from) == (True, True, day)


# What the other side did meanwhile.


def overtaken(world: World) -> int:
    """Liu has a draft of the version that Chen has replaced since; the id of the goals."""
    goals = world.goals_at(State.SENT)
    drafted(world.store, goals.id, world.people.manager, (replace(SHEET[0], name="Mine"), SHEET[1]))
    assert goals.sheet_id is not None
    take_back(employee(world), goals_id=goals.id, sheet_id=goals.sheet_id)
    proposed(world.store, goals.id, world.people.employee, (SHEET[0], replace(SHEET[1], target="9")))
    return goals.id


def news(form: SheetForm) -> list[tuple[str, tuple[str, ...]]]:
    return [(change.kpi.key, change.fields) for change in form.news]


TOLD = [("k2", ("target",))]


def test_what_the_other_side_changed_is_told_once_and_the_draft_is_kept(world: World) -> None:
    goals_id = overtaken(world)

    first = open_sheet(manager(world), goals_id=goals_id)
    again = open_sheet(manager(world), goals_id=goals_id)

    assert (news(first), news(again)) == (TOLD, [])
    assert [each.name for each in first.kpis] == [each.name for each in again.kpis] == ["Mine", "KPI k2"]


@pytest.mark.parametrize("step", ["put", "drop", "take"])
def test_it_is_told_too_to_whoever_works_on_in_a_form_that_was_open_before(world: World, step: str) -> None:
    goals_id = overtaken(world)

    form = {
        "put": lambda: put(manager(world), goals_id),
        "drop": lambda: drop_kpi(manager(world), goals_id=goals_id, key="k1"),
        "take": lambda: take_offered(manager(world), goals_id=goals_id, keys=None, language="en"),
    }[step]()

    assert news(form) == TOLD


def test_keeping_a_reason_is_no_look_at_what_changed(world: World) -> None:
    goals_id = overtaken(world)

    keep_reason(manager(world), goals_id=goals_id, reason="Better so.", counts_from=None)

    form = open_sheet(manager(world), goals_id=goals_id)
    assert (news(form), form.reason) == (TOLD, "Better so.")


def test_whoever_takes_theirs_begins_with_theirs(world: World) -> None:
    goals_id = overtaken(world)

    form = start_over(manager(world), goals_id=goals_id)

    assert (form.news, form.changed) == ((), ())
    assert form.kpis[1].target == "9"


# Who may, and when.


STRANGERS = ("colleague", "boss", "developer", "admin", "product_manager")


@pytest.mark.parametrize(
    ("state", "side", "code"),
    [
        (State.OPEN, "employee", None),
        (State.OPEN, "manager", "goals.waits_for_other"),
        (State.SENT, "employee", "goals.waits_for_other"),
        (State.SENT, "manager", None),
        (State.ADJUSTED, "employee", None),
        (State.ADJUSTED, "manager", None),
        (State.AGREED, "employee", None),
        (State.AGREED, "manager", None),
        (State.CHANGE_SENT, "employee", "goals.waits_for_other"),
        (State.CHANGE_SENT, "manager", None),
        (State.CHANGE_ADJUSTED, "employee", None),
        (State.CHANGE_ADJUSTED, "manager", None),
        (State.WITHDRAWN, "employee", "goals.withdrawn"),
        (State.WITHDRAWN, "manager", "goals.withdrawn"),
    ],
)
def test_who_can_work_on_it_now(world: World, state: State, side: str, code: str | None) -> None:
    goals = world.goals_at(state)
    who = [getattr(world.people, side), *([world.people.hr] if side == "manager" else [])]

    assert {_refused(by(world, each), goals.id) for each in who} == {code}
    assert {_refused(by(world, getattr(world.people, name)), goals.id) for name in STRANGERS} == {
        "goals.not_yours"
    }


def _refused(acting: Acting, goals_id: int) -> str | None:
    """Why nothing can be done here, whatever is tried; None where it can."""
    attempts = (
        lambda: open_sheet(acting, goals_id=goals_id),
        lambda: open_kpi(acting, goals_id=goals_id, key=None),
        lambda: put(acting, goals_id),
        lambda: drop_kpi(acting, goals_id=goals_id, key="k1"),
        lambda: take_offered(acting, goals_id=goals_id, keys=["conversion"], language="en"),
        lambda: take_last(acting, goals_id=goals_id),
        lambda: keep_reason(acting, goals_id=goals_id, reason="So.", counts_from=None),
        lambda: start_over(acting, goals_id=goals_id),
    )
    said: set[str | None] = set()
    for attempt in attempts:
        try:
            attempt()
        except Refusal as refused:
            said.add(refused.code)
        else:
            said.add(None)
    (only,) = said
    return only


def test_whoever_waits_is_told_whether_the_other_is_still_writing(world: World) -> None:
    goals = world.goals_at(State.OPEN)

    with pytest.raises(Refusal) as refused:
        open_sheet(manager(world), goals_id=goals.id)
    assert refused.value.facts == {"other": "Chen Jie", "is_drafting": True}

    world.goals_at(State.SENT)
    with pytest.raises(Refusal) as refused:
        open_sheet(employee(world), goals_id=goals.id)
    assert refused.value.facts == {"other": "Liu Yang", "is_drafting": False}


def _scoring_opens(store: Store) -> None:
    with store.begin() as unit:
        for cycle in unit.session.query(CycleRow):
            cycle.scoring_opened_at = TUESDAY


@pytest.mark.parametrize(
    ("state", "code"), [(State.SENT, None), (State.AGREED, "goals.scoring_open"), (State.OPEN, None)]
)
def test_once_it_is_scored_only_what_was_never_agreed_can_still_be(
    world: World, state: State, code: str | None
) -> None:
    goals = world.goals_at(state)
    _scoring_opens(world.store)
    side = world.people.employee if state is State.OPEN else world.people.manager

    assert _refused(by(world, side), goals.id) == code


def test_nobody_works_on_the_sheet_of_somebody_who_left(world: World) -> None:
    goals = world.goals_at(State.SENT)
    world.leaves(world.people.employee, at=TUESDAY)

    assert _refused(manager(world), goals.id) == "goals.employee_left"


def test_whoever_had_changed_nothing_goes_on_with_what_stands_now(world: World) -> None:
    """Their draft is a reason and no more: it takes nothing back of what the other side did."""
    goals = world.goals_at(State.SENT)
    keep_reason(manager(world), goals_id=goals.id, reason="To be discussed.", counts_from=None)
    assert goals.sheet_id is not None
    take_back(employee(world), goals_id=goals.id, sheet_id=goals.sheet_id)
    proposed(world.store, goals.id, world.people.employee, (SHEET[0], replace(SHEET[1], target="9")))

    form = open_sheet(manager(world), goals_id=goals.id)

    assert (form.changed, news(form), form.reason) == ((), TOLD, "To be discussed.")
    assert form.kpis[1].target == "9"


def test_a_day_that_was_not_chosen_moves_on_with_the_calendar(world: World) -> None:
    goals = world.goals_at(State.AGREED)
    keep_reason(manager(world), goals_id=goals.id, reason="More.", counts_from=TUESDAY.date())

    later = world.acting(world.people.manager, at=datetime(2027, 1, 20, 2, 0, tzinfo=UTC))

    assert open_sheet(later, goals_id=goals.id).counts_from == date(2027, 1, 20)


def test_what_was_taken_back_is_a_draft_again_with_its_reason_and_its_day(world: World) -> None:
    goals = world.goals_at(State.AGREED)
    kpis = (replace(SHEET[0], target="9"), SHEET[1])
    drafted(world.store, goals.id, world.people.employee, kpis)
    sent = propose(
        employee(world),
        goals_id=goals.id,
        seen=goals.version,
        reason="The shop was moved.",
        counts_from=date(2027, 2, 1),
    )
    assert sent.sheet is not None

    take_back(employee(world), goals_id=goals.id, sheet_id=sent.sheet.id)

    form = open_sheet(employee(world), goals_id=goals.id)
    assert (form.kpis, form.reason, form.counts_from) == (kpis, "The shop was moved.", date(2027, 2, 1))
    assert [change.fields for change in form.changed] == [("target",)]
