"""How far talks are in short, for the one whom it is about and for HR."""

import pytest

from bot.domain.home import Section
from bot.domain.people import Person
from bot.domain.reviews.talk import Preparation
from bot.domain.reviews.talk_overview import MyTalk, TalkCounts
from bot.domain.reviews.talk_way import Mark, State
from bot.domain.reviews.way import State as ReviewState
from bot.services.home import home_facts
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.talk_preparation import prepare
from tests.builders.talks import Talks
from tests.builders.world import World


def on_home(world: World, person: Person, section: Section) -> object:
    return home_facts(world.acting(person)).of[section]


@pytest.mark.parametrize(
    ("state", "judge"),
    [(State.TO_HOLD, None), (State.HELD, None), (State.APPEALED, "Qian Yu"), (State.UPHELD, "Qian Yu")],
)
def test_whoever_it_is_about_reads_how_far_it_is(world: World, state: State, judge: str | None) -> None:
    Talks.after_release(world).at(state)

    review = on_home(world, world.people.employee, Section.REVIEW)

    assert review.talk == MyTalk(mark=Mark(state), holder="Liu Yang", judge=judge)  # type: ignore[attr-defined]


def test_before_its_release_there_is_none(world: World) -> None:
    world.review_at(ReviewState.CONFIRMED)

    assert on_home(world, world.people.employee, Section.REVIEW).talk is None  # type: ignore[attr-defined]
    assert on_home(world, world.people.hr, Section.CYCLE).talks is None  # type: ignore[attr-defined]


def test_hr_reads_how_many_are_how_far_and_others_do_not(world: World) -> None:
    after, people = Talks.after_release(world), world.people
    prepare(
        world.acting(people.manager), talk_id=after.talk.id, typed=Preparation(behaviour="What was good.")
    )

    expected = TalkCounts(counts={Mark.TO_HOLD: 1}, prepared=1)
    assert on_home(world, people.hr, Section.CYCLE).talks == expected  # type: ignore[attr-defined]
    assert cycle_status(world.acting(people.hr), name=None).talks == expected
    assert cycle_status(world.acting(people.manager), name=None).talks is None
