"""A person leaves, or comes back, while their review is open."""

from datetime import datetime

from bot.domain.reviews.notices import SelfScoreHandedIn, TeamProgressChanged
from bot.domain.reviews.states import State
from storage.unit import Unit


def tell_their_managers(unit: Unit, employee_id: int, *, now: datetime) -> None:
    """The manager's thread counts anew, and the card of what was handed in says whether they are there."""
    for review in unit.reviews.unscored_of(employee_id):
        version = f"{review.version}:{now.isoformat()}"
        unit.outbox.add(
            TeamProgressChanged(
                to=review.manager_id, cycle_id=review.cycle_id, version=f"{review.id}.{version}"
            ),
            now=now,
        )
        if review.state is not State.GOALS_AGREED:
            unit.outbox.add(
                SelfScoreHandedIn(to=review.manager_id, review_id=review.id, version=version), now=now
            )
