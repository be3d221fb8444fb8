"""What a manager prepares for a talk: begun from what is there, kept, saved, read by nobody else."""

import pytest

from bot.domain.reviews.talk import TEXT_LIMIT, Material, Preparation
from bot.errors import Refusal
from bot.services.reviews.talk_preparation import keep_preparation, open_preparation, prepare
from tests.builders.talks import Talks
from tests.builders.world import World

MINE = Preparation(behaviour="Asks first.", verdict="Meets.", actions="A course by May.")


@pytest.fixture
def after(world: World) -> Talks:
    return Talks.after_release(world)


def test_it_is_begun_from_cases_and_what_was_typed_is_kept(after: Talks) -> None:
    manager = after.world.acting(after.world.people.manager)

    _, begun = open_preparation(manager, talk_id=after.talk.id)
    assert isinstance(begun, Material)
    assert begun.cases

    keep_preparation(manager, talk_id=after.talk.id, typed=MINE)
    facts, kept = open_preparation(manager, talk_id=after.talk.id)
    assert (kept, facts.prepared_at) == (MINE, None)


def test_it_is_saved_once_and_a_later_one_takes_its_place(after: Talks) -> None:
    manager = after.world.acting(after.world.people.manager)
    for typed in (MINE, MINE, Preparation(behaviour="Asks first, always.")):
        prepare(manager, talk_id=after.talk.id, typed=typed)

    facts, saved = open_preparation(manager, talk_id=after.talk.id)

    assert saved == Preparation(behaviour="Asks first, always.")
    assert facts.prepared_at == manager.now
    assert after.talk.version == 3
    with after.world.store.read() as unit:
        assert unit.talks.prepared_in(after.review.cycle_id) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (Preparation(behaviour=" "), "talk.nothing_prepared"),
        (Preparation(verdict="x" * (TEXT_LIMIT + 1)), "talk.too_long"),
    ],
)
def test_what_is_refused_is_kept(after: Talks, typed: Preparation, code: str) -> None:
    manager = after.world.acting(after.world.people.manager)

    with pytest.raises(Refusal) as refused:
        prepare(manager, talk_id=after.talk.id, typed=typed)

    assert refused.value.code == code
    assert open_preparation(manager, talk_id=after.talk.id)[1] == typed


def test_nobody_else_reads_or_writes_it(after: Talks) -> None:
    people = after.world.people
    prepare(after.world.acting(people.manager), talk_id=after.talk.id, typed=MINE)

    for by in (people.employee, people.hr, people.boss, after.second_hr):
        with pytest.raises(Refusal, match=r"talk\.not_yours"):
            open_preparation(after.world.acting(by), talk_id=after.talk.id)
        with pytest.raises(Refusal, match=r"talk\.not_yours"):
            prepare(after.world.acting(by), talk_id=after.talk.id, typed=MINE)
