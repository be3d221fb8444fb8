"""What the database has to say after the load: each answered request is one review, whole."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.domain.cards import Card, CardKey
from bot.domain.intake.similar import Found
from bot.domain.intake.way import Event as Filing
from bot.domain.notices import CardStale
from bot.domain.reviews.way import Event, State
from storage.models.delivery import DraftRow, OutboxRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow, ScoreRow
from storage.models.similar import SearchDocumentRow

APPROVED = (State.SCORED, State.CONFIRMED)
"""The second of them at once where nobody looks a second time."""
STALE = (Card.MY_REVIEW, Card.TEAM, Card.APPROVAL)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`problems` is empty when as much was done as was answered, once each and no part of it missing."""

    done: int
    answered: int
    problems: tuple[str, ...]


def prove_in(engine: Engine, *, answered: int, items: int) -> Proof:
    """Count what every review has that was handed in: one step, its scores, each card drawn once."""
    with Session(engine) as session:
        reviews = session.scalars(select(ReviewRow.id).where(ReviewRow.state == State.SELF_SCORED)).all()
        parts = {
            "history": Counter(
                session.scalars(
                    select(ReviewHistoryRow.review_id).where(ReviewHistoryRow.event == Event.SUBMIT)
                )
            ),
            "scores": Counter(session.scalars(select(ScoreRow.review_id))),
            **{card.value: _announced(session, card) for card in STALE},
        }
        drafts = {int(subject) for subject in session.scalars(select(DraftRow.subject))}
    problems = [] if len(reviews) == answered else [f"{len(reviews)} reviews, {answered} answers"]
    for part, found in parts.items():
        wanted = Counter(dict.fromkeys(reviews, items if part == "scores" else 1))
        if found != wanted:
            problems.append(f"{part}: {found.total()} of {wanted.total()}")
    if left := drafts.intersection(reviews):
        problems.append(f"drafts left: {len(left)}")
    return Proof(done=len(reviews), answered=answered, problems=tuple(problems))


def prove_approved(engine: Engine, *, answered: int) -> Proof:
    """Each approval that was answered is one review scored, by one step and no second one"""
    with Session(engine) as session:
        reviews = session.scalars(select(ReviewRow.id).where(ReviewRow.state.in_(APPROVED))).all()
        steps = session.scalars(
            select(ReviewHistoryRow.review_id).where(ReviewHistoryRow.event == Event.APPROVE)
        ).all()
    return _once("reviews", reviews, {"history": steps}, answered=answered)


def prove_filed(engine: Engine, *, answered: int) -> Proof:
    """Each form that was answered is one request, with one entry that it was filed, and can be found."""
    with Session(engine) as session:
        requests = session.scalars(select(RequestRow.id)).all()
        parts = {
            "entries": session.scalars(
                select(RequestEntryRow.request_id).where(RequestEntryRow.event == Filing.FILE)
            ).all(),
            "documents": session.scalars(
                select(SearchDocumentRow.document_id).where(SearchDocumentRow.kind == Found.REQUEST)
            ).all(),
        }
    return _once("requests", requests, parts, answered=answered)


def _once(what: str, ids: Sequence[int], parts: Mapping[str, Sequence[int]], *, answered: int) -> Proof:
    problems = [] if len(ids) == answered else [f"{len(ids)} {what}, {answered} answers"]
    problems += [
        f"{part}: {len(found)} of {len(ids)}" for part, found in parts.items() if sorted(found) != sorted(ids)
    ]
    return Proof(done=len(ids), answered=answered, problems=tuple(problems))


def _announced(session: Session, card: Card) -> Counter[int]:
    """How often a card of that kind had to be brought up to date for each review, which `because` names."""
    found: Counter[int] = Counter()
    for payload in session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == CardStale.kind)):
        key = CardKey.parse(payload["card"])
        if key is not None and key.card is card:
            found[int(payload["because"].partition(".")[0])] += 1
    return found
