"""The manager's manager and HR look again: they confirm, or send back with a reason."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.domain.reviews.score_draft import item_of
from bot.domain.reviews.second_look import Doubt
from bot.domain.text import typed_text
from bot.errors import Refusal
from bot.services.reviews import second_look
from handlers.carried import row_id
from handlers.opening import show_instead
from handlers.reviews.approval_forms import Decided
from handlers.security import note_overreach
from handlers.visit import Visit
from messages.reviews.second_look_card import CONFIRM, CONFIRM_OTHERS, READ, SEND_BACK
from messages.reviews.second_look_modals import (
    DOUBTS,
    LOOK_AT,
    READ_FORM,
    REASON,
    SEND_BACK_FORM,
    confirmed_modal,
    read_modal,
    send_back_modal,
)


def register(app: App) -> None:
    app.action(CONFIRM)(on_confirm)
    app.action(CONFIRM_OTHERS)(on_confirm)
    app.action(SEND_BACK)(on_send_back)
    app.action(READ)(on_read)
    app.action(LOOK_AT)(on_read)
    app.view(READ_FORM)(on_confirmed)
    app.view(SEND_BACK_FORM)(on_sent_back)
    app.view_closed(SEND_BACK_FORM)(on_closed)


def on_confirm(ack: Ack, action: dict[str, Any], visit: Visit) -> None:
    seen = [Decided.of(each) for each in action["value"].split()]
    _or_show_afresh(visit, seen, lambda: second_look.confirm(visit.acting, _pairs(seen)))
    ack()


def on_confirmed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """It is confirmed where it was read: on to the next one who waits."""
    seen = [Decided.of(view["private_metadata"])]
    _or_show_afresh(visit, seen, lambda: second_look.confirm(visit.acting, _pairs(seen)))
    name, waiting = second_look.waiting_still(visit.acting, review_id=seen[0].review_id)
    if waiting:
        ack(response_action="update", view=confirmed_modal(visit.words, name, waiting))
    else:
        ack(response_action="clear")


def on_read(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    facts, waits, redone = second_look.read_second_look(visit.acting, review_id=row_id(action["value"]))
    show_instead(visit.client, body, read_modal(visit.words, facts, waits=waits, redone=redone))
    ack()


def on_send_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    seen = Decided.of(action["value"])

    def opened() -> None:
        facts, doubt = second_look.to_send_back(visit.acting, review_id=seen.review_id, version=seen.version)
        show_instead(visit.client, body, send_back_modal(visit.words, facts, doubt))

    _or_show_afresh(visit, [seen], opened)
    ack()


def on_sent_back(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    seen, doubt = Decided.of(view["private_metadata"]), _doubt(view)
    if not doubt.reason:
        raise Refusal("second_look.reason_missing", field=REASON)
    _or_show_afresh(
        visit,
        [seen],
        lambda: second_look.send_back(
            visit.acting,
            review_id=seen.review_id,
            version=seen.version,
            reason=doubt.reason,
            doubts=doubt.items,
        ),
    )
    ack()


def on_closed(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Nobody is there any more to be told: what may not be kept is not."""
    try:
        review_id = Decided.of(view["private_metadata"]).review_id
        second_look.keep_doubt(visit.acting, review_id=review_id, doubt=_doubt(view))
    except Refusal as refused:
        note_overreach(refused, visit, body={"view": view})
    ack()


def _doubt(view: dict[str, Any]) -> Doubt:
    values = view["state"]["values"]
    ticked = values[DOUBTS][DOUBTS].get("selected_options") or ()
    return Doubt(
        reason=typed_text(values[REASON][REASON].get("value") or "").strip(),
        items=tuple(item_of(each["value"]) for each in ticked),
    )


def _pairs(seen: list[Decided]) -> list[second_look.Seen]:
    return [(each.review_id, each.version) for each in seen]


def _or_show_afresh(visit: Visit, seen: list[Decided], deed: Callable[[], object]) -> None:
    try:
        deed()
    except Refusal as refusal:
        if refusal.code != "second_look.not_yours":
            for each in seen:
                second_look.show_afresh(visit.acting, review_id=each.review_id, version=each.version)
        raise
