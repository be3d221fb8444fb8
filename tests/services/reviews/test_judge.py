"""Who decides about an appeal; the admins hear where nobody can."""

from bot.domain.concerns import Cause
from bot.domain.reviews.talk_way import State
from bot.domain.reviews.way import State as ReviewState
from bot.services.reviews.advance_talk import look_again
from bot.services.reviews.judge import judge_of
from tests.builders.people import HR, Role, person
from tests.builders.talks import Talks
from tests.builders.world import World


def concerns(world: World) -> int:
    with world.store.read() as unit:
        return len(unit.concerns.open_of({Cause.NO_JUDGE}, about="appeal:"))


def test_somebody_of_hr_who_had_no_part(world: World) -> None:
    after = Talks.after_release(world)

    with world.store.begin() as unit:
        assert judge_of(unit, after.talk, world.acting()) == after.second_hr.id
    assert concerns(world) == 0


def test_where_all_had_a_part_the_admins_hear_and_whoever_comes_decides(world: World) -> None:
    review = world.review_at(ReviewState.RELEASED)
    after = Talks(world=world, review=review, second_hr=world.people.hr)

    after.appeal()

    assert (after.talk.state, after.talk.judge_id, concerns(world)) == (State.APPEALED, None, 1)
    newcomer = person(
        world.store, "Qian Yu", post="HR partner", department=HR, manager=world.people.boss, roles=(Role.HR,)
    )
    with world.store.begin() as unit:
        look_again(unit, world.acting())
    assert (after.talk.judge_id, concerns(world)) == (newcomer.id, 0)
