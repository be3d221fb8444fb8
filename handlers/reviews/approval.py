"""A manager approves, adjusts or asks in the thread; the employee opens the result."""

from typing import Any

from slack_bolt import Ack, App

from bot.domain.reviews.approval import Approved, ReasonsMissing, scores_mark
from bot.domain.reviews.no_surprise import surprise
from bot.domain.reviews.score_draft import ScoreForm
from bot.errors import Refusal
from bot.services.reviews import approval
from bot.services.reviews.used_files import files_of
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form, open_over, show_instead, show_while_open
from handlers.reviews.approval_forms import AdjustForm, AskForm, Decided, Scored, chosen_item, typed_question
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.refusals import refusal_text
from messages.reviews.adjust_modal import ADJUST_FORM, CHOOSE, SAVE, adjust_modal, reason_block
from messages.reviews.approval_buttons import ADJUST, APPROVE, ASK, READ_ALL
from messages.reviews.approve_modal import APPROVE_FORM, approve_modal
from messages.reviews.ask_modal import ASK_FORM, ask_modal
from messages.reviews.cases_modal import cases_modal
from messages.reviews.next_modal import elsewhere_modal, next_modal, saved_modal
from messages.reviews.result_card import SEE_RESULT
from messages.reviews.result_modal import result_modal


def register(app: App) -> None:
    app.action(APPROVE)(on_approve)
    app.action(ADJUST)(on_adjust)
    app.action(CHOOSE)(on_score)
    app.action(SAVE)(on_save)
    app.action(ASK)(on_ask)
    app.action(READ_ALL)(on_read_all)
    app.action(SEE_RESULT)(on_see_result)
    app.view(APPROVE_FORM)(on_approved)
    app.view(ADJUST_FORM)(on_scored)
    app.view_closed(ADJUST_FORM)(on_closed)
    app.view(ASK_FORM)(on_asked)
    app.view_closed(ASK_FORM)(on_ask_closed)


def on_approve(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """How it adds up, to be approved; where something is half done or lacks, the form in which it is."""
    decided = Decided.of(action["value"])
    form = approval.open_scores(visit.acting, review_id=decided.review_id, version=decided.version)
    said = form.facts.surprise
    if form.is_ready and said is not None and said.is_missing:
        raise surprise(said, form.facts.review)
    whole = approve_modal(visit.words, form.facts) if form.is_ready else adjust_modal(visit.words, form)
    show_instead(visit.client, body, whole)
    ack()


def on_approved(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(view["private_metadata"])
    done = approval.approve(visit.acting, review_id=decided.review_id, version=decided.version)
    lead_on(ack, visit, done)


def on_adjust(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    form = approval.open_scores(visit.acting, review_id=decided.review_id, version=decided.version)
    show_instead(visit.client, body, adjust_modal(visit.words, form))
    ack()


def on_score(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A score was chosen: it is kept, and what it comes to is shown."""
    view = body["view"]
    form = _kept(view, visit, chosen_item(action))
    bring_up_to_date(
        visit.client,
        view,
        _again(visit, form),
        newest=lambda: adjust_modal(visit.words, _newest(view, visit)),
    )
    ack()


def on_scored(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Approve what stands in the form, where its sum was shown of just this."""
    carried, entered = Scored.of(view), AdjustForm.of(view).entered()
    if carried.shown != scores_mark(entered):
        form = _kept(view, visit)
        ack(response_action="update", view=_again(visit, form, is_new=True))
        return
    try:
        done = approval.score_and_approve(
            visit.acting,
            review_id=carried.review_id,
            version=carried.version,
            entered=entered,
            read_at=carried.read_at,
            window=view["id"],
        )
    except ReasonsMissing as missing:  # said at every item at once, where a Refusal names one field
        errors = {
            reason_block(item): str(refusal_text(visit.words, lack.value, {}))
            for item, lack in missing.items.items()
        }
        ack(response_action="errors", errors=errors)
        return
    except Refusal as refusal:
        if refusal.code != "review.scored_elsewhere":
            raise
        newest = _newest(view, visit)
        ack(response_action="update", view=elsewhere_modal(visit.words, newest.facts))
        return
    lead_on(ack, visit, done)


def on_save(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """Put the scores beside the employee's, to be approved another time."""
    view = body["view"]
    carried = Scored.of(view)
    approval.adjust_scores(
        visit.acting,
        review_id=carried.review_id,
        version=carried.version,
        entered=AdjustForm.of(view).entered(),
        read_at=carried.read_at,
        window=view["id"],
    )
    show_while_open(visit.client, view["id"], saved_modal(visit.words))
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept (decided elsewhere, too late) is not."""
    try:
        _kept(view, visit)
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_ask(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    facts, draft = approval.open_question(visit.acting, review_id=decided.review_id, version=decided.version)
    typed = draft["question"] if draft else None
    show_instead(visit.client, body, ask_modal(visit.words, facts, typed=typed))
    ack()


def on_asked(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    decided, form = Decided.of(view["private_metadata"]), AskForm.of(view)
    approval.ask_for_more(
        visit.acting, review_id=decided.review_id, version=decided.version, question=form.question
    )
    ack()


def on_ask_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """As where the form of scores is closed."""
    decided = Decided.of(view["private_metadata"])
    try:
        if question := typed_question(view):
            approval.keep_question(
                visit.acting, review_id=decided.review_id, version=decided.version, question=question
            )
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def on_read_all(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    decided = Decided.of(action["value"])
    facts = approval.to_read(visit.acting, review_id=decided.review_id)
    files = files_of(visit.acting, review_id=decided.review_id)
    open_over(visit.client, body, cases_modal(visit.words, facts, files))
    ack()


def on_see_result(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts = approval.result_for(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], result_modal(visit.words, facts, reader=visit.person))
    ack()


def lead_on(ack: Ack, visit: Visit, done: Approved) -> None:
    """It is approved: the next person who waits, or nothing more."""
    if done.waiting:
        ack(response_action="update", view=next_modal(visit.words, done))
    else:
        ack(response_action="clear")


def _again(visit: Visit, form: ScoreForm, *, is_new: bool = False) -> dict[str, Any]:
    """The form as it is now. Slack keeps in a field what stands in it, whatever another device has put
    there: what changed elsewhere is opened afresh.
    """
    if form.is_elsewhere:
        return elsewhere_modal(visit.words, form.facts)
    return adjust_modal(visit.words, form, is_new=is_new)


def _kept(view: dict[str, Any], visit: Visit, only: Any = None) -> ScoreForm:
    carried = Scored.of(view)
    return approval.keep_scores(
        visit.acting,
        review_id=carried.review_id,
        version=carried.version,
        entered=AdjustForm.of(view).entered(),
        read_at=carried.read_at,
        window=view["id"],
        only=only,
    )


def _newest(view: dict[str, Any], visit: Visit) -> ScoreForm:
    carried = Scored.of(view)
    return approval.open_scores(visit.acting, review_id=carried.review_id, version=carried.version)
