"""A manager's scoring, kept as it goes: on every choice, when the form is closed, on whichever device."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.drafts import Form
from bot.domain.reviews.approval import Wanted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.review import Review
from bot.domain.reviews.score_draft import ScoreForm, as_typed, differs, score_form
from bot.domain.reviews.way import Event
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.approval_facts import approval_facts
from storage.unit import Unit


def form_of(unit: Unit, review_id: int, acting: Acting) -> ScoreForm:
    """The form as this person left it. Whoever shows it checks for whom."""
    draft = unit.drafts.get(acting.person.id, Form.ADJUST, str(review_id))
    reason_from = acting.policy.scoring.reason_points
    return score_form(approval_facts(unit, review_id), draft, reason_from=reason_from)


def keep_entered(
    unit: Unit,
    review: Review,
    acting: Acting,
    *,
    entered: Mapping[Item, Wanted],
    read_at: str,
    window: str,
    only: Item | None = None,
) -> ScoreForm:
    """Keep what stands in the form of a locked review that may be decided; the form as it is by then.

    `read_at`: of which draft the form was shown, `window`: the form's id. Where another device kept a newer
    one, of this form only the item that was just chosen (`only`) is taken over.
    The first time that something is kept is an event of its own: from then on the employee cannot change what
    they handed in.
    """
    form = form_of(unit, review.id, acting)
    is_elsewhere = not form.is_of(read_at=read_at, window=window)
    if is_elsewhere:
        entered = {item: each for item, each in entered.items() if item == only}
    kept = {item: entered.get(item, each) for item, each in form.entered.items()}
    person, subject = acting.person.id, str(review.id)
    if not differs(form.facts.review, kept):
        unit.drafts.drop(person, Form.ADJUST, subject)
    elif kept != form.entered:
        unit.drafts.save(person, Form.ADJUST, subject, as_typed(kept, window=window), at=acting.now)
        if form.facts.begun_at is None:
            advance(unit, review, Event.BEGIN, acting)
    return replace(form_of(unit, review.id, acting), is_elsewhere=is_elsewhere)
