"""How far a workspace has come, for the guide: only reads, in a few light statements."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.intake.states import DESK_EVENTS
from bot.domain.intake.states import Event as RequestEvent
from bot.domain.reviews.notices import QuarterOpened
from bot.domain.reviews.states import Event as ReviewEvent
from bot.domain.reviews.states import State as ReviewState
from storage.milestones import Milestones
from storage.models.delivery import CardRow
from storage.models.intake import RequestRow
from storage.unit import Store, Unit


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a card stands in Slack."""

    channel: str
    ts: str


@dataclass(frozen=True, kw_only=True)
class ReviewSoFar:
    """One employee's newest review. `team` is the manager's card, whose thread the review is decided in."""

    card: Spot | None
    team: Spot | None
    was_told: bool
    is_handed_in: bool
    is_approved: bool


@dataclass(frozen=True, kw_only=True)
class RequestSoFar:
    """One website request. `card` is the requester's own; `answered_at` is when the desk settled it."""

    requester_id: int
    card: Spot | None
    was_asked_about: bool
    was_replied_to: bool
    was_taken_up: bool
    answered_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class HowFar:
    """What has happened. `snoozed_until` is the day on which the colleague asked to be reminded again."""

    cycle: str | None
    review: ReviewSoFar | None
    typed_request: RequestSoFar | None
    passed_on: RequestSoFar | None
    was_pointed_to_the_desk: bool
    takes_pings: bool
    was_nudged: bool
    snoozed_until: date | None
    was_reminded: bool


def how_far(
    store: Store,
    *,
    employee_id: int | None,
    colleague_id: int | None,
    writer_id: int | None,
    developer_id: int | None,
) -> HowFar:
    """How far these people's stories have come; None is nobody, to whom nothing happens."""
    with store.read() as unit:
        milestones = Milestones(unit.session)
        cycle = unit.cycles.latest()
        snooze = milestones.latest_snooze(colleague_id) if colleague_id else None
        return HowFar(
            cycle=cycle.name if cycle else None,
            review=_review(unit, employee_id) if employee_id else None,
            typed_request=_request(unit, milestones.latest_request(from_a_message=False)),
            passed_on=_request(unit, milestones.latest_request(from_a_message=True)),
            was_pointed_to_the_desk=writer_id is not None and milestones.was_pointed_to_the_desk(writer_id),
            takes_pings=developer_id is not None and unit.people.get(developer_id).open_to_pings,
            was_nudged=colleague_id is not None and milestones.was_nudged(colleague_id),
            snoozed_until=snooze.day if snooze else None,
            was_reminded=snooze is not None and snooze.done_at is not None,
        )


def _review(unit: Unit, employee_id: int) -> ReviewSoFar | None:
    found = unit.overview.latest_review(employee_id)
    if found is None:
        return None
    review, cycle, _ = found
    events = {row.event for row in unit.reviews.history(review.id)}
    return ReviewSoFar(
        card=_spot(unit.outbox.card(f"quarter:{review.id}")),
        team=_spot(unit.outbox.card(f"team:{cycle.id}:{review.manager_id}")),
        was_told=Milestones(unit.session).was_sent(QuarterOpened(to=employee_id, review_id=review.id)),
        is_handed_in=ReviewEvent.SUBMIT in events,
        is_approved=review.state is ReviewState.SCORED,
    )


def _request(unit: Unit, request: RequestRow | None) -> RequestSoFar | None:
    if request is None:
        return None
    entries = unit.requests.entries(request.id)
    events = {entry.event for entry in entries}
    answers = [entry.at for entry in entries if entry.event is RequestEvent.ANSWER]
    return RequestSoFar(
        requester_id=request.requester_id,
        card=_spot(unit.outbox.card(f"my-request:{request.id}")),
        was_asked_about=RequestEvent.ASK in events,
        was_replied_to=RequestEvent.REPLY in events,
        was_taken_up=not events.isdisjoint(DESK_EVENTS),
        answered_at=answers[-1] if answers else None,
    )


def _spot(card: CardRow | None) -> Spot | None:
    return Spot(channel=card.channel, ts=card.ts) if card else None
