"""A year that runs beside a quarter."""

from datetime import UTC, datetime

from bot.domain.reviews.review import Review
from bot.domain.reviews.way import State
from bot.services.reviews.open_cycle import open_cycle
from tests.builders.world import HANDED_IN, World

SCORED_THIRD = datetime(2026, 10, 12, 6, tzinfo=UTC)


def year_beside_a_quarter(world: World, *, scheme: str | None = None) -> tuple[Review, Review]:
    """Chen Jie's 2026Q4, in which nothing was handed in yet, and their 2026, opened after it: they have the
    result of 2026Q3. `scheme`: of the quarter.
    """
    employee, hr = world.people.employee, world.people.hr
    [third] = world.open_quarter(employee, name="2026Q3", at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    world.review_at(State.RELEASED, at=SCORED_THIRD)
    assert world.reload(third).stage.released
    [quarter] = world.open_quarter(employee, scheme=scheme)
    open_cycle(world.acting(hr, at=HANDED_IN), name="2026", is_meant=True)
    return quarter, world.review_of(employee)
