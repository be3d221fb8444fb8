"""What the database has to say after the load: each answered request is one review, whole."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from bot.domain.cards import Card, CardKey
from bot.domain.notices import CardStale
from bot.domain.reviews.way import Event, State
from storage.engine import open_engine
from storage.models.delivery import DraftRow, OutboxRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow, ScoreRow

STALE = (Card.MY_REVIEW, Card.TEAM, Card.APPROVAL)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`problems` is empty when there are as many reviews handed in as answers, none with a part missing."""

    handed_in: int
    answered: int
    problems: tuple[str, ...]


def prove(database: Path, *, answered: int, items: int) -> Proof:
    """The same of a SQLite file."""
    engine = open_engine(f"sqlite:///{database}")
    proof = prove_in(engine, answered=answered, items=items)
    engine.dispose()
    return proof


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
    return Proof(handed_in=len(reviews), answered=answered, problems=tuple(problems))


def _announced(session: Session, card: Card) -> Counter[int]:
    """How often a card of that kind had to be brought up to date for each review, which `because` names."""
    found: Counter[int] = Counter()
    for payload in session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == CardStale.kind)):
        key = CardKey.parse(payload["card"])
        if key is not None and key.card is card:
            found[int(payload["because"].partition(".")[0])] += 1
    return found
