"""Somebody scores themselves: opens the form, goes through its steps, hands it in."""

import re
from functools import partial
from typing import Any, TypedDict

from slack_bolt import Ack, App

from bot.domain.reviews.facts import Item
from bot.domain.reviews.self_score import Entered, Problem, SelfScoreForm
from bot.errors import Refusal
from bot.services.reviews.self_score import (
    ReadAgain,
    keep_closed,
    keep_step,
    open_self_score,
    pass_step,
    submit_self_score,
)
from bot.services.reviews.self_score_evidence import (
    leave_out_file,
    make_room,
    take_from_check_in,
    take_from_pocket,
)
from bot.services.reviews.sent_self_score import self_score_preview, sent_self_score
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form
from handlers.reviews.self_score_form import Place, entered_in
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.refusals import refusal_text
from messages.reviews.my_review_card import OPEN, PREVIEW, SEE_SENT
from messages.reviews.self_score_fields import CHOOSE, READ, block_id
from messages.reviews.self_score_files import LEAVE_OUT, item_with_files
from messages.reviews.self_score_modal import GO_TO, NEXT, SUBMIT, WRITE, case_notice, self_score_modal
from messages.reviews.self_score_pocket import CHECK_IN, USE, item_of, noted_text
from messages.reviews.self_score_rungs import rungs_modal
from messages.reviews.sent_self_score_modal import preview_modal, sent_self_score_modal
from messages.weeks.pocket_lines import evidence_text


class Where(TypedDict):
    """Where in which form something is taken."""

    review_id: int
    step: int
    entered: Entered
    item: Item
    window: str
    acted_at: str


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(PREVIEW)(on_preview)
    app.action(SEE_SENT)(on_see_sent)
    app.action(CHOOSE)(on_choose)
    app.action(GO_TO)(on_go_to)
    app.action(READ)(on_read)
    app.action(WRITE)(on_write)
    app.action(LEAVE_OUT)(on_leave_out)
    app.action(re.compile(rf"^{re.escape(USE)}\."))(on_use)
    app.view(NEXT)(on_next)
    app.view(SUBMIT)(on_submit)
    app.view_closed(NEXT)(on_close)
    app.view_closed(SUBMIT)(on_close)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    form = open_self_score(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], self_score_modal(visit.words, form))


def on_preview(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    facts = self_score_preview(visit.acting, review_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], preview_modal(visit.words, facts))


def on_see_sent(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    sent = sent_self_score(visit.acting, review_id=row_id(action["value"]))
    view = sent_self_score_modal(visit.words, sent, just_now=False)
    open_form(visit.client, body["trigger_id"], view)


def on_choose(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    view = body["view"]
    place = Place.of(view)
    form = keep_step(
        visit.acting,
        review_id=place.review,
        step=place.step,
        entered=entered_in(view),
        go_to=place.step,
        window=view["id"],
        acted_at=action["action_ts"],
    )
    # Where nothing more can be asked for, the screen is left alone while it is filled in.
    if form.steps[form.draft.step - 1].unfolds:
        _show(view, form, visit)


def on_go_to(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    ack()
    view = body["view"]
    place = Place.of(view)
    form = keep_step(
        visit.acting,
        review_id=place.review,
        step=place.step,
        entered=entered_in(view),
        go_to=row_id(action["value"]),
        window=view["id"],
        acted_at=action["action_ts"],
    )
    _show(view, form, visit)


def on_read(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """Over the form: what was chosen and typed there stays."""
    place = Place.of(body["view"])
    form = open_self_score(visit.acting, review_id=place.review)
    step = form.steps[min(max(place.step, 1), len(form.steps)) - 1]
    if step.section is None:
        raise Refusal("card.unknown")
    visit.client.views_push(trigger_id=body["trigger_id"], view=rungs_modal(visit.words, form, step))
    ack()


def on_use(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A case out of the pocket goes under what was typed."""
    view, item = body["view"], item_of(action.get("block_id", ""))
    chosen = action.get("selected_option")
    if item is None or chosen is None:
        raise Refusal("card.unknown")
    place, value = Place.of(view), str(chosen["value"])
    where: Where = {
        "review_id": place.review,
        "step": place.step,
        "entered": entered_in(view),
        "item": item,
        "window": view["id"],
        "acted_at": action["action_ts"],
    }
    if value.startswith(CHECK_IN):
        said = row_id(value.removeprefix(CHECK_IN))
        worded = partial(noted_text, visit.words)
        form = take_from_check_in(visit.acting, check_in_id=said, worded=worded, **where)
    else:
        kept = partial(evidence_text, visit.words)
        form = take_from_pocket(visit.acting, case_id=row_id(value), worded=kept, **where)
    _show(view, form, visit)
    ack()


def on_write(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A case though no score asks for it."""
    view = body["view"]
    section, found, key = str(action["value"]).partition(":")
    if not found:
        raise Refusal("card.unknown")
    place = Place.of(view)
    form = make_room(
        visit.acting,
        review_id=place.review,
        step=place.step,
        entered=entered_in(view),
        item=(section, key),
        window=view["id"],
        acted_at=action["action_ts"],
    )
    _show(view, form, visit)
    ack()


def on_leave_out(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A file that came along with a case."""
    view, item = body["view"], item_with_files(action.get("block_id", ""))
    chosen = action.get("selected_option")
    if item is None or chosen is None:
        raise Refusal("card.unknown")
    place = Place.of(view)
    form = leave_out_file(
        visit.acting,
        review_id=place.review,
        step=place.step,
        entered=entered_in(view),
        item=item,
        case_id=row_id(str(chosen["value"])),
        window=view["id"],
        acted_at=action["action_ts"],
    )
    _show(view, form, visit)
    ack()


def on_next(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = Place.of(view)
    form, problems = pass_step(
        visit.acting, review_id=place.review, step=place.step, entered=entered_in(view), window=view["id"]
    )
    if not problems:
        ack(response_action="update", view=self_score_modal(visit.words, form))
        return
    errors = {_block(problem): str(refusal_text(visit.words, problem.code, {})) for problem in problems}
    if errors.keys() <= view["state"]["values"].keys():
        ack(response_action="errors", errors=errors)
        return
    # A field is asked for that is not on screen: the click that brings it got lost, so it is shown now.
    ack(
        response_action="update",
        view=self_score_modal(visit.words, form, notice=case_notice(visit.words, form, problems)),
    )


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept (handed in elsewhere, too late) is not."""
    ack()
    place = Place.of(view)
    try:
        keep_closed(
            visit.acting,
            review_id=place.review,
            step=place.step,
            entered=entered_in(view),
            read_at=place.read_at,
            window=view["id"],
        )
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = Place.of(view)
    try:
        sent = submit_self_score(
            visit.acting, review_id=place.review, read_at=place.read_at, entered=entered_in(view)
        )
    except ReadAgain as again:
        notice = refusal_text(visit.words, again.code, again.facts)
        ack(response_action="update", view=self_score_modal(visit.words, again.form, notice=notice))
        return
    ack(response_action="update", view=sent_self_score_modal(visit.words, sent, just_now=True))


def _block(problem: Problem) -> str:
    return block_id(problem.part, problem.item)


def _show(view: dict[str, Any], form: SelfScoreForm, visit: Visit) -> None:
    bring_up_to_date(
        visit.client,
        view,
        self_score_modal(visit.words, form),
        newest=lambda: self_score_modal(visit.words, open_self_score(visit.acting, review_id=form.review_id)),
    )
