"""A person moves to a new manager while their review is open."""

from bot.domain.people import Person
from bot.domain.reviews.notices import QuarterCardChanged, SelfScoreHandedIn, TeamProgressChanged
from bot.domain.reviews.states import Event, State
from bot.services.acting import Acting
from bot.services.reviews.history import advance
from storage.unit import Unit


def hand_over_reviews(unit: Unit, employee_id: int, new_manager: Person, acting: Acting) -> None:
    """Give a person's reviews that are not scored yet to the new manager; both see it in their threads.

    The history's note is the address of the manager who gave it up: by it a late click of theirs is
    told who has the review now. Safe to run twice.
    """
    for review in unit.reviews.unscored_of(employee_id):
        old = unit.people.get(review.manager_id)
        if old.id == new_manager.id:
            continue
        review.manager_id = new_manager.id
        advance(unit, review, Event.HAND_OVER, acting, note=old.email)
        version = str(review.version)
        team = f"{review.id}.{version}"
        for manager_id in (old.id, new_manager.id):
            unit.outbox.add(
                TeamProgressChanged(to=manager_id, cycle_id=review.cycle_id, version=team), now=acting.now
            )
            if review.state is not State.GOALS_AGREED:
                unit.outbox.add(
                    SelfScoreHandedIn(to=manager_id, review_id=review.id, version=version), now=acting.now
                )
        unit.outbox.add(
            QuarterCardChanged(to=review.employee_id, review_id=review.id, version=version), now=acting.now
        )
