"""What is older than it is kept goes, the record stays whole, and says how much went; never whose."""

import dataclasses
from datetime import timedelta

from sqlalchemy import func, select, text

from bot.domain.intake.brief import Part
from bot.domain.intake.way import Event
from bot.domain.privacy.retention import Rule
from bot.domain.record.chain import Wrong
from bot.domain.reviews.way import State
from bot.services.privacy.retention import let_go, what_would_go
from bot.services.record.seal import seal_what_waits
from bot.services.record.verify import verify_record
from storage.models.actions import GatesViewRow
from storage.models.privacy import RetentionRunRow
from storage.record.guards import remove_guards, set_guards
from tests.builders.briefs import briefed
from tests.builders.intake import filed, stepped
from tests.builders.world import FRIDAY, World
from tests.services.reviews.test_input import asks, five, gives

YEARS_LATER = FRIDAY + timedelta(days=7 * 365)


def looked(world: World, times: int) -> None:
    with world.store.begin() as unit:
        for _ in range(times):
            unit.gates.note(world.people.employee.id, by_id=world.people.hr.id, at=FRIDAY)
            unit.session.flush()


def test_what_is_old_goes_and_the_record_stays_whole(world: World) -> None:
    world.review_at(State.RELEASED)
    looked(world, 4)
    seal_what_waits(world.acting())
    assert what_would_go(world.acting()) == []
    assert let_go(world.acting()) == []

    planned = {(each.rule, each.table): each.rows for each in what_would_go(world.acting(at=YEARS_LATER))}
    gone = {(each.rule, each.table): each.rows for each in let_go(world.acting(at=YEARS_LATER))}

    assert gone == planned
    assert gone[Rule.LOOKS, "gates_views"] == 3, "the newest stays: its number is not given twice"
    assert gone[Rule.REVIEWS, "scores"] > 0
    with world.store.read() as unit:
        assert unit.session.scalar(select(func.count()).select_from(GatesViewRow)) == 1
        runs = unit.session.scalars(
            select(RetentionRunRow).where(RetentionRunRow.source == "gates_view")
        ).all()
        assert [(run.first_id, run.last_id, run.rows) for run in runs] == [(1, 3, 3)]
    found = verify_record(world.acting(at=YEARS_LATER))
    assert (found.broken, found.waiting) == (None, 0)
    assert let_go(world.acting(at=YEARS_LATER)) == []


def test_the_words_of_a_closed_request_go_from_its_brief_too(world: World) -> None:
    store, people = world.store, world.people
    number = filed(store, people.employee, happened="marked-told")
    briefed(store, number, world.acting(people.product_manager), {Part.ACTUAL: "marked-brief"})
    stepped(store, number, Event.ANSWER, people.product_manager, text="marked-answer")

    let_go(world.acting(at=YEARS_LATER))

    with store.read() as unit:
        told, brief = unit.requests.told(number), unit.briefs.newest(number)
        assert "marked" not in f"{told} {brief} {unit.requests.history(number)}"
        assert brief is not None


def test_nothing_goes_under_a_rule_that_is_off(world: World) -> None:
    looked(world, 2)
    acting = world.acting(at=YEARS_LATER)
    retention = dataclasses.replace(acting.policy.retention, looks_years=0)
    policy = dataclasses.replace(acting.policy, retention=retention)

    assert all(
        each.rule is not Rule.LOOKS for each in what_would_go(dataclasses.replace(acting, policy=policy))
    )


def test_a_row_that_somebody_else_took_away_is_missed_all_the_same(world: World) -> None:
    looked(world, 5)
    seal_what_waits(world.acting())
    let_go(world.acting(at=FRIDAY + timedelta(days=1)))
    with world.store.begin() as unit:
        connection = unit.session.connection()
        remove_guards(connection)
        connection.execute(text("DELETE FROM gates_views WHERE id = 2"))
        set_guards(connection)

    broken = verify_record(world.acting()).broken

    assert broken is not None
    assert (broken.wrong, broken.source, broken.row_id) == (Wrong.MISSING, "gates_view", 2)


def test_what_colleagues_said_goes_with_feedback(world: World) -> None:
    who = five(world)
    request = asks(world, who, own="How is Chen Jie?")
    for each in who:
        gives(world, each, request, "good")
    seal_what_waits(world.acting(at=FRIDAY))

    gone = {(each.rule, each.table): each.rows for each in let_go(world.acting(at=YEARS_LATER))}

    assert (gone[Rule.FEEDBACK, "input_givers"], gone[Rule.FEEDBACK, "input_requests"]) == (5, 1)
    with world.store.read() as unit:
        assert [each.answers for each in unit.inputs.givers(request.id)] == [()] * 5
        assert unit.inputs.look(request.id).questions == ()
    assert verify_record(world.acting(at=YEARS_LATER)).broken is None
