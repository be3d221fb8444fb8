"""HR looks at a review as somebody else sees it: exactly that, on record, and never at their own."""

import pytest
from sqlalchemy import select

from bot.domain.people import Person, Role
from bot.domain.reviews.view_as import Side, Viewed
from bot.domain.reviews.way import State
from bot.errors import Refusal
from bot.services.reviews.approval import result_for, to_read
from bot.services.reviews.delegation import delegate
from bot.services.reviews.second_look import read_second_look, send_back
from bot.services.reviews.sent_self_score import sent_self_score
from bot.services.reviews.view_as import choose_view, start_view, view_as
from storage.models.people import PersonRow
from storage.models.view_as import ViewedAsRow
from tests.builders.people import MARKETING, person
from tests.builders.world import FRIDAY, World


def looked(world: World, whom: Person, review_id: int, *, by: Person | None = None) -> Viewed:
    return view_as(world.acting(by or world.people.hr), whom_id=whom.id, review_id=review_id)


def on_record(world: World) -> list[tuple[int, int, int, Side]]:
    with world.store.read() as unit:
        rows = unit.session.scalars(select(ViewedAsRow).order_by(ViewedAsRow.id)).all()
        assert {row.at for row in rows} <= {FRIDAY}
        return [(row.by_id, row.whom_id, row.review_id, row.side) for row in rows]


@pytest.mark.parametrize("state", list(State))
def test_what_is_shown_is_what_they_would_be_shown(world: World, state: State) -> None:
    review, people = world.review_at(state), world.people

    theirs = looked(world, people.employee, review.id)
    managers = looked(world, people.manager, review.id)

    assert theirs.card is not None
    employee, stage = world.acting(people.employee), review.stage
    assert theirs.sent == (sent_self_score(employee, review_id=review.id) if stage.handed_in else None)
    assert theirs.whole == (result_for(employee, review_id=review.id) if stage.released else None)
    assert managers.whole == to_read(world.acting(people.manager), review_id=review.id)
    assert (managers.card, managers.sent) == (None, None)
    if review.stage.decided:
        bosses, _, _ = read_second_look(world.acting(people.boss), review_id=review.id)
        assert looked(world, people.boss, review.id).whole == bosses


def test_each_look_is_on_record_and_nothing_is_sent(world: World) -> None:
    review, people = world.review_at(State.SCORED), world.people

    for whom in (people.employee, people.manager, people.boss):
        looked(world, whom, review.id)

    hr = people.hr.id
    assert on_record(world) == [
        (hr, people.employee.id, review.id, Side.EMPLOYEE),
        (hr, people.manager.id, review.id, Side.MANAGER),
        (hr, people.boss.id, review.id, Side.SECOND_LOOK),
    ]
    assert world.notices() == []


def test_whoever_is_in_the_managers_place_is_looked_at_as_the_manager(world: World) -> None:
    review, people = world.review_at(State.SELF_SCORED), world.people
    delegate(
        world.acting(people.hr),
        manager_account=people.manager.slack_id or "",
        delegate_account=people.colleague.slack_id or "",
        until_on=FRIDAY.date(),
        reason="On leave",
    )

    viewed = looked(world, people.colleague, review.id)

    assert viewed.glance.side is Side.MANAGER
    assert viewed.whole == to_read(world.acting(people.colleague), review_id=review.id)


def test_what_was_sent_back_is_not_before_whoever_looked_again(world: World) -> None:
    review = world.review_at(State.SCORED)
    send_back(world.acting(world.people.boss), review_id=review.id, version=review.version, reason="Why?")

    assert looked(world, world.people.boss, review.id).whole is None


def test_the_reviews_to_choose_from_are_those_before_them(world: World) -> None:
    review, people = world.review_at(State.SCORED), world.people

    found = choose_view(world.acting(people.hr), account=str(people.boss.slack_id))

    assert [(each.review_id, each.employee, each.side) for each in found.found] == [
        (review.id, people.employee, Side.SECOND_LOOK)
    ]
    with pytest.raises(Refusal, match=r"view_as\.nothing"):
        choose_view(world.acting(people.hr), account=str(people.colleague.slack_id))
    with pytest.raises(Refusal, match=r"view_as\.stranger"):
        choose_view(world.acting(people.hr), account="U0NOBODY")
    with pytest.raises(Refusal, match=r"view_as\.oneself"):
        choose_view(world.acting(people.hr), account=str(people.hr.slack_id))


def test_nobody_but_hr_looks(world: World) -> None:
    review, people = world.review_at(State.RELEASED), world.people

    for other in people.everyone:
        if other == people.hr:
            continue
        with pytest.raises(Refusal, match=r"view_as\.not_hr"):
            start_view(world.acting(other))
        with pytest.raises(Refusal, match=r"view_as\.not_hr"):
            choose_view(world.acting(other), account=str(people.employee.slack_id))
        with pytest.raises(Refusal, match=r"view_as\.not_hr"):
            looked(world, people.employee, review.id, by=other)
    assert on_record(world) == []


def test_nobody_of_hr_looks_at_a_review_of_hr_or_at_what_is_not_before_that_person(world: World) -> None:
    review, people = world.review_at(State.RELEASED), world.people
    other = person(world.store, "Ma Lin", department=MARKETING, roles=(Role.HR,))

    for whom_id, review_id in (
        (people.colleague.id, review.id),
        (people.hr.id, review.id),
        (people.employee.id, 4711),
        (4711, review.id),
    ):
        with pytest.raises(Refusal, match=r"view_as\.not_before_them"):
            view_as(world.acting(people.hr), whom_id=whom_id, review_id=review_id)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).roles = frozenset({Role.HR})
    for whom in (people.employee, people.manager):
        with pytest.raises(Refusal, match=r"view_as\.not_before_them"):
            looked(world, whom, review.id, by=other)
    assert on_record(world) == []
