"""The desk changes hands: what is open goes over, and both are told once."""

from datetime import date, timedelta

import pytest

from bot.domain.concerns import Cause
from bot.domain.intake.way import Event
from bot.domain.people import Role
from bot.services.concerns import concern_list
from bot.services.intake.desk_change import change_facts, is_latest
from storage.unit import Store
from tests.builders.intake import MORNING, filed, read, stepped
from tests.builders.rota import THIS_WEEK, Desk
from tests.builders.told import told

WEEK = timedelta(days=7)
NEXT_MONDAY = MORNING + WEEK


@pytest.fixture
def desk(store: Store) -> Desk:
    desk = Desk(store)
    desk.passes()
    return desk


def news(desk: Desk) -> list[tuple[str, int | None]]:
    return [each for each in told(desk.store) if each[0].startswith("Duty")]


def test_the_first_look_tells_nobody(desk: Desk) -> None:
    assert told(desk.store) == []


def test_as_the_week_changes_what_waits_goes_over_and_what_was_accepted_stays(desk: Desk) -> None:
    chen = desk.people.employee
    new, asked, accepted = (
        filed(desk.store, chen, submission=view, policy=desk.policy) for view in ("V1", "V2", "V3")
    )
    stepped(desk.store, asked, Event.ASK, desk.gao)
    stepped(desk.store, accepted, Event.ACCEPT, desk.gao)
    promised = read(desk.store, new).answer_by

    desk.passes(at=NEXT_MONDAY)
    desk.passes(at=NEXT_MONDAY + timedelta(minutes=5))

    assert desk.owners() == {new: "Wei Na", asked: "Wei Na", accepted: "Gao Wei"}
    assert read(desk.store, new).answer_by == promised
    assert news(desk) == [("DutyBegan", desk.wei.id), ("DutyEnded", desk.gao.id)]
    with desk.store.read() as unit:
        change = unit.rota.latest_change()
        assert change is not None
        facts = change_facts(unit, change.id, policy=desk.policy)
        assert is_latest(unit, change.id)
    assert ([each.id for each in facts.carried], facts.stay) == ([new, asked], 1)
    assert (facts.person, facts.was, facts.stands_in_for) == (desk.wei, desk.gao, None)


def test_whoever_is_away_leaves_everything_to_the_stand_in(desk: Desk) -> None:
    number = filed(desk.store, desk.people.employee, policy=desk.policy)
    stepped(desk.store, number, Event.ACCEPT, desk.gao)

    desk.away(desk.gao, THIS_WEEK, date(2026, 11, 25))
    desk.passes(at=MORNING + timedelta(hours=1))

    assert desk.owners() == {number: "Wei Na"}
    with desk.store.read() as unit:
        change = unit.rota.latest_change()
        assert change is not None
        assert change_facts(unit, change.id, policy=desk.policy).stands_in_for == desk.gao


def test_who_comes_back_has_it_again_and_hears_so(desk: Desk) -> None:
    desk.away(desk.gao, THIS_WEEK, date(2026, 11, 24))
    desk.passes(at=MORNING)

    desk.passes(at=MORNING + timedelta(days=2))

    assert news(desk) == [
        ("DutyBegan", desk.wei.id),
        ("DutyEnded", desk.gao.id),
        ("DutyBegan", desk.gao.id),
        ("DutyEnded", desk.wei.id),
    ]


def test_who_left_is_told_nothing(desk: Desk) -> None:
    number = filed(desk.store, desk.people.employee, policy=desk.policy)
    desk.change(desk.gao, left_on=date(2026, 11, 23))

    desk.passes()

    assert news(desk) == [("DutyBegan", desk.wei.id)]
    assert desk.owners() == {number: "Wei Na"}


def test_nobody_is_woken_for_it(desk: Desk) -> None:
    midnight = NEXT_MONDAY - timedelta(hours=10)

    desk.passes(at=midnight)

    with desk.store.read() as unit:
        assert unit.outbox.waiting(until=midnight) == []
        assert [each.kind for each in unit.outbox.waiting(until=NEXT_MONDAY)] == ["DutyBegan", "DutyEnded"]


def test_the_admins_are_told_of_a_gap_once_until_it_is_mended(desk: Desk) -> None:
    desk.change(desk.gao, roles=frozenset())
    desk.passes()
    desk.passes()

    open_now = concern_list(desk.by(desk.people.admin), Cause.ROTA_GAP).open
    assert [each.facts["name"] for each in open_now] == ["gao.wei@example.com"]
    assert [kind for kind, _ in told(desk.store)].count("ConcernsChanged") == 1

    desk.change(desk.gao, roles=frozenset({Role.PRODUCT_MANAGER}))
    desk.passes()

    assert concern_list(desk.by(desk.people.admin), Cause.ROTA_GAP).open == ()
