"""One review as values, for cards, modals and checks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.history import Entry
from bot.domain.reviews.approval import given_by_manager
from bot.domain.reviews.basis import Basis
from bot.domain.reviews.calibration import calibrated
from bot.domain.reviews.facts import Given, Item, ItemScore, ReviewFacts
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import Event, State
from bot.services.reviews.awaited import awaited_of
from storage.unit import Unit

History = Sequence[Entry[State, Event]]


def review_facts(unit: Unit, review_id: int) -> ReviewFacts:
    """The review, whole, in four statements. Raises Missing; whoever shows it checks for whom."""
    review, cycle, employee, manager = unit.reviews.whole(review_id)
    if review.stage.lapses:
        cycle = replace(cycle, self_score_due=cycle.self_score_due_since(review.owed_since))
    basis = unit.figures.on(review, unit.reviews.basis(review, cycle.scheme))
    scores = unit.reviews.scores(review_id)
    history = unit.reviews.history(review_id)
    own = still_asked(last_given(scores, Side.SELF), cycle.scheme, basis)
    given = still_asked(given_by_manager(scores), cycle.scheme, basis)
    submitted, asked = latest(history, Event.SUBMIT), latest(history, Event.ASK_FOR_MORE)
    approved = latest(history, Event.APPROVE)
    approver = unit.people.get(approved.by_id) if approved and approved.by_id else None
    points = {item: each.score for item, each in own.items()}
    holding = points | {item: each.score for item, each in given.items()}
    outcome = outcome_of(cycle.scheme, basis, holding) if holding else None
    if outcome is not None and review.stage.decided:
        outcome = calibrated(outcome, unit.calibrations.of(review_id))
    return ReviewFacts(
        id=review.id,
        state=review.state,
        version=review.version,
        cycle=cycle,
        employee=employee,
        manager=manager,
        basis=basis,
        own=own,
        given=given,
        comment=submitted.note if submitted else None,
        question=asked.note if asked else None,
        submitted_at=submitted.at if submitted else None,
        approved_at=approved.at if approved else None,
        approved_by=approver,
        owed_since=review.owed_since,
        own_outcome=outcome_of(cycle.scheme, basis, points) if points else None,
        outcome=outcome,
        awaited=tuple(unit.people.get(each) for each in awaited_of(unit, [review]).get(review_id, ())),
        in_place_of_id=review.manager_id if review.manager_id != manager.id else None,
        leans_on=(approved.facts.late_feedback or ()) if approved and review.stage.decided else (),
    )


def latest(history: History, *events: Event) -> Entry[State, Event] | None:
    """The last time that one of these happened."""
    return next((entry for entry in reversed(history) if entry.event in events), None)


def still_asked(scores: Mapping[Item, ItemScore], scheme: Scheme, basis: Basis) -> dict[Item, ItemScore]:
    """Without what a corrected scheme asks no more: it stays on record and counts for nothing. A score that
    nobody chooses is what the basis makes it now.
    """
    asked = {(part.key, item) for part in scheme.sections for item in part.items(basis)}
    computed = scheme.computed(basis)
    return {
        item: replace(score, score=computed.get(item, score.score))
        for item, score in scores.items()
        if item in asked
    }


def last_given(scores: Sequence[Given], side: Side) -> dict[Item, ItemScore]:
    """What one side gave each item last."""
    return {each.item: each.score for each in scores if each.side is side}
