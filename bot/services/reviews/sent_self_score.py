"""What was handed in, for its employee to read again; and what their card shows."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.people import Person
from bot.domain.reviews.cycles import is_ad_hoc
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.kpis import counted
from bot.domain.reviews.not_rated import NotRatedFacts
from bot.domain.reviews.release import release_due
from bot.domain.reviews.review import Review
from bot.domain.reviews.seats import Seat
from bot.domain.reviews.second_look import seats
from bot.domain.reviews.self_score import Answer, MyReviewFacts, SentSelfScore, minutes, steps
from bot.domain.reviews.take_back import asked_back, has_started
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.find_cycle import require_it_goes_on
from bot.services.reviews.find_review import found
from bot.services.reviews.fingerprint import fixed_rules
from bot.services.reviews.not_rated import ended_facts
from bot.services.reviews.review_facts import latest, review_facts
from bot.services.reviews.self_score_draft import load_draft
from storage.unit import Unit


def sent_self_score(acting: Acting, *, review_id: int) -> SentSelfScore:
    """What its employee sent last. Raises Refusal: review.not_yours, self_score.not_sent_yet."""
    with acting.store.read() as unit:
        _require_own(unit, review_id, acting)
        return sent_facts(unit, review_id)


def sent_facts(unit: Unit, review_id: int) -> SentSelfScore:
    """The same inside a transaction, for whoever has checked for whom. Raises as above."""
    facts = review_facts(unit, review_id)
    if facts.own_outcome is None or facts.submitted_at is None:
        raise Refusal("self_score.not_sent_yet")
    return SentSelfScore(
        review_id=review_id,
        cycle=facts.cycle,
        manager=facts.manager,
        basis=facts.basis,
        answers={
            item: Answer(
                score=each.score,
                actual=each.actual,
                evidence=each.evidence,
                rungs=each.rungs,
                files=each.files,
            )
            for item, each in facts.own.items()
        },
        files=unit.pocket.only_files([case_id for each in facts.own.values() for case_id in each.files]),
        comment=facts.comment,
        outcome=facts.own_outcome,
        at=facts.submitted_at,
    )


def my_review_facts(unit: Unit, review_id: int, *, now: datetime) -> MyReviewFacts:
    """What the employee's card shows; no scores."""
    facts = review_facts(unit, review_id)
    history = unit.reviews.history(review_id) if facts.stage.handed_in else ()
    wish, asked = asked_back(history), latest(history, Event.ASK_FOR_MORE, Event.GIVE_BACK)
    kept = load_draft(unit, facts.employee.id, review_id)
    review = unit.reviews.look(review_id)
    manager = unit.people.get(facts.in_place_of_id) if facts.in_place_of_id else facts.manager
    delegate = unit.people.get(review.delegate_id) if review.delegate_id else None
    return MyReviewFacts(
        review_id=review_id,
        stage=facts.stage,
        cycle=facts.cycle,
        employee=facts.employee,
        manager=facts.manager,
        second_look=_second_look(unit, review, manager),
        basis=facts.basis,
        minutes=minutes(facts.cycle.scheme, counted(facts.basis.kpis)),
        step=kept[0].step if kept else None,
        last_step=len(steps(facts.cycle.scheme, facts.basis)),
        saved_at=kept[1] if kept else None,
        submitted_at=facts.submitted_at,
        approved_at=facts.approved_at,
        question=facts.question,
        ask=unit.cycles.to_ask(facts.cycle.id),
        withdrawn=None if facts.stage.counts else unit.cycles.withdrawal(facts.cycle.id),
        today=now.astimezone(facts.employee.zone).date(),
        not_rated=_not_rated(unit, facts),
        owed_since=facts.owed_since,
        awaited=facts.awaited,
        approved_by=facts.approved_by,
        started=has_started(history),
        back_asked=wish.at if wish else None,
        given_back=facts.stage.answers and asked is not None and asked.event is Event.GIVE_BACK,
        rules=fixed_rules(unit, facts.cycle.id),
        in_place=(delegate, manager) if delegate else None,
        release_due=release_due(facts.cycle.second_look_due, unit.policy),
        appeal_with=_appeal_with(unit, facts),
        because=_because(unit, facts),
    )


def _because(unit: Unit, facts: ReviewFacts) -> str | None:
    """Why HR wants it, where it is ad hoc."""
    if not is_ad_hoc(facts.cycle.name):
        return None
    opened = latest(unit.reviews.history(facts.id), Event.OPEN)
    return (opened.note if opened else None) or ""


def _appeal_with(unit: Unit, facts: ReviewFacts) -> int | None:
    talk = unit.talks.of_review(facts.id) if facts.stage.released else None
    return talk.id if talk is not None and talk.stage.open_to_appeal else None


def _second_look(unit: Unit, review: Review, manager: Person) -> Person | None:
    """Who is above the manager; whoever decided in their place looks at nothing again."""
    if review.delegate_id is None:
        return unit.people.get(manager.manager_id) if manager.manager_id else None
    chain = unit.second_looks.chain(review.manager_id, review.cycle_id).without(review.delegate_id)
    seat = seats(chain, employee_id=review.employee_id, manager_id=review.manager_id).get(Seat.ONE_OVER)
    return unit.people.get(seat) if seat else None


def self_score_preview(acting: Acting, *, review_id: int) -> MyReviewFacts:
    """What will be asked, for its employee. Raises Refusal: review.not_yours, review.withdrawn."""
    with acting.store.read() as unit:
        require_it_goes_on(unit, _require_own(unit, review_id, acting))
        return my_review_facts(unit, review_id, now=acting.now)


def _not_rated(unit: Unit, facts: ReviewFacts) -> NotRatedFacts | None:
    if facts.stage.rated or not facts.stage.counts:
        return None
    return ended_facts(unit, unit.reviews.look(facts.id), unit.policy)


def _require_own(unit: Unit, review_id: int, acting: Acting) -> Review:
    review = found(lambda: unit.reviews.look(review_id))
    require(Deed.READ_OWN_SELF_SCORE, acting.by, review, refuse=lambda: Refusal("review.not_yours"))
    return review
