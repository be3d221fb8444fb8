"""Released results of many people, written at once: how they came about is tested elsewhere."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from bot.domain.people import Person
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import Event, State
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK
from tests.builders.people import person
from tests.builders.world import OPENED, QUARTER, World

BEFORE = "2026Q3"
IN_OCTOBER = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)

STAR, WILD_DOG, RABBIT, DOG, BULL = (
    ("4", "3"),
    ("4", "2.25"),
    ("3", "3"),
    ("3", "2.25"),
    ("3.5", "2.75"),
)
"""What every KPI and every value was given."""
TOP = ("5", "3")
"""Comes to 4.5, the top band."""


def team(world: World) -> tuple[Person, ...]:
    """Six of Marketing, who report to Liu Yang."""
    more = ("Gao Fei", "Han Xue", "Jiang Bo", "Kong Ming")
    people = [person(world.store, each, manager=world.people.manager) for each in more]
    return (world.people.employee, world.people.colleague, *people)


def released(
    world: World, given: Mapping[Person, tuple[str, str]], *, name: str = QUARTER, at: datetime = OPENED
) -> tuple[Review, ...]:
    """A quarter of these people alone, each with their scores, and all of it released."""
    reviews = world.open_quarter(*given, name=name, at=at)
    with world.store.begin() as unit:
        for review, (performance, values) in zip(reviews, given.values(), strict=True):
            _, entry = unit.reviews.move(
                review,
                Event.RELEASE,
                to=State.RELEASED,
                owed_since=at,
                by_id=world.people.hr.id,
                at=at,
            )
            scores: dict[Item, ItemScore] = {
                item: ItemScore(score=Decimal(performance)) for item in (CONVERSION, DWELL)
            } | {item: ItemScore(score=Decimal(values)) for item in (CUSTOMER, TEAMWORK)}
            unit.reviews.add_scores(review.id, entry, Side.SELF, scores)
    return tuple(world.reload(each) for each in reviews)
