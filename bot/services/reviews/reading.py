"""One review as values, for cards, modals and checks."""

from collections.abc import Sequence
from decimal import Decimal

from bot.domain.reviews.facts import CycleFacts, Item, ItemScore, Kpi, ReviewFacts
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.standing import outcome_of
from bot.domain.reviews.states import Event
from bot.services.reviews.schemes import restore_scheme
from storage.models.reviews import CycleRow, KpiItemRow, ReviewHistoryRow, ScoreRow
from storage.unit import Unit


def review_facts(unit: Unit, review_id: int) -> ReviewFacts:
    """The review, whole, in four statements. Raises NoResultFound; whoever shows it checks for whom."""
    review, cycle_row, employee, manager = unit.reviews.whole(review_id)
    cycle = cycle_facts(cycle_row)
    kpis = kpi_facts(unit.reviews.items(review.sheet_id))
    scores = unit.reviews.scores(review_id)
    history = unit.reviews.history(review_id)
    own = _last(scores, Side.SELF)
    # A manager's row without a reason takes an adjustment back: the employee's score stands again.
    given = {item: each for item, each in _last(scores, Side.MANAGER).items() if each.reason}
    submitted, asked = latest(history, Event.SUBMIT), latest(history, Event.ASK_FOR_MORE)
    approved = latest(history, Event.APPROVE)
    approver = unit.people.get(approved.by_id) if approved and approved.by_id else None
    points = {item: each.score for item, each in own.items()}
    standing = points | {item: each.score for item, each in given.items()}
    return ReviewFacts(
        id=review.id,
        state=review.state,
        version=review.version,
        cycle=cycle,
        employee=employee.value(),
        manager=manager.value(),
        kpis=kpis,
        own=own,
        given=given,
        comment=submitted.note if submitted else None,
        question=asked.note if asked else None,
        submitted_at=submitted.at if submitted else None,
        approved_at=approved.at if approved else None,
        approved_by=approver.value() if approver else None,
        own_outcome=outcome_of(cycle.scheme, kpis, points) if points else None,
        outcome=outcome_of(cycle.scheme, kpis, standing) if standing else None,
    )


def cycle_facts(row: CycleRow) -> CycleFacts:
    """A cycle as a value, its scheme restored."""
    return CycleFacts(
        id=row.id,
        name=row.name,
        scheme=restore_scheme(row.scheme),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        self_score_due=row.self_score_due,
        self_score_closes=row.self_score_closes,
        approval_due=row.approval_due,
    )


def kpi_facts(rows: Sequence[KpiItemRow]) -> tuple[Kpi, ...]:
    """A sheet's items as values, in the sheet's order."""
    return tuple(
        Kpi(
            key=row.key,
            name=row.name,
            result=row.result,
            measure=row.measure,
            unit=row.unit,
            target=row.target,
            source=row.source,
            weight=row.weight,
            anchors=tuple((Decimal(anchor["score"]), anchor["text"]) for anchor in row.anchors),
        )
        for row in rows
    )


def _last(scores: Sequence[ScoreRow], side: Side) -> dict[Item, ItemScore]:
    return {
        (row.section, row.item): ItemScore(
            score=row.score, actual=row.actual, evidence=row.evidence, reason=row.reason
        )
        for row in scores
        if row.side is side
    }


def latest(history: Sequence[ReviewHistoryRow], event: Event) -> ReviewHistoryRow | None:
    """The last time that this happened."""
    return next((row for row in reversed(history) if row.event is event), None)
