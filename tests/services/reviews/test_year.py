"""A year is opened like any cycle: for whoever has a result in it, and goes the same way."""

from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.reviews.facts import ItemScore
from bot.domain.reviews.review import Review
from bot.domain.reviews.sections.periods import YEAR
from bot.domain.reviews.way import State
from bot.domain.reviews.year import Missing
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.review_facts import review_facts
from tests.builders.world import World

YEAR_ENDED = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
ITEM = ("periods", YEAR)
WORDS = {ITEM: ItemScore(score=Decimal("3.5"), evidence="Conversion went up; I learnt to say no.")}


def open_year(world: World, *, at: datetime = YEAR_ENDED, is_meant: bool = False) -> Review:
    """Chen Jie's, after a quarter with a result."""
    world.review_at(State.RELEASED)
    open_cycle(world.acting(world.people.hr, at=at), name="2026", is_meant=is_meant)
    return world.review_of(world.people.employee)


def test_it_is_for_whoever_has_a_result_and_says_what_is_missing(world: World) -> None:
    review = open_year(world)

    with world.store.read() as unit:
        periods = unit.years.of(review.id)
        quarter = review_facts(unit, periods[3].review_id or 0).outcome
    assert [(each.period, each.missing) for each in periods] == [
        ("2026Q1", Missing.NO_REVIEW),
        ("2026Q2", Missing.NO_REVIEW),
        ("2026Q3", Missing.NO_REVIEW),
        ("2026Q4", None),
    ]
    assert quarter is not None
    assert periods[3].counted is not None
    assert periods[3].counted.exact == quarter.exact
    assert (periods[3].days, periods[3].of) == (92, 92)


def test_it_goes_the_way_of_a_quarter(world: World) -> None:
    review = open_year(world)
    handed_in = world.hand_in(review, own=WORDS, at=YEAR_ENDED)
    assert handed_in.state is State.SELF_SCORED

    released = world.review_at(State.RELEASED, at=YEAR_ENDED)

    assert released.id == review.id
    with world.store.read() as unit:
        facts = review_facts(unit, review.id)
        [of_quarter] = [each for each in unit.years.of(review.id) if each.counted]
    assert facts.outcome is not None
    assert of_quarter.counted is not None
    assert facts.outcome.exact == of_quarter.counted.exact
    assert facts.own[ITEM].evidence == WORDS[ITEM].evidence
