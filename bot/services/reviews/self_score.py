"""Scoring oneself: open the form, keep every step of it, hand it in once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.follows import stale
from bot.domain.people import Person
from bot.domain.reviews.cards import my_review_card
from bot.domain.reviews.facts import CycleFacts, Item, ItemScore
from bot.domain.reviews.outcome import outcome_of
from bot.domain.reviews.review import Review
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.self_score import (
    NOTHING_ENTERED,
    Answer,
    Closed,
    Draft,
    Entered,
    Problem,
    SelfScoreForm,
    SentSelfScore,
    first_unfinished,
    problems,
    why_closed,
)
from bot.domain.reviews.self_score_draft import (
    as_suggested,
    handed_in,
    merged,
    volunteered,
    with_computed,
    with_remark,
)
from bot.domain.reviews.take_back import has_started
from bot.domain.reviews.way import Event, Party
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.reviews.advance import advance
from bot.services.reviews.find_cycle import require_it_goes_on
from bot.services.reviews.find_review import found
from bot.services.reviews.review_facts import latest
from bot.services.reviews.self_score_draft import keep_draft, load_draft, take_draft
from bot.services.reviews.self_score_files import with_added
from bot.services.reviews.sent_self_score import sent_facts
from bot.services.weeks.pocket_offers import with_pocket
from storage.unit import Unit


class ReadAgain(Refusal):
    """The form is not what its employee last saw, or not complete: `form` stands where to go on."""

    def __init__(self, code: str, form: SelfScoreForm) -> None:
        super().__init__(code)
        self.form = form


def open_self_score(acting: Acting, *, review_id: int) -> SelfScoreForm:
    """The form where it was left, or filled with what was sent, as long as that can be changed.

    Raises Refusal: review.not_yours, self_score.started, self_score.approved_already,
    self_score.too_late, review.withdrawn.
    """
    with acting.store.read() as unit:
        return with_pocket(unit, form_for(unit, review_id, acting), acting)


def keep_step(
    acting: Acting,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    go_to: int,
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """Keep what one screen holds, finished or not, and go on at `go_to` (back, or the same again).

    A click that arrives after a newer one (`acted_at`) is passed over. Raises as `open_self_score`.
    """
    with acting.store.begin() as unit:
        form = form_for(unit, review_id, acting, lock=True)
        if acted_at and acted_at <= form.draft.acted_at:
            return with_pocket(unit, form, acting)
        draft = with_entered(unit, form, step, entered, acting)
        draft = replace(draft, step=within(form, go_to), acted_at=acted_at or draft.acted_at, window=window)
        return with_pocket(unit, kept_form(unit, form, draft, acting), acting)


def pass_step(
    acting: Acting, *, review_id: int, step: int, entered: Entered, window: str = ""
) -> tuple[SelfScoreForm, list[Problem]]:
    """Keep one screen and go on to the next; with problems it is kept all the same, and one stays.

    Where nobody chose a score, the one that the figure suggests is it from now on.

    Raises as `open_self_score`.
    """
    with acting.store.begin() as unit:
        form = form_for(unit, review_id, acting, lock=True)
        step = within(form, step)
        draft = with_entered(unit, form, step, entered, acting)
        draft = as_suggested(draft, form.steps[step - 1], basis=form.basis)
        wrong = problems(form.steps[step - 1], draft, scheme=form.cycle.scheme)
        draft = replace(draft, step=step if wrong else within(form, step + 1), window=window)
        return with_pocket(unit, kept_form(unit, form, draft, acting), acting), wrong


def keep_closed(
    acting: Acting, *, review_id: int, step: int, entered: Entered, read_at: str, window: str
) -> None:
    """Keep what stood in a form that was closed, unless something newer was kept from another window.

    `read_at` is `saved_at` of what the window showed, as ISO. Raises as `open_self_score`.
    """
    with acting.store.begin() as unit:
        form = form_for(unit, review_id, acting, lock=True)
        kept_at = form.saved_at.isoformat() if form.saved_at else ""
        if kept_at != read_at and form.draft.window != window:
            return
        draft = with_entered(unit, form, step, entered, acting)
        if draft.content != form.draft.content:
            kept_form(unit, form, replace(draft, window=window), acting)


def submit_self_score(
    acting: Acting, *, review_id: int, read_at: str, entered: Entered = NOTHING_ENTERED
) -> SentSelfScore:
    """Hand in what was read over, once; a second time tells what was sent the first time.

    `read_at` is `saved_at` of the form that was read, as ISO; `entered`: the remark that was written there,
    which is kept where it cannot be handed in yet. Raises Refusal: review.not_yours, self_score.too_late,
    review.withdrawn; and ReadAgain: self_score.changed_elsewhere, self_score.incomplete.
    """
    try:
        return _hand_in(acting, review_id=review_id, read_at=read_at, entered=entered)
    except ReadAgain as again:
        kept = _kept_remark(acting, again, entered.comment)
        raise ReadAgain(again.code, kept) from None


def _hand_in(acting: Acting, *, review_id: int, read_at: str, entered: Entered) -> SentSelfScore:
    with acting.store.begin() as unit:
        rows = found(lambda: unit.reviews.with_manager(review_id, lock=True))
        review = rows[0]
        _require_own(acting, review)
        require_it_goes_on(unit, review)
        is_sent = not review.stage.waits_for(Party.EMPLOYEE)
        if is_sent and load_draft(unit, acting.person.id, review_id) is None:
            return replace(sent_facts(unit, review_id), is_new=False)
        form = _form(unit, *rows, acting=acting, load=take_draft)
        scheme, basis = form.cycle.scheme, form.basis
        if form.saved_at is None or form.saved_at.isoformat() != read_at:
            raise ReadAgain("self_score.changed_elsewhere", form)
        form = replace(form, draft=with_entered(unit, form, len(form.steps), entered, acting))
        unfinished = first_unfinished(form.draft, scheme=scheme, basis=basis)
        if unfinished is not None:
            raise ReadAgain(
                "self_score.incomplete", replace(form, draft=replace(form.draft, step=unfinished))
            )
        answers = handed_in(form.draft, scheme=scheme, basis=basis)
        along = [case_id for answer in answers.values() for case_id in answer.files]
        scores = {item: answer.score for item, answer in answers.items() if answer.score is not None}
        outcome = outcome_of(scheme, basis, scores)
        comment = form.draft.comment or None
        _, entry = advance(unit, review, Event.SUBMIT, acting, note=comment, cycle=form.cycle)
        unit.reviews.add_scores(review.id, entry, Side.SELF, _as_given(answers))
        return SentSelfScore(
            review_id=review.id,
            cycle=form.cycle,
            manager=form.manager,
            basis=basis,
            answers=answers,
            comment=comment,
            outcome=outcome,
            at=acting.now,
            files=unit.pocket.only_files(along),
        )


def _kept_remark(acting: Acting, again: ReadAgain, remark: str | None) -> SelfScoreForm:
    """The form to be read again, with the remark: beside a newer one, where it was changed elsewhere."""
    with acting.store.begin() as unit:
        form = form_for(unit, again.form.review_id, acting, lock=True)
        if again.code == "self_score.incomplete":
            draft = replace(form.draft, step=again.form.draft.step, comment=again.form.draft.comment)
        else:
            draft = with_remark(form.draft, remark)
        form = form if draft == form.draft else kept_form(unit, form, draft, acting)
        return with_pocket(unit, form, acting)


def form_for(unit: Unit, review_id: int, acting: Acting, *, lock: bool = False) -> SelfScoreForm:
    """Somebody's form as it stands, where they may fill it in. Raises as `open_self_score`."""
    rows = found(lambda: unit.reviews.with_manager(review_id, lock=lock))
    return _form(unit, *rows, acting=acting)


def _form(
    unit: Unit,
    review: Review,
    cycle: CycleFacts,
    manager: Person,
    *,
    acting: Acting,
    load: Callable[[Unit, int, int], tuple[Draft, datetime] | None] = load_draft,
) -> SelfScoreForm:
    _require_own(acting, review)
    require_it_goes_on(unit, review)
    history = unit.reviews.history(review.id) if review.stage.handed_in else ()
    _require_open(unit, review, cycle, acting, manager=manager, started=has_started(history))
    kept = load(unit, acting.person.id, review.id)
    question = None
    draft = kept[0] if kept else Draft()
    if review.stage.handed_in:
        asked = latest(history, Event.ASK_FOR_MORE, Event.GIVE_BACK)
        question = asked.note if asked and asked.event is Event.ASK_FOR_MORE else None
        if kept is None:
            sent = sent_facts(unit, review.id)
            taken = volunteered(sent.answers, scheme=cycle.scheme)
            draft = Draft(answers=sent.answers, comment=sent.comment, taken=taken)
    basis = unit.figures.on(review, unit.reviews.basis(review, cycle.scheme))
    form = SelfScoreForm(
        review_id=review.id,
        cycle=cycle,
        manager=manager,
        basis=basis,
        draft=with_computed(draft, scheme=cycle.scheme, basis=basis),
        saved_at=kept[1] if kept else None,
        question=question,
    )
    return replace(form, draft=replace(form.draft, step=within(form, form.draft.step)))


def _require_own(acting: Acting, review: Review) -> None:
    require(Deed.SCORE_ONESELF, acting.by, review, refuse=lambda: Refusal("review.not_yours"))


def _require_open(
    unit: Unit, review: Review, cycle: CycleFacts, acting: Acting, *, manager: Person, started: bool
) -> None:
    require_it_goes_on(unit, review)
    today = acting.now.astimezone(acting.person.zone).date()
    closed = why_closed(review, cycle, today=today, started=started)
    if closed is Closed.TOO_LATE:
        ask = unit.cycles.to_ask(cycle.id)
        raise Refusal(closed.value, closed_on=cycle.self_score_closes, ask=ask)
    if closed is not None:
        raise Refusal(closed.value, manager=manager.name)


def with_entered(unit: Unit, form: SelfScoreForm, number: int, entered: Entered, acting: Acting) -> Draft:
    """Its draft with what stood on that screen. Raises Refusal("self_score.too_many_files")."""
    step = form.steps[within(form, number) - 1]
    draft = merged(form.draft, step, entered, scheme=form.cycle.scheme, basis=form.basis)
    return with_added(unit, form, step, draft, entered, acting)


def kept_form(unit: Unit, form: SelfScoreForm, draft: Draft, acting: Acting) -> SelfScoreForm:
    """Keep a draft of it; the employee's card says where to go on."""
    keep_draft(unit, acting.person.id, form.review_id, draft, at=acting.now)
    if form.saved_at is None or draft.step != form.draft.step:
        card = (acting.person.id, my_review_card(form.review_id))
        unit.outbox.add(*stale([card], because=f"saved-{acting.now.isoformat()}"), now=acting.now)
    return replace(form, draft=draft, saved_at=acting.now)


def within(form: SelfScoreForm, number: int) -> int:
    """The nearest screen that it has."""
    return max(1, min(number, len(form.steps)))


def _as_given(answers: Mapping[Item, Answer]) -> dict[Item, ItemScore]:
    return {
        item: ItemScore(
            score=answer.score,
            actual=answer.actual,
            evidence=answer.evidence,
            rungs=answer.rungs,
            files=answer.files,
        )
        for item, answer in answers.items()
        if answer.score is not None
    }
