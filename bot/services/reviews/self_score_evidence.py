"""Evidence for a self-score, one tap each: out of the pocket, or out of a check-in."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Entered, Noted, SelfScoreForm
from bot.domain.reviews.self_score_draft import with_case
from bot.domain.weeks.pocket import Case
from bot.errors import Missing
from bot.services.acting import Acting
from bot.services.reviews.self_score import form_for, kept_form, with_entered, within
from bot.services.weeks.pocket import own_case
from bot.services.weeks.pocket_offers import with_pocket
from storage.unit import Unit


def take_from_pocket(
    acting: Acting,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    item: Item,
    case_id: int,
    worded: Callable[[Case], str],
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """Keep what one screen holds, with a case under what was typed at this item; the pocket notes its use.

    From then on it is the self-score's own text. `worded`: how a case stands in a form. Raises as
    `open_self_score`, and Refusal: deed.not_yours, pocket.no_room; card.unknown.
    """

    def take(unit: Unit, _: SelfScoreForm) -> tuple[str, int | None]:
        case = own_case(unit, acting, case_id)
        unit.pocket.note_use(case_id, review_id=review_id, item=item, at=acting.now)
        return worded(case), case.place.rung

    return _taken(acting, review_id, step, entered, item, take, window=window, acted_at=acted_at)


def take_from_check_in(
    acting: Acting,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    item: Item,
    check_in_id: int,
    worded: Callable[[Noted], str],
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """The same with what was written of this KPI in a check-in of the period. Raises as above, and
    card.unknown where nothing was.
    """

    def take(unit: Unit, form: SelfScoreForm) -> tuple[str, int | None]:
        offered = with_pocket(unit, form, acting).noted.get(item, ())
        noted = next((each for each in offered if each.check_in_id == check_in_id), None)
        if noted is None:
            raise Missing
        return worded(noted), None

    return _taken(acting, review_id, step, entered, item, take, window=window, acted_at=acted_at)


def _taken(
    acting: Acting,
    review_id: int,
    step: int,
    entered: Entered,
    item: Item,
    take: Callable[[Unit, SelfScoreForm], tuple[str, int | None]],
    *,
    window: str,
    acted_at: str,
) -> SelfScoreForm:
    """`take`: the words, and the rung under which they were kept."""
    with acting.store.begin() as unit:
        form = form_for(unit, review_id, acting, lock=True)
        if acted_at and acted_at <= form.draft.acted_at:
            return with_pocket(unit, form, acting)
        number = within(form, step)
        form = replace(form, draft=replace(form.draft, step=number))
        text, rung = take(unit, form)
        draft = with_case(with_entered(form, step, entered), form.steps[number - 1], item, text, rung=rung)
        draft = replace(draft, step=number, acted_at=acted_at or draft.acted_at, window=window)
        return with_pocket(unit, kept_form(unit, form, draft, acting), acting)
