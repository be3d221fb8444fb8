"""Evidence for a self-score, one tap each: out of the pocket or a check-in, or room for it; and its files."""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Draft, Entered, Noted, SelfScoreForm
from bot.domain.reviews.self_score_draft import with_case, with_files, with_room
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


def make_room(
    acting: Acting,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    item: Item,
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """Keep what one screen holds, and let a case be written at this item though no score asks for it.

    Raises as `open_self_score`, and card.unknown.
    """

    def made(_: Unit, form: SelfScoreForm, draft: Draft) -> Draft:
        return with_room(draft, form.steps[form.draft.step - 1], item)

    return _changed(acting, review_id, step, entered, made, window=window, acted_at=acted_at)


def leave_out_file(
    acting: Acting,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    item: Item,
    case_id: int,
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """Keep what one screen holds, without a file that came along with the case of this item.

    It leaves the pocket, too, where it was in nothing that was handed in. Raises as `open_self_score`, and
    card.unknown where it did not come along there.
    """

    def left(unit: Unit, form: SelfScoreForm, draft: Draft) -> Draft:
        there = draft.answer(*item).files
        if case_id not in there:
            raise Missing
        handed_in = (given.score.files for given in unit.reviews.scores(form.review_id))
        if not any(case_id in files for files in handed_in):
            unit.pocket.remove(case_id, at=acting.now)
        return with_files(draft, item, tuple(each for each in there if each != case_id))

    return _changed(acting, review_id, step, entered, left, window=window, acted_at=acted_at)


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

    def taken(unit: Unit, form: SelfScoreForm, draft: Draft) -> Draft:
        text, rung = take(unit, form)
        return with_case(draft, form.steps[form.draft.step - 1], item, text, rung=rung)

    return _changed(acting, review_id, step, entered, taken, window=window, acted_at=acted_at)


def _changed(
    acting: Acting,
    review_id: int,
    step: int,
    entered: Entered,
    change: Callable[[Unit, SelfScoreForm, Draft], Draft],
    *,
    window: str,
    acted_at: str,
) -> SelfScoreForm:
    """Keep what the screen holds, then this on top. A click that comes after a newer one is passed over."""
    with acting.store.begin() as unit:
        form = form_for(unit, review_id, acting, lock=True)
        if acted_at and acted_at <= form.draft.acted_at:
            return with_pocket(unit, form, acting)
        number = within(form, step)
        form = replace(form, draft=replace(form.draft, step=number))
        draft = change(unit, form, with_entered(unit, form, step, entered, acting))
        draft = replace(draft, step=number, acted_at=acted_at or draft.acted_at, window=window)
        return with_pocket(unit, kept_form(unit, form, draft, acting), acting)
