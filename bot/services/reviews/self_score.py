"""Scoring oneself: open the form, keep every step of it, hand it in once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.facts import Item
from bot.domain.reviews.notices import (
    QuarterCardChanged,
    QuestionCardChanged,
    SelfScoreHandedIn,
    TeamProgressChanged,
)
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.self_score import (
    Answer,
    Draft,
    Entered,
    Problem,
    SelfScoreForm,
    SentSelfScore,
    first_unfinished,
    handed_in,
    merged,
    problems,
)
from bot.domain.reviews.standing import outcome_of
from bot.domain.reviews.states import OWED_BY_EMPLOYEE, Event, State
from bot.errors import Refusal
from bot.services.reviews.find_cycle import require_not_withdrawn, whom_to_ask
from bot.services.reviews.history import advance
from bot.services.reviews.reading import cycle_facts, latest, sheets_of
from bot.services.reviews.self_score_draft import keep_draft, load_draft, take_draft
from bot.services.reviews.sent_self_score import sent_facts
from storage.models.people import PersonRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.unit import Store, Unit


class ReadAgain(Refusal):
    """The form is not what its employee last saw, or not complete: `form` stands where to go on."""

    def __init__(self, code: str, form: SelfScoreForm) -> None:
        super().__init__(code)
        self.form = form


def open_self_score(
    store: Store, *, review_id: int, by: Person, now: datetime, policy: Policy
) -> SelfScoreForm:
    """The form where it was left, or filled with what was sent when more is asked for.

    Raises Refusal: review.not_yours, self_score.sent_already, self_score.approved_already,
    self_score.too_late, review.withdrawn.
    """
    with store.read() as unit:
        return _open_form(unit, review_id, by=by, now=now, policy=policy)


def keep_step(
    store: Store,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    go_to: int,
    by: Person,
    now: datetime,
    policy: Policy,
    window: str = "",
    acted_at: str = "",
) -> SelfScoreForm:
    """Keep what one screen holds, finished or not, and go on at `go_to` (back, or the same again).

    A click that arrives after a newer one (`acted_at`) is passed over. Raises as `open_self_score`.
    """
    with store.begin() as unit:
        form = _open_form(unit, review_id, by=by, now=now, policy=policy, lock=True)
        if acted_at and acted_at <= form.draft.acted_at:
            return form
        draft = _merged(form, step, entered)
        draft = replace(draft, step=_within(form, go_to), acted_at=acted_at or draft.acted_at, window=window)
        return _kept(unit, form, draft, by=by, now=now)


def pass_step(
    store: Store,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    by: Person,
    now: datetime,
    policy: Policy,
    window: str = "",
) -> tuple[SelfScoreForm, list[Problem]]:
    """Keep one screen and go on to the next; with problems it is kept all the same, and one stays.

    Raises as `open_self_score`.
    """
    with store.begin() as unit:
        form = _open_form(unit, review_id, by=by, now=now, policy=policy, lock=True)
        draft = _merged(form, step, entered)
        step = _within(form, step)
        found = problems(form.steps[step - 1], draft, scheme=form.cycle.scheme)
        draft = replace(draft, step=step if found else _within(form, step + 1), window=window)
        return _kept(unit, form, draft, by=by, now=now), found


def keep_closed(
    store: Store,
    *,
    review_id: int,
    step: int,
    entered: Entered,
    read_at: str,
    by: Person,
    now: datetime,
    policy: Policy,
    window: str,
) -> None:
    """Keep what stood in a form that was closed, unless something newer was kept from another window.

    `read_at` is `saved_at` of what the window showed, as ISO. Raises as `open_self_score`.
    """
    with store.begin() as unit:
        form = _open_form(unit, review_id, by=by, now=now, policy=policy, lock=True)
        kept_at = form.saved_at.isoformat() if form.saved_at else ""
        if kept_at != read_at and form.draft.window != window:
            return
        draft = _merged(form, step, entered)
        if draft.content != form.draft.content:
            _kept(unit, form, replace(draft, window=window), by=by, now=now)


def submit_self_score(
    store: Store, *, review_id: int, read_at: str, by: Person, now: datetime, policy: Policy
) -> SentSelfScore:
    """Hand in what was read over, once; a second time tells what was sent the first time.

    `read_at` is `saved_at` of the form that was read, as ISO. Raises Refusal: review.not_yours,
    self_score.too_late, review.withdrawn; and ReadAgain: self_score.changed_elsewhere, self_score.incomplete.
    """
    with store.begin() as unit:
        rows = unit.reviews.with_manager(review_id, lock=True)
        review = rows[0]
        require_not_withdrawn(unit, review)
        if review.employee_id == by.id and review.state not in OWED_BY_EMPLOYEE:
            return replace(sent_facts(unit, review_id, policy), is_new=False)
        form = _form(unit, *rows, by=by, now=now, policy=policy, load=take_draft)
        scheme, kpis = form.cycle.scheme, form.kpis
        if form.saved_at is None or form.saved_at.isoformat() != read_at:
            raise ReadAgain("self_score.changed_elsewhere", form)
        unfinished = first_unfinished(form.draft, scheme=scheme, kpis=kpis)
        if unfinished is not None:
            draft = replace(form.draft, step=unfinished)
            raise ReadAgain("self_score.incomplete", replace(form, draft=draft))
        answers = handed_in(form.draft, scheme=scheme, kpis=kpis)
        scores = {item: answer.score for item, answer in answers.items() if answer.score is not None}
        outcome = outcome_of(scheme, kpis, scores)
        comment = form.draft.comment or None
        step_id = advance(unit, review, Event.SUBMIT, by=by, now=now, note=comment)
        unit.reviews.add_scores(
            _score_row(review.id, step_id, item, answer) for item, answer in answers.items()
        )
        _announce(unit, review, now=now)
        if form.state is State.MORE_ASKED:
            _announce_answer(unit, review, now=now)
        return SentSelfScore(
            review_id=review.id,
            cycle=form.cycle,
            manager=form.manager,
            kpis=kpis,
            answers=answers,
            comment=comment,
            outcome=outcome,
            at=now,
        )


def _open_form(
    unit: Unit, review_id: int, *, by: Person, now: datetime, policy: Policy, lock: bool = False
) -> SelfScoreForm:
    rows = unit.reviews.with_manager(review_id, lock=lock)
    return _form(unit, *rows, by=by, now=now, policy=policy)


def _form(
    unit: Unit,
    review: ReviewRow,
    cycle_row: CycleRow,
    manager_row: PersonRow,
    *,
    by: Person,
    now: datetime,
    policy: Policy,
    load: Callable[[Unit, int, int], tuple[Draft, datetime] | None] = load_draft,
) -> SelfScoreForm:
    if review.employee_id != by.id:
        raise Refusal("review.not_yours")
    manager = manager_row.value(default_locale=policy.default_locale)
    _require_open(unit, review, cycle_row, by=by, manager=manager, now=now)
    kept = load(unit, by.id, review.id)
    question = None
    draft = kept[0] if kept else Draft()
    if review.state is State.MORE_ASKED:
        asked = latest(unit.reviews.history(review.id), Event.ASK_FOR_MORE)
        question = asked.note if asked else None
        if kept is None:
            sent = sent_facts(unit, review.id, policy)
            draft = Draft(answers=sent.answers, comment=sent.comment)
    form = SelfScoreForm(
        review_id=review.id,
        state=review.state,
        cycle=cycle_facts(cycle_row),
        manager=manager,
        kpis=sheets_of(unit, review),
        draft=draft,
        saved_at=kept[1] if kept else None,
        question=question,
    )
    return replace(form, draft=replace(draft, step=_within(form, draft.step)))


def _require_open(
    unit: Unit, review: ReviewRow, cycle: CycleRow, *, by: Person, manager: Person, now: datetime
) -> None:
    require_not_withdrawn(unit, review)
    if review.state is State.SCORED:
        raise Refusal("self_score.approved_already", manager=manager.name)
    if review.state not in OWED_BY_EMPLOYEE:
        raise Refusal("self_score.sent_already", at=review.owed_since, manager=manager.name)
    # What the manager asked for is taken whenever it comes: they wait for it.
    closed = now.astimezone(by.zone).date() > cycle.self_score_closes
    if closed and review.state is State.GOALS_AGREED:
        ask = whom_to_ask(unit, cycle)
        raise Refusal("self_score.too_late", closed_on=cycle.self_score_closes, ask=ask)


def _merged(form: SelfScoreForm, number: int, entered: Entered) -> Draft:
    step = form.steps[_within(form, number) - 1]
    return merged(form.draft, step, entered, scheme=form.cycle.scheme)


def _kept(unit: Unit, form: SelfScoreForm, draft: Draft, *, by: Person, now: datetime) -> SelfScoreForm:
    keep_draft(unit, by.id, form.review_id, draft, at=now)
    if form.saved_at is None or draft.step != form.draft.step:
        unit.outbox.add(
            QuarterCardChanged(to=by.id, review_id=form.review_id, version=f"saved:{now.isoformat()}"),
            now=now,
        )
    return replace(form, draft=draft, saved_at=now)


def _within(form: SelfScoreForm, number: int) -> int:
    return max(1, min(number, len(form.steps)))


def _score_row(review_id: int, history_id: int, item: Item, answer: Answer) -> dict[str, Any]:
    return {
        "review_id": review_id,
        "history_id": history_id,
        "side": Side.SELF,
        "section": item[0],
        "item": item[1],
        "score": answer.score,
        "actual": answer.actual,
        "evidence": answer.evidence,
        "reason": None,
    }


def _announce(unit: Unit, review: ReviewRow, *, now: datetime) -> None:
    """The employee's card, the manager's parent message, and the card in its thread, in this order."""
    version = str(review.version)
    unit.outbox.add(
        QuarterCardChanged(to=review.employee_id, review_id=review.id, version=version),
        TeamProgressChanged(to=review.manager_id, cycle_id=review.cycle_id, version=f"{review.id}.{version}"),
        SelfScoreHandedIn(to=review.manager_id, review_id=review.id, version=version),
        now=now,
    )


def _announce_answer(unit: Unit, review: ReviewRow, *, now: datetime) -> None:
    """The question that was answered loses its button."""
    asked = latest(unit.reviews.history(review.id), Event.ASK_FOR_MORE)
    if asked is not None:
        unit.outbox.add(
            QuestionCardChanged(
                to=review.employee_id, review_id=review.id, number=asked.number, version=str(review.version)
            ),
            now=now,
        )
