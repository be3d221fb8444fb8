"""No surprise: what was said beside a score, before it can be approved. Source: domain.md §8."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from bot.domain.access import Deed, may
from bot.domain.follows import stale
from bot.domain.history import NOTHING_MORE, Facts
from bot.domain.reviews.cycles import CameLate, are_alike
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.follows import Moved, approvals
from bot.domain.reviews.no_surprise import (
    Checked,
    Window,
    lowest,
    reasons,
    surprise,
    told_in_time,
    told_late,
)
from bot.domain.reviews.way import Event, Party
from bot.domain.weeks.feedback import Feedback
from bot.domain.weeks.feedback_follows import FeedbackMoved, givers, receivers
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.review_facts import latest, review_facts
from storage.unit import Unit


def checked(unit: Unit, review: ReviewFacts, *, without: int | None = None) -> Checked:
    """The score that stands beside what its employee was told; `without`: as though this was taken back."""
    if review.outcome is None:
        return Checked()
    window = _window(review)
    pieces = [
        each for each in unit.feedback.told_since(review.employee.id, window.opens) if each.id != without
    ]
    said = Checked(in_time=told_in_time(pieces, window), late=told_late(pieces, window))
    if said.in_time:
        return said
    scheme = review.cycle.scheme
    why = reasons(review.outcome.score, last_point(unit, review), scheme.bands)
    return replace(said, why=why, at_most=lowest(scheme.points, scheme.bands))


def require_no_surprise(unit: Unit, review_id: int, acting: Acting) -> Facts:
    """What an approval leans on, marked as late before everybody who reads it.

    Raises Refusal("review.surprise").
    """
    review = review_facts(unit, review_id)
    said = checked(unit, review)
    if not all(unit.feedback.get(each).stage.on_record for each in said.leans_on):
        said = checked(unit, review)  # its giver took it back in this very moment
    if said.is_missing:
        raise surprise(said, review)
    if not said.leans_on:
        return NOTHING_MORE
    for piece in unit.feedback.mark_late(said.leans_on, review.cycle.id):
        moved = FeedbackMoved(feedback=piece)
        cards = stale([*receivers(moved), *givers(moved)], because=f"{piece.id}.late")
        unit.outbox.add(*cards, now=acting.now)
    return Facts(late_feedback=said.leans_on)


def require_not_leaned_on(unit: Unit, piece: Feedback) -> None:
    """Refuse to take back what an approved score cannot stand without.

    Raises Refusal("feedback.leaned_on").
    """
    for review in unit.reviews.decided_of(piece.receiver_id):
        approved = latest(unit.reviews.history(review.id), Event.APPROVE)
        if approved is None or approved.at < piece.given_at:
            continue
        facts = review_facts(unit, review.id)
        if checked(unit, facts, without=piece.id).is_missing:
            raise Refusal("feedback.leaned_on", name=facts.employee.name)


def show_what_was_said(unit: Unit, piece: Feedback, acting: Acting) -> None:
    """The cards on which a score of whoever it is about waits for their manager say what counts now."""
    for review in unit.reviews.look_under_way_with(piece.receiver_id):
        if review.employee_id == piece.receiver_id and review.stage.waits_for(Party.MANAGER):
            cards = stale(approvals(Moved(review=review)), because=f"said.{piece.id}.{piece.version}")
            unit.outbox.add(*cards, now=acting.now)


def came_late(unit: Unit, cycle_id: int, acting: Acting) -> tuple[CameLate, ...]:
    """What came too late for a cycle, before HR: who had it, from whom. Nothing of what was said."""
    if not may(Deed.RUN_CYCLES, acting.by):
        return ()
    pieces = [each for each in unit.feedback.late_for(cycle_id) if may(Deed.READ_FEEDBACK, acting.by, each)]
    ids = {who for each in pieces for who in (each.receiver_id, each.giver_id)}
    people = {person.id: person for person in unit.people.values(ids)}
    found = (
        CameLate(
            department=people[each.receiver_id].department,
            receiver=people[each.receiver_id].name,
            giver=people[each.giver_id].name,
        )
        for each in pieces
    )
    return tuple(sorted(found, key=lambda each: (each.department, each.receiver, each.giver)))


def last_point(unit: Unit, review: ReviewFacts) -> Decimal | None:
    """The point of their latest period before this one whose result they have, of the same cadence; None
    where there is none, or it was of another scale.
    """
    cycle = review.cycle
    for before in unit.reviews.decided_of(review.employee.id):
        if before.id == review.id or not before.stage.released:
            continue
        of = unit.cycles.facts(before.cycle_id)
        if of.ends_on >= cycle.starts_on or not are_alike(of.name, cycle.name):
            continue
        if of.scheme.points != cycle.scheme.points:
            return None
        came_to = review_facts(unit, before.id).outcome
        return came_to.score if came_to else None
    return None


def _window(review: ReviewFacts) -> Window:
    cycle, zone = review.cycle, review.employee.zone
    opens = datetime.combine(cycle.starts_on, time(), tzinfo=zone)
    shuts = datetime.combine(cycle.ends_on + timedelta(days=1), time(), tzinfo=zone)
    if review.submitted_at is not None:
        shuts = min(shuts, review.submitted_at)
    return Window(cycle_id=cycle.id, opens=opens, shuts=shuts)
