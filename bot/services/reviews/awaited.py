"""Of whom else than its two sides a review waits: who is still to look again, and who of HR releases it."""

from collections.abc import Mapping, Sequence

from bot.domain.reviews.release import releaser
from bot.domain.reviews.review import Review
from bot.domain.reviews.second_look import Seated, awaited
from bot.domain.reviews.way import Party
from storage.unit import Unit


def awaited_of(unit: Unit, reviews: Sequence[Review]) -> Mapping[int, tuple[int, ...]]:
    """By review, the ids of those who are asked now; nobody of one that waits for one of its sides."""
    seated = seated_at(unit, reviews)
    asked = {review_id: awaited(seats) for review_id, seats in seated.items()}
    ready = [each for each in reviews if each.stage.waits_for(Party.HR)]
    hr = {cycle_id: unit.second_looks.hr(cycle_id) for cycle_id in {each.cycle_id for each in ready}}
    for review in ready:
        person_id = releaser(hr[review.cycle_id], employee_id=review.employee_id)
        asked[review.id] = () if person_id is None else (person_id,)
    return asked


def seated_at(unit: Unit, reviews: Sequence[Review]) -> Mapping[int, Sequence[Seated]]:
    """Who takes the second look at those that wait for it."""
    return unit.second_looks.of_all([each.id for each in reviews if each.stage.waits_for(Party.SECOND_LOOK)])
