"""How far one person's newest review has come, for the guide: only reads, in a few light statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.home import MyReview
from bot.domain.reviews.cards import my_review_card, second_looks_card, team_card
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import Seated
from bot.domain.reviews.talk import offered
from bot.domain.reviews.talk_way import Event as TalkEvent
from bot.domain.reviews.way import Event
from storage.cards import Spot
from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class TalkSoFar:
    """The talk about the result after its last release. `chosen`: when it is to be, once they chose."""

    is_prepared: bool
    has_times: bool
    chosen: datetime | None
    was_held: bool
    is_acknowledged: bool


@dataclass(frozen=True, kw_only=True)
class ReviewSoFar:
    """One employee's newest review. `team` is the manager's card, whose thread the review is decided in.

    `was_prepared`: its employee has heard from the manager what a low score asks for, or it was approved
    without. `was_doubted`: it came back from the second look; `was_answered`: it was approved again since.
    `looks`: the parents of the threads in which each seat of the second look reads it, once they are there;
    `confirmed`: the seats in which that was done. `is_released`: HR has released it.
    `was_viewed`: HR looked at it as its employee sees it.
    """

    id: int
    card: Spot | None
    team: Spot | None
    was_told: bool
    is_handed_in: bool
    was_prepared: bool
    is_approved: bool
    was_doubted: bool
    was_answered: bool
    looks: Mapping[Seat, Spot]
    confirmed: frozenset[Seat]
    is_released: bool
    was_viewed: bool
    talk: TalkSoFar | None


def review_so_far(unit: Unit, employee_id: int) -> ReviewSoFar | None:
    """How far it is, of a period; None where somebody has none."""
    found = unit.overview.review_of_period(employee_id)
    return _so_far(unit, employee_id, found) if found else None


def year_so_far(unit: Unit, employee_id: int) -> ReviewSoFar | None:
    """The same of their newest of a year."""
    found = unit.overview.review_of_year(employee_id)
    return _so_far(unit, employee_id, found) if found else None


def _so_far(unit: Unit, employee_id: int, found: MyReview) -> ReviewSoFar:
    card = unit.cards.get(my_review_card(found.review_id))
    events = [entry.event for entry in unit.reviews.history(found.review_id)]
    since_doubted = events[events.index(Event.SEND_BACK) :] if Event.SEND_BACK in events else []
    seated = unit.second_looks.of(found.review_id)
    return ReviewSoFar(
        id=found.review_id,
        card=card,
        team=unit.cards.get(team_card(found.cycle_id, found.manager_id)),
        was_told=card is not None,
        is_handed_in=Event.SUBMIT in events,
        was_prepared=Event.APPROVE in events or unit.milestones.warned(found.manager_id, of=employee_id),
        is_approved=Event.APPROVE in events,
        was_doubted=Event.SEND_BACK in events,
        was_answered=Event.APPROVE in since_doubted,
        looks={each.seat: spot for each in seated if (spot := _thread_of(unit, found.cycle_id, each))},
        is_released=Event.RELEASE in events,
        confirmed=frozenset(each.seat for each in seated if each.confirmed_at is not None),
        was_viewed=unit.milestones.was_viewed_as(employee_id, review_id=found.review_id),
        talk=_talk(unit, found.review_id),
    )


def _talk(unit: Unit, review_id: int) -> TalkSoFar | None:
    talk = unit.talks.of_review(review_id)
    if talk is None:
        return None
    history = unit.talks.history(talk.id)
    events, offer = {entry.event for entry in history}, offered(history)
    return TalkSoFar(
        is_prepared=TalkEvent.PREPARE in events,
        has_times=TalkEvent.OFFER in events,
        chosen=offer.chosen if offer else None,
        was_held=TalkEvent.HOLD in events,
        is_acknowledged=TalkEvent.ACKNOWLEDGE in events,
    )


def _thread_of(unit: Unit, cycle_id: int, seated: Seated) -> Spot | None:
    return unit.cards.get(second_looks_card(cycle_id, seated.person_id))
