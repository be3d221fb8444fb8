"""The manager's decision on a self-score: approve it, adjust it, or ask for more."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bot.domain.access import Deed, may
from bot.domain.drafts import Form, Typed
from bot.domain.follows import stale
from bot.domain.obligations import Kind
from bot.domain.reviews.approval import (
    ApprovalFacts,
    Approved,
    Wanted,
    adjustments,
    require_reasons,
    standing,
)
from bot.domain.reviews.cards import approval_card
from bot.domain.reviews.facts import Item, ItemScore
from bot.domain.reviews.review import Review
from bot.domain.reviews.score_draft import ScoreForm, differs
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.way import Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.obligations import owed_by
from bot.services.reviews.advance import advance
from bot.services.reviews.approval_facts import approval_facts, gave_up
from bot.services.reviews.find_cycle import require_it_goes_on
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import latest, review_facts
from bot.services.reviews.score_draft import form_of, keep_entered
from bot.services.reviews.second_look import give_to_second_look
from storage.unit import Unit


def approve(acting: Acting, *, review_id: int, version: int) -> Approved:
    """Fix the scores that hold, once; the second look comes next. Whom it was about, and who waits for this
    person next.

    `version` is what the card showed. Raises Refusal: review.not_your_report, review.taken_over,
    review.approved_already, review.employee_left, review.asked_already, review.not_handed_in,
    review.changed_since, review.withdrawn, review.half_done; and ReasonsMissing.
    """
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        form = form_of(unit, review_id, acting)
        if differs(form.facts.review, form.entered):
            raise Refusal("review.half_done", employee=form.facts.review.employee.name)
        return _fix(unit, review, acting)


def score_and_approve(
    acting: Acting,
    *,
    review_id: int,
    version: int,
    entered: Mapping[Item, Wanted],
    read_at: str = "",
    window: str = "",
) -> Approved:
    """Put the manager's scores beside the employee's and fix them.

    What was entered is kept if this is refused. `read_at`: of which draft the form was shown; where another
    device kept a newer one it is refused with review.scored_elsewhere. Raises as `approve` and
    `adjust_scores` do.
    """
    form = keep_scores(
        acting, review_id=review_id, version=version, entered=entered, read_at=read_at, window=window
    )
    _require_kept(form, entered)
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        review = _put_down(unit, review, acting, entered) or review
        return _fix(unit, review, acting)


def adjust_scores(
    acting: Acting,
    *,
    review_id: int,
    version: int,
    entered: Mapping[Item, Wanted],
    read_at: str = "",
    window: str = "",
) -> None:
    """Put the manager's scores beside the employee's; only those that changed are written.

    What was entered is kept if this is refused. Raises as `approve` does, and review.not_a_score,
    review.nothing_changed, review.scored_elsewhere.
    """
    form = keep_scores(
        acting, review_id=review_id, version=version, entered=entered, read_at=read_at, window=window
    )
    _require_kept(form, entered)
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        if _put_down(unit, review, acting, entered) is None:
            raise Refusal("review.nothing_changed")


def keep_scores(
    acting: Acting,
    *,
    review_id: int,
    version: int,
    entered: Mapping[Item, Wanted],
    read_at: str,
    window: str,
    only: Item | None = None,
) -> ScoreForm:
    """Keep what stands in the form; the form as it is by then. See `keep_entered`. Raises as `approve`."""
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        return keep_entered(unit, review, acting, entered=entered, read_at=read_at, window=window, only=only)


def open_scores(acting: Acting, *, review_id: int, version: int) -> ScoreForm:
    """The form of scores where this person left it. Raises as `approve` does."""
    with _before_a_decision(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _check(unit, _looked(unit, review_id), acting, version=version)
        return form_of(unit, review_id, acting)


def ask_for_more(acting: Acting, *, review_id: int, version: int, question: str) -> None:
    """Give the self-score back with a question, which is kept if it is refused. Raises as `approve` does."""
    keep_question(acting, review_id=review_id, version=version, question=question)
    with _deciding(acting, review_id=review_id, version=version) as (unit, review):
        advance(unit, review, Event.ASK_FOR_MORE, acting, note=question)
        unit.drafts.drop(acting.person.id, Form.ASK, str(review_id))


def keep_question(acting: Acting, *, review_id: int, version: int, question: str) -> None:
    """Keep what was typed, whether it can be asked now or not, for whoever decides.

    Raises Refusal: review.not_your_report, review.taken_over, review.delegated.
    """
    with _before_a_decision(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _require_decider(unit, _looked(unit, review_id), acting)
    keep_draft(acting, form=Form.ASK, subject=str(review_id), data={"question": question})


def open_question(acting: Acting, *, review_id: int, version: int) -> tuple[ApprovalFacts, Typed | None]:
    """What the form of a question needs, and what this person typed into it before. Raises as `approve`."""
    with _before_a_decision(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _check(unit, _looked(unit, review_id), acting, version=version)
        draft = unit.drafts.get(acting.person.id, Form.ASK, str(review_id))
        return approval_facts(unit, review_id), draft.data if draft else None


def to_review(acting: Acting, *, review_id: int) -> ScoreForm:
    """What its manager needs to decide, as the review is this moment, from a reminder or Home.

    Raises as `to_read` and as `approve` do.
    """
    facts = to_read(acting, review_id=review_id)
    version = facts.review.version
    with _before_a_decision(acting, review_id=review_id, version=version), acting.store.read() as unit:
        _check(unit, _looked(unit, review_id), acting, version=version)
        return form_of(unit, review_id, acting)


def to_read(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The review with every case, reason and score in full.

    Raises Refusal: review.not_yours_to_see, review.no_result_yet.
    """
    with acting.store.read() as unit:
        review = found(lambda: unit.reviews.look(review_id), refuse=_not_yours_to_see)
        if not may(Deed.READ_SELF_SCORE, acting.by, review):
            raise _not_yours_to_see()
        facts = approval_facts(unit, review_id)
    if not may(Deed.READ_RESULT, acting.by, review):
        raise Refusal("review.no_result_yet", manager=facts.review.manager.name)
    return facts


def result_for(acting: Acting, *, review_id: int) -> ApprovalFacts:
    """The approved review. Raises Refusal: review.not_yours_to_see, review.no_result_yet."""
    facts = to_read(acting, review_id=review_id)
    if not facts.review.stage.released:
        raise Refusal("review.no_result_yet", manager=facts.review.manager.name)
    return facts


def _require_kept(form: ScoreForm, entered: Mapping[Item, Wanted]) -> None:
    """What is decided is what was sent: not where another device has something newer."""
    differ = (form.entered[item] != each for item, each in entered.items() if item in form.entered)
    if form.is_elsewhere and any(differ):
        raise Refusal("review.scored_elsewhere")


def _put_down(unit: Unit, review: Review, acting: Acting, entered: Mapping[Item, Wanted]) -> Review | None:
    """Write what differs from what holds; None where nothing does."""
    reason_from = acting.policy.scoring.reason_points
    changes = adjustments(review_facts(unit, review.id), entered, reason_from=reason_from)
    if not changes:
        return None
    moved, entry = advance(unit, review, Event.ADJUST, acting)
    given = {item: ItemScore(score=each.score, reason=each.reason) for item, each in changes.items()}
    unit.reviews.add_scores(review.id, entry, Side.MANAGER, given)
    unit.drafts.drop(acting.person.id, Form.ADJUST, str(review.id))
    return moved


def _fix(unit: Unit, review: Review, acting: Acting) -> Approved:
    """The scores that hold now are the review's, where nothing lacks that has to come with them."""
    facts = review_facts(unit, review.id)
    require_reasons(facts, standing(facts), reason_from=acting.policy.scoring.reason_points)
    give_to_second_look(unit, review, acting)
    for form in (Form.ADJUST, Form.ASK):
        unit.drafts.drop(acting.person.id, form, str(review.id))
    owed = owed_by(unit, acting.person, acting)
    return Approved(
        employee=facts.employee.name, waiting=tuple(each for each in owed if each.kind is Kind.APPROVAL)
    )


@contextmanager
def _deciding(acting: Acting, *, review_id: int, version: int) -> Iterator[tuple[Unit, Review]]:
    with _before_a_decision(acting, review_id=review_id, version=version), acting.store.begin() as unit:
        review = found(lambda: unit.reviews.get(review_id), refuse=_not_your_report)
        _check(unit, review, acting, version=version)
        yield unit, review


@contextmanager
def _before_a_decision(acting: Acting, *, review_id: int, version: int) -> Iterator[None]:
    """A card that was clicked in vain may be an old one: it is worded afresh, wherever it stands."""
    try:
        yield
    except Refusal:
        with acting.store.begin() as unit:
            review = _looked(unit, review_id)
            had_it = review.manager_id == acting.person.id or gave_up(unit, review_id, acting.person.id)
            if had_it and (review.version != version or not review.is_here):
                seen = f"{review.version}.{version}{'' if review.is_here else '.left'}"
                card = approval_card(review_id, acting.person.id)
                unit.outbox.add(*stale([(acting.person.id, card)], because=seen), now=acting.now)
        raise


def _check(unit: Unit, review: Review, acting: Acting, *, version: int) -> None:
    """Whether this person may decide, and whether there is anything to decide, as their card shows it."""
    _require_decider(unit, review, acting)
    employee = unit.people.get(review.employee_id).name
    require_it_goes_on(unit, review)
    if review.stage.decided:
        approved = latest(unit.reviews.history(review.id), Event.APPROVE)
        raise Refusal("review.approved_already", employee=employee, on=approved.at if approved else None)
    if not review.is_here:
        raise Refusal("review.employee_left", employee=employee)
    if review.stage.answers:
        raise Refusal("review.asked_already", employee=employee, on=review.owed_since)
    if not review.stage.handed_in:
        raise Refusal("review.not_handed_in", employee=employee)
    if not _is_as_shown(unit, review, version):
        raise Refusal("review.changed_since")


def _require_decider(unit: Unit, review: Review, acting: Acting) -> None:
    if may(Deed.DECIDE, acting.by, review):
        return
    employee = unit.people.get(review.employee_id).name
    manager = unit.people.get(review.decider_id).name
    gone = gave_up(unit, review.id, acting.person.id)
    if gone is not None:
        raise Refusal("review.taken_over", manager=manager, employee=employee, on=gone.at)
    if acting.by_id == review.manager_id:
        raise Refusal("review.delegated", delegate=manager, employee=employee)
    raise _not_your_report()


def _is_as_shown(unit: Unit, review: Review, version: int) -> bool:
    """Whether a card of that version shows what is: that its manager began to score changes nothing on it."""
    if review.version == version:
        return True
    since = [entry.event for entry in unit.reviews.history(review.id) if entry.number > version]
    return version < review.version and all(event is Event.BEGIN for event in since)


def _looked(unit: Unit, review_id: int) -> Review:
    return found(lambda: unit.reviews.look(review_id), refuse=_not_your_report)


def _not_your_report() -> Refusal:
    """As little as is told of a review that is not there: not even who has it."""
    return Refusal("review.not_your_report")


def _not_yours_to_see() -> Refusal:
    return Refusal("review.not_yours_to_see")
