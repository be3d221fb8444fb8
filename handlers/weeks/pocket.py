"""The evidence pocket: *Save as evidence* on a message, `/review pocket`, and all that is done in it."""

import re
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.weeks.pocket import Case
from bot.domain.weeks.pocket_message import heard_in
from bot.errors import Refusal
from bot.services.weeks import pocket
from bot.services.weeks.pocket_reminder import remind_of_pocket
from bot.slack.kept import KeptWebClient, KeptWebhookClient
from handlers.carried import row_id
from handlers.opening import bring_up_to_date, open_form, open_over, show_beneath
from handlers.visit import Visit
from handlers.weeks.pocket_form import CasePlace, MessagePlace, PocketPlace, at_its_field, filled_in
from messages.weeks.keeping_modal import (
    KEEP_FORM,
    MOVE_FORM,
    NOTE_FORM,
    OPEN_POCKET,
    REMOVE_FORM,
    WRITE_FORM,
    keep_modal,
    kept_modal,
    move_modal,
    note_modal,
    remove_modal,
    write_modal,
)
from messages.weeks.pocket_modal import (
    BRING_BACK,
    CASE_MENU,
    CHOOSE_REMINDER,
    MOVE,
    NOTE,
    READ,
    REMOVE,
    TURN_PAGE,
    WANTED,
    WRITE,
    case_modal,
    pocket_modal,
)
from messages.weeks.pocket_note import pocket_note
from messages.weeks.pocket_reminder import POCKET_MENU, SILENCE

MESSAGE_SHORTCUT = "save_as_evidence"
GLOBAL_SHORTCUT = "evidence_pocket"
GONE = "message_not_found"

log = structlog.get_logger()


def register(app: App) -> None:
    app.shortcut({"type": "message_action", "callback_id": MESSAGE_SHORTCUT})(on_save)
    app.shortcut({"type": "shortcut", "callback_id": GLOBAL_SHORTCUT})(on_shortcut)
    app.action(OPEN_POCKET)(on_open)
    app.action(WRITE)(on_write)
    app.action(CASE_MENU)(on_menu)
    app.action(BRING_BACK)(on_bring_back)
    app.action(re.compile(rf"^{re.escape(TURN_PAGE)}\."))(on_turn_page)
    app.action(CHOOSE_REMINDER)(on_choose_reminder)
    app.action(POCKET_MENU)(on_reminder_menu)
    app.view(KEEP_FORM)(on_keep)
    app.view_closed(KEEP_FORM)(on_not_kept)
    app.view(WRITE_FORM)(on_written)
    app.view(MOVE_FORM)(on_move)
    app.view(NOTE_FORM)(on_note)
    app.view(REMOVE_FORM)(on_remove)


def on_pocket(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review pocket`."""
    open_form(visit.client, command["trigger_id"], _pocket(visit))
    ack()


def on_shortcut(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    open_form(visit.client, shortcut["trigger_id"], _pocket(visit))
    ack()


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    open_over(visit.client, body, _pocket(visit))
    ack()


def on_save(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    channel = shortcut["channel"]
    heard = heard_in(
        shortcut["message"],
        channel=channel["id"],
        channel_name=channel.get("name") or "",
        now=visit.acting.now,
    )
    form = pocket.open_keeping(visit.acting, heard)
    view = keep_modal(visit.words, form, respond_at=shortcut.get("response_url") or "")
    open_form(visit.client, shortcut["trigger_id"], view)
    ack()


def on_keep(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Said beside the message where Slack lets it be said there, else in place of the form."""
    place, filled = MessagePlace.of(view), filled_in(view)
    link, is_gone = _link(visit, place)
    try:
        case = pocket.keep_message(
            visit.acting,
            channel=place.channel,
            ts=place.ts,
            value=filled.value,
            title=filled.title,
            note=filled.note,
            link=link,
            is_gone=is_gone,
        )
    except Refusal as refused:
        raise at_its_field(view, refused) from None
    if _told_beside(visit, place, case):
        ack()
    else:
        ack(response_action="update", view=kept_modal(visit.words, case))


def on_not_kept(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    place = MessagePlace.of(view)
    pocket.drop_message(visit.acting, channel=place.channel, ts=place.ts)
    ack()


def on_write(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    form = pocket.open_writing(visit.acting)
    today = visit.acting.now.astimezone(visit.person.zone).date()
    view = write_modal(visit.words, form, page=PocketPlace.of(body["view"]).page, today=today)
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)
    ack()


def on_written(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    filled = filled_in(view)
    try:
        pocket.write_case(
            visit.acting, text=filled.words, day=filled.day, value=filled.value, title=filled.title
        )
    except Refusal as refused:
        raise at_its_field(view, refused) from None
    _show_pocket_beneath(view, visit)
    ack()


def on_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Each of them pushes something over the pocket."""
    deed, _, number = action["selected_option"]["value"].partition(":")
    case_id, page = row_id(number), PocketPlace.of(body["view"]).page
    if deed == MOVE:
        form = pocket.open_moving(visit.acting, case_id=case_id)
        view = move_modal(visit.words, form, page=page)
    else:
        case = pocket.read_case(visit.acting, case_id=case_id)
        made = {NOTE: note_modal, REMOVE: remove_modal}
        if deed == READ:
            view = case_modal(visit.words, case)
        elif deed in made:
            view = made[deed](visit.words, case, page=page)
        else:
            raise Refusal("card.unknown")
    visit.client.views_push(trigger_id=body["trigger_id"], view=view)
    ack()


def on_move(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    filled = filled_in(view)
    try:
        pocket.move_case(
            visit.acting, case_id=CasePlace.of(view).case, value=filled.value, title=filled.title
        )
    except Refusal as refused:
        raise at_its_field(view, refused) from None
    _show_pocket_beneath(view, visit)
    ack()


def on_note(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    pocket.edit_note(visit.acting, case_id=CasePlace.of(view).case, note=filled_in(view).note)
    _show_pocket_beneath(view, visit)
    ack()


def on_remove(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    case_id = CasePlace.of(view).case
    pocket.remove_case(visit.acting, case_id=case_id)
    _show_pocket_beneath(view, visit, removed=case_id)
    ack()


def on_bring_back(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view, page = body["view"], PocketPlace.of(body["view"]).page
    pocket.bring_back_case(visit.acting, case_id=row_id(action["value"]))
    _show_pocket(view, visit, page=page)
    ack()


def on_turn_page(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    page = action["value"]
    if not (page.isascii() and page.isdecimal()):
        raise Refusal("card.unknown")
    _show_pocket(body["view"], visit, page=int(page[:4]))
    ack()


def on_choose_reminder(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    view, page = body["view"], PocketPlace.of(body["view"]).page
    remind_of_pocket(visit.acting, wanted=action["value"] == WANTED)
    _show_pocket(view, visit, page=page)
    ack()


def on_reminder_menu(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """Under the line in the weekly message."""
    if action["selected_option"]["value"] == SILENCE:
        remind_of_pocket(visit.acting, wanted=False)
    else:
        open_form(visit.client, body["trigger_id"], _pocket(visit))
    ack()


def _pocket(visit: Visit, *, page: int = 0, removed: int | None = None) -> dict[str, Any]:
    return pocket_modal(visit.words, pocket.read_pocket(visit.acting, page=page, removed=removed))


def _show_pocket(at: dict[str, Any], visit: Visit, *, page: int) -> None:
    def newest() -> dict[str, Any]:
        return _pocket(visit, page=page)

    bring_up_to_date(visit.client, at, newest(), newest=newest)


def _show_pocket_beneath(view: dict[str, Any], visit: Visit, *, removed: int | None = None) -> None:
    show_beneath(visit.client, view, _pocket(visit, page=PocketPlace.of(view).page, removed=removed))


def _link(visit: Visit, place: MessagePlace) -> tuple[str | None, bool]:
    """The message's address, where Steward can see it; and whether Slack says that it is gone."""
    try:
        answer = visit.client.chat_getPermalink(channel=place.channel, message_ts=place.ts)
    except SlackApiError as error:
        return None, error.response.get("error") == GONE
    except (SlackClientError, OSError) as error:
        log.info("pocket.no_link", error=type(error).__name__)
        return None, False
    return str(answer["permalink"]), False


def _told_beside(visit: Visit, place: MessagePlace, case: Case) -> bool:
    """Whether it could be said where the message stands: Slack lets that be for a while, everywhere."""
    if not place.respond_at:
        return False
    note = pocket_note(visit.words, case)
    said = {
        "text": note.text,
        "blocks": note.blocks,
        "response_type": "ephemeral",
        "replace_original": False,
        **({"thread_ts": case.said.thread_ts} if case.said and case.said.thread_ts else {}),
    }
    assert isinstance(visit.client, KeptWebClient)
    try:
        beside = KeptWebhookClient.beside(visit.client, place.respond_at)
        return beside.send_dict(said).status_code == HTTPStatus.OK
    except (SlackClientError, OSError) as error:
        log.info("pocket.not_told_beside", error=type(error).__name__)
        return False
