"""Self-scores: as values for cards and modals, and as a cycle that was really opened."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from bot.domain.goals.anchors import Anchor, ScoredBy
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.quantities import Quantity
from bot.domain.reviews.cycles import Withdrawal
from bot.domain.reviews.facts import Item, ReviewFacts
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.release import release_due
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.sections.ladder import Ladder
from bot.domain.reviews.self_score import Answer, Draft, MyReviewFacts, SelfScoreForm, SentSelfScore
from bot.domain.reviews.way import DECIDED, REVIEW, State
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.self_score import Entered, pass_step
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import CONVERSION, CUSTOMER, DWELL, TEAMWORK, kpi, review, scheme_with
from tests.builders.figures import figure
from tests.builders.people import someone
from tests.builders.shipped import load_scheme

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""When the quarter is opened: 10:00 in Hangzhou."""
POLICY = Policy()
LONGEST = 3000
LAST_STEP = 3


def answer(score: str, **rest: Any) -> Answer:
    return Answer(score=Decimal(score), **rest)


ANSWERS: dict[Item, Answer] = {
    CONVERSION: answer("3.75", actual="3.8 %"),
    DWELL: answer("3.5", actual="2 min 20 s"),
    CUSTOMER: answer("3", evidence="Took over the complaint of 4 November."),
    TEAMWORK: answer("2.5"),
}

STEPS: tuple[Entered, ...] = (
    Entered(answers={CONVERSION: ANSWERS[CONVERSION], DWELL: ANSWERS[DWELL]}),
    Entered(answers={CUSTOMER: ANSWERS[CUSTOMER], TEAMWORK: ANSWERS[TEAMWORK]}),
    Entered(answers={}, comment="December's figures are estimates."),
)
"""What is entered on each screen, so that all of it can be handed in."""


def form(
    step: int = 1,
    *,
    answers: dict[Item, Answer] | None = None,
    facts: ReviewFacts | None = None,
    comment: str | None = None,
    question: str | None = None,
    saved_at: datetime | None = MONDAY,
) -> SelfScoreForm:
    """The form at one of its steps."""
    shown = facts or review(State.GOALS_AGREED)
    return SelfScoreForm(
        review_id=shown.id,
        cycle=shown.cycle,
        manager=shown.manager,
        basis=shown.basis,
        draft=Draft(step=step, answers=ANSWERS if answers is None else answers, comment=comment),
        saved_at=saved_at,
        question=question,
    )


def sent(*, facts: ReviewFacts | None = None, answers: dict[Item, Answer] | None = None) -> SentSelfScore:
    """What was handed in."""
    shown, given = facts or review(), answers or ANSWERS
    scores = {item: each.score for item, each in given.items() if each.score is not None}
    return SentSelfScore(
        review_id=shown.id,
        cycle=shown.cycle,
        manager=shown.manager,
        basis=shown.basis,
        answers=given,
        comment=shown.comment,
        outcome=outcome_of(shown.cycle.scheme, shown.basis, scores),
        at=MONDAY,
    )


def quarter(
    state: State = State.GOALS_AGREED, *, facts: ReviewFacts | None = None, **rest: object
) -> MyReviewFacts:
    """The quarter's card, on the day it was opened."""
    shown = facts or review(state)
    card = MyReviewFacts(
        review_id=shown.id,
        stage=REVIEW.stage(state),
        cycle=shown.cycle,
        employee=shown.employee,
        manager=shown.manager,
        second_look=someone(9, "Zhao Min"),
        basis=shown.basis,
        minutes=8,
        step=None,
        last_step=LAST_STEP,
        saved_at=None,
        submitted_at=None if state is State.GOALS_AGREED else MONDAY,
        approved_at=MONDAY if state in DECIDED else None,
        question="Which branch?" if state is State.MORE_ASKED else None,
        today=date(2026, 11, 24),
        owed_since=MONDAY,
        release_due=release_due(shown.cycle.second_look_due, Policy()),
        withdrawn=None if shown.stage.counts else Withdrawal(by="Zhou Jing", on=MONDAY, reason="A mistake."),
    )
    return replace(card, **rest)  # type: ignore[arg-type]


def longest_sheet(text: str) -> tuple[Kpi, ...]:
    """Twelve KPIs with eight anchors and a figure that suggests a score, everything as long as it may be."""
    anchors = tuple(
        Anchor(score=Decimal("3.5"), text=text[:300], low=Decimal(-number)) for number in range(8)
    )
    entered = figure("-123456789.25", typed=text[:120], source=text[:200], by=text[:80], as_of=MONDAY.date())
    return tuple(
        replace(
            kpi(f"k{number}", text[:150], 8 if number else 12),
            result=text[:300],
            measure=text[:300],
            unit=text[:40],
            target=text[:120],
            source=text[:200],
            anchors=anchors,
            quantity=Quantity.COUNT,
            scored_by=ScoredBy.BANDS,
            figure=entered if number % 2 else replace(entered, value=Decimal("123456789.25")),
        )
        for number in range(12)
    )


def scheme_of_values(count: int) -> Scheme:
    """kpi-values with so many ladders."""
    first = load_scheme("kpi-values").section("values").ladders[0]
    ladders = tuple(Ladder(key=f"v{n}", name=first.name, rungs=first.rungs) for n in range(count))
    return scheme_with("values", ladders=ladders)


def open_quarter(store: Store, *, by: Person, now: datetime = MONDAY, scheme: str = "kpi-values") -> None:
    open_cycle(acting(store, by=by, now=now), name="2026Q4", scheme_key=scheme)


def review_of(store: Store, person: Person) -> int:
    """The id of somebody's only review."""
    with store.read() as unit:
        return unit.session.scalars(select(ReviewRow.id).where(ReviewRow.employee_id == person.id)).one()


def fill(store: Store, review_id: int, *, by: Person, now: datetime = MONDAY) -> SelfScoreForm:
    """Fill in every screen; the form as it is to be read over."""
    for number, entered in enumerate(STEPS, start=1):
        done, problems = pass_step(
            acting(store, by=by, now=now), review_id=review_id, step=number, entered=entered
        )
        assert problems == []
    return done
