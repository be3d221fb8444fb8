"""What the database has to say after the load: each answered request is one review, whole."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.reviews.notices import QuarterCardChanged, SelfScoreHandedIn, TeamProgressChanged
from bot.domain.reviews.way import Event, State
from storage.engine import open_engine
from storage.models.delivery import DraftRow, OutboxRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow, ScoreRow

NOTICES = (QuarterCardChanged, TeamProgressChanged, SelfScoreHandedIn)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`problems` is empty when there are as many reviews handed in as answers, none with a part missing."""

    handed_in: int
    answered: int
    problems: tuple[str, ...]


def prove(database: Path, *, answered: int, items: int) -> Proof:
    """Count what every review has that was handed in: one step of history, its scores, each notice once."""
    engine = open_engine(f"sqlite:///{database}")
    with Session(engine) as session:
        reviews = session.scalars(select(ReviewRow.id).where(ReviewRow.state == State.SELF_SCORED)).all()
        parts = {
            "history": Counter(
                session.scalars(
                    select(ReviewHistoryRow.review_id).where(ReviewHistoryRow.event == Event.SUBMIT)
                )
            ),
            "scores": Counter(session.scalars(select(ScoreRow.review_id))),
            **{notice.__name__: _announced(session, notice.kind) for notice in NOTICES},
        }
        drafts = {int(subject) for subject in session.scalars(select(DraftRow.subject))}
    engine.dispose()
    problems = [] if len(reviews) == answered else [f"{len(reviews)} reviews, {answered} answers"]
    for part, found in parts.items():
        wanted = Counter(dict.fromkeys(reviews, items if part == "scores" else 1))
        if found != wanted:
            problems.append(f"{part}: {found.total()} of {wanted.total()}")
    if left := drafts.intersection(reviews):
        problems.append(f"drafts left: {len(left)}")
    return Proof(handed_in=len(reviews), answered=answered, problems=tuple(problems))


def _announced(session: Session, kind: str) -> Counter[int]:
    """How often each review was announced. A team's progress names the review in its version."""
    found: Counter[int] = Counter()
    for payload in session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == kind)):
        review = payload.get("review_id") or str(payload["version"]).partition(".")[0]
        found[int(review)] += 1
    return found
