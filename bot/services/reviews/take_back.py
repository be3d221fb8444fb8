"""A self-score that its manager has started on: its employee asks for it back, and hears what they say."""

from bot.domain.access import Deed, require
from bot.domain.drafts import Form
from bot.domain.reviews.review import Review
from bot.domain.reviews.take_back import BackAsked, asked_back, has_started, reply_to
from bot.domain.reviews.way import Event
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.drafts import keep_draft
from bot.services.reviews.advance import advance
from bot.services.reviews.find_cycle import require_it_goes_on
from bot.services.reviews.find_review import found
from storage.unit import Unit


def to_ask_back(acting: Acting, *, review_id: int) -> tuple[str, str | None]:
    """Whom to ask, by name, and what was typed before. Raises as `ask_back` does."""
    with acting.store.read() as unit:
        review = _require_own(acting, found(lambda: unit.reviews.look(review_id)))
        _require_askable(unit, review)
        draft = unit.drafts.get(acting.person.id, Form.TAKE_BACK, str(review_id))
        return unit.people.get(review.manager_id).name, draft.data["why"] if draft else None


def keep_why(acting: Acting, *, review_id: int, why: str) -> None:
    """Keep what was typed, for as long as it was not said. Raises Refusal("review.not_yours")."""
    with acting.store.read() as unit:
        _require_own(acting, found(lambda: unit.reviews.look(review_id)))
    keep_draft(acting, form=Form.TAKE_BACK, subject=str(review_id), data={"why": why})


def ask_back(acting: Acting, *, review_id: int, why: str) -> None:
    """Ask the manager for it, once; what was typed is kept if it is refused.

    Raises Refusal: review.not_yours, review.withdrawn, self_score.approved_already, self_score.not_started,
    self_score.asked_back.
    """
    keep_why(acting, review_id=review_id, why=why)
    with acting.store.begin() as unit:
        review = _require_own(acting, found(lambda: unit.reviews.get(review_id)))
        _require_askable(unit, review)
        advance(unit, review, Event.ASK_BACK, acting, note=why)
        unit.drafts.drop(acting.person.id, Form.TAKE_BACK, str(review_id))


def give_back(acting: Acting, *, review_id: int, number: int) -> None:
    """Let its employee change it and hand it in again; what the manager scored stands.

    `number`: of the step with which they asked. Raises Refusal: deed.not_yours, self_score.wish_gone.
    """
    _answer(acting, Event.GIVE_BACK, review_id=review_id, number=number)


def keep_it(acting: Acting, *, review_id: int, number: int) -> None:
    """Go on with what was handed in. Raises as `give_back` does."""
    _answer(acting, Event.KEEP, review_id=review_id, number=number)


def back_asked(unit: Unit, review_id: int, number: int) -> BackAsked:
    """A wish and what became of it, for whoever checks for whom. Raises Missing."""
    _, cycle, employee, manager = unit.reviews.whole(review_id)
    history = unit.reviews.history(review_id)
    asked = next((each for each in history if each.number == number), None)
    if asked is None or asked.event is not Event.ASK_BACK:
        raise Missing
    reply, at = reply_to(history, number)
    return BackAsked(
        review_id=review_id,
        number=number,
        employee=employee,
        manager=manager,
        cycle_name=cycle.name,
        why=asked.note or "",
        reply=reply,
        replied_at=at,
    )


def _answer(acting: Acting, event: Event, *, review_id: int, number: int) -> None:
    with acting.store.begin() as unit:
        review = found(lambda: unit.reviews.get(review_id), refuse=lambda: Refusal("deed.not_yours"))
        require(Deed.DECIDE, acting.by, review)
        wish = asked_back(unit.reviews.history(review_id))
        if wish is None or wish.number != number or not review.is_here:
            raise Refusal("self_score.wish_gone")
        advance(unit, review, event, acting, note=wish.note if event is Event.GIVE_BACK else None)


def _require_own(acting: Acting, review: Review) -> Review:
    require(Deed.SCORE_ONESELF, acting.by, review, refuse=lambda: Refusal("review.not_yours"))
    return review


def _require_askable(unit: Unit, review: Review) -> None:
    require_it_goes_on(unit, review)
    manager = unit.people.get(review.manager_id).name
    if review.stage.decided:
        raise Refusal("self_score.approved_already", manager=manager)
    history = unit.reviews.history(review.id)
    if asked_back(history) is not None:
        raise Refusal("self_score.asked_back", manager=manager)
    if review.stage.answers or not has_started(history):
        raise Refusal("self_score.not_started")
