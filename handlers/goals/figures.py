"""Whoever a KPI names enters its figure: opens the form, passes its pages, enters what was read over."""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from bot.domain.goals.figures import FiguresForm
from bot.errors import Refusal
from bot.services.goals.figures import (
    FiguresAgain,
    enter_figures,
    keep_figures,
    open_figures,
    read_figure,
)
from handlers.carried import row_id
from handlers.goals.figures_form import Page, typed_in
from handlers.opening import open_form
from handlers.visit import Visit
from messages.goals.figure_note import SEE, figure_modal
from messages.goals.figures_card import OPEN
from messages.goals.figures_modal import BACK, ENTER, NEXT, entered_modal, figures_modal
from messages.refusals import refusal_text


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(BACK)(on_back)
    app.action(SEE)(on_see)
    app.view(NEXT)(on_next)
    app.view(ENTER)(on_enter)
    app.view_closed(NEXT)(on_close)


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    form = open_figures(visit.acting, cycle_id=row_id(action["value"]))
    open_form(visit.client, body["trigger_id"], figures_modal(visit.words, form))
    ack()


def on_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view = body["view"]
    page = Page.of(view)
    form, _ = keep_figures(
        visit.acting,
        cycle_id=page.cycle,
        page=page.page,
        typed=typed_in(view),
        go_to=row_id(action["value"]),
    )
    _show(view, form, visit)
    ack()


def on_see(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    review_id, _, figure_id = action["value"].partition(":")
    facts = read_figure(visit.acting, review_id=row_id(review_id), figure_id=row_id(figure_id))
    open_form(visit.client, body["trigger_id"], figure_modal(visit.words, facts))
    ack()


def on_next(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    page = Page.of(view)
    form, troubles = keep_figures(
        visit.acting,
        cycle_id=page.cycle,
        page=page.page,
        typed=typed_in(view),
        go_to=page.page + 1,
    )
    errors = {
        f"figure:{place}": str(refusal_text(visit.words, trouble.code, trouble.facts))
        for place, trouble in troubles.items()
    }
    if errors and errors.keys() <= view["state"]["values"].keys():
        ack(response_action="errors", errors=errors)
        return
    ack(response_action="update", view=figures_modal(visit.words, form))


def on_enter(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    page = Page.of(view)
    try:
        form = enter_figures(visit.acting, cycle_id=page.cycle, read_at=page.read_at)
    except FiguresAgain as again:
        notice = refusal_text(visit.words, again.code, again.facts)
        ack(response_action="update", view=figures_modal(visit.words, again.form, notice=notice))
        return
    ack(response_action="update", view=entered_modal(visit.words, form))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: where nothing is wanted any more, nothing is kept."""
    page = Page.of(view)
    with suppress(Refusal):
        keep_figures(visit.acting, cycle_id=page.cycle, page=page.page, typed=typed_in(view), go_to=page.page)
    ack()


def _show(view: dict[str, Any], form: FiguresForm, visit: Visit) -> None:
    try:
        visit.client.views_update(
            view_id=view["id"], hash=view["hash"], view=figures_modal(visit.words, form)
        )
    except SlackApiError as error:
        # Closed meanwhile, or another click came first: what was typed is kept.
        if error.response["error"] not in ("not_found", "hash_conflict"):
            raise
