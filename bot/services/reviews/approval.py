"""The manager's decision on a self-score: approve it, adjust it, or ask for more."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.reviews.access import may_see_result, may_see_scores
from bot.domain.reviews.approval import ApprovalFacts, Wanted, adjustments
from bot.domain.reviews.facts import Item
from bot.domain.reviews.notices import (
    MoreAsked,
    QuarterCardChanged,
    ScoreApproved,
    SelfScoreHandedIn,
    TeamProgressChanged,
)
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.states import Event, State
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.approval_reading import approval_facts, handed_over_by
from bot.services.reviews.find_cycle import require_not_withdrawn
from bot.services.reviews.history import advance
from bot.services.reviews.reading import review_facts
from storage.models.reviews import ReviewRow, ScoreRow
from storage.unit import Unit

ADJUST = "adjust"
ASK = "ask"
"""The forms whose drafts are kept; a draft's subject is the review's id."""


def approve(acting: Acting, *, review_id: int, version: int) -> None:
    """Fix the scores that stand, once, and tell the employee.

    `version` is what the card showed. Raises Refusal: review.not_your_report, review.taken_over,
    review.approved_already, review.employee_left, review.asked_already, review.not_handed_in,
    review.changed_since, review.withdrawn.
    """
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        advance(unit, review, Event.APPROVE, acting)
        unit.drafts.drop(acting.person.id, ADJUST, str(review_id))
        unit.drafts.drop(acting.person.id, ASK, str(review_id))
        _show(unit, review, now=acting.now)
        unit.outbox.add(ScoreApproved(to=review.employee_id, review_id=review_id), now=acting.now)


def adjust_scores(
    acting: Acting, *, review_id: int, version: int, wanted: Mapping[Item, Wanted], typed: dict[str, Any]
) -> None:
    """Put the manager's scores beside the employee's; only those that changed are written.

    `typed` is what stood in the form, as JSON values: the next one offers it if this is refused.
    Raises as `approve` does, and review.reason_needed (ReasonsMissing), review.not_a_score,
    review.nothing_changed.
    """
    _keep_draft(acting, ADJUST, review_id=review_id, data=typed)
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        changes = adjustments(review_facts(unit, review_id), wanted)
        if not changes:
            raise Refusal("review.nothing_changed")
        step_id = advance(unit, review, Event.ADJUST, acting)
        for (section, item), each in changes.items():
            unit.session.add(
                ScoreRow(
                    review_id=review_id,
                    history_id=step_id,
                    side=Side.MANAGER,
                    section=section,
                    item=item,
                    score=each.score,
                    reason=each.reason,
                )
            )
        unit.drafts.drop(acting.person.id, ADJUST, str(review_id))
        unit.outbox.add(_card(review, version=str(review.version)), now=acting.now)


def ask_for_more(acting: Acting, *, review_id: int, version: int, question: str) -> None:
    """Give the self-score back with a question, which is kept if it is refused. Raises as `approve` does."""
    _keep_draft(acting, ASK, review_id=review_id, data={"question": question})
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        advance(unit, review, Event.ASK_FOR_MORE, acting, note=question)
        unit.drafts.drop(acting.person.id, ASK, str(review_id))
        _show(unit, review, now=acting.now)
        unit.outbox.add(
            MoreAsked(to=review.employee_id, review_id=review_id, version=str(review.version)), now=acting.now
        )


def to_decide(
    acting: Acting, *, review_id: int, version: int, form: str
) -> tuple[ApprovalFacts, dict[str, Any] | None]:
    """What a form needs to open, and what this person typed into it before. Raises as `approve` does."""
    with _clicked(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _check(unit, unit.reviews.look(review_id), version=version, by=acting.person)
        draft = unit.drafts.get(acting.person.id, form, str(review_id))
        return approval_facts(unit, review_id), draft.data if draft else None


def to_review(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The review as it stands now, for its manager to decide on. Raises as `to_read` and `approve` do."""
    facts = to_read(acting, review_id=review_id)
    version = facts.review.version
    with _clicked(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _check(unit, unit.reviews.look(review_id), version=version, by=acting.person)
    return facts


def to_read(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The review with every case, reason and score in full.

    Raises Refusal: review.not_yours_to_see, review.no_result_yet.
    """
    with acting.store.read() as unit:
        facts = approval_facts(unit, review_id)
    if not may_see_scores(acting.person, facts.review):
        raise Refusal("review.not_yours_to_see")
    if not may_see_result(acting.person, facts.review):
        raise Refusal("review.no_result_yet", manager=facts.review.manager.name)
    return facts


def result_for(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The approved review. Raises Refusal: review.not_yours_to_see, review.no_result_yet."""
    facts = to_read(acting, review_id=review_id)
    if facts.review.state is not State.SCORED:
        raise Refusal("review.no_result_yet", manager=facts.review.manager.name)
    return facts


@contextmanager
def _deciding(acting: Acting, *, review_id: int, version: int) -> Iterator[tuple[Unit, ReviewRow]]:
    with _clicked(acting, review_id=review_id, version=version), acting.store.begin() as unit:
        review = unit.reviews.get(review_id)
        _check(unit, review, version=version, by=acting.person)
        yield unit, review


@contextmanager
def _clicked(acting: Acting, *, review_id: int, version: int) -> Iterator[None]:
    """A card that was clicked in vain may be an old one: it is worded afresh, wherever it stands."""
    try:
        yield
    except Refusal:
        _bring_up_to_date(acting, review_id=review_id, version=version)
        raise


def _keep_draft(acting: Acting, form: str, *, review_id: int, data: dict[str, Any]) -> None:
    """In a transaction of its own, so that a refused or failed form loses nothing."""
    with acting.store.begin() as unit:
        unit.drafts.save(acting.person.id, form, str(review_id), data, at=acting.now)


def _check(unit: Unit, review: ReviewRow, *, version: int, by: Person) -> None:
    require_not_withdrawn(unit, review)
    under_review = unit.people.get(review.employee_id)
    employee = under_review.name
    if by.id != review.manager_id:
        manager = unit.people.get(review.manager_id).name
        gone = handed_over_by(unit, review.id, by.id)
        if gone is not None:
            raise Refusal("review.taken_over", manager=manager, employee=employee, on=gone.at)
        raise Refusal("review.not_your_report", manager=manager)
    if review.state is State.SCORED:
        approved = next(row for row in unit.reviews.history(review.id) if row.event is Event.APPROVE)
        raise Refusal("review.approved_already", employee=employee, on=approved.at)
    if under_review.left_on is not None:
        raise Refusal("review.employee_left", employee=employee)
    if review.state is State.MORE_ASKED:
        raise Refusal("review.asked_already", employee=employee, on=review.owed_since)
    if review.state is State.GOALS_AGREED:
        raise Refusal("review.not_handed_in", employee=employee)
    if review.version != version:
        raise Refusal("review.changed_since")


def _bring_up_to_date(acting: Acting, *, review_id: int, version: int) -> None:
    with acting.store.begin() as unit:
        review = unit.reviews.look(review_id)
        has_left = unit.people.get(review.employee_id).left_on is not None
        if review.version != version or has_left:
            seen = f"{review.version}.{version}{'.left' if has_left else ''}"
            unit.outbox.add(
                SelfScoreHandedIn(to=acting.person.id, review_id=review_id, version=seen), now=acting.now
            )


def _show(unit: Unit, review: ReviewRow, *, now: datetime) -> None:
    """The review moved on: parent, card and the employee's own card say so, each lane in this order."""
    version = str(review.version)
    unit.outbox.add(
        TeamProgressChanged(
            to=review.manager_id, cycle_id=review.cycle_id, version=f"{review.id}.{review.version}"
        ),
        _card(review, version=version),
        QuarterCardChanged(to=review.employee_id, review_id=review.id, version=version),
        now=now,
    )


def _card(review: ReviewRow, *, version: str) -> SelfScoreHandedIn:
    return SelfScoreHandedIn(to=review.manager_id, review_id=review.id, version=version)
