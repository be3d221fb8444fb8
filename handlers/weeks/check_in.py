"""Somebody says how their week is: from the reminder, the Home tab or `/review check-in`."""

from contextlib import suppress
from http import HTTPStatus
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.domain.weeks.check_in import CheckInFacts
from bot.domain.weeks.check_in_form import CheckInForm, CheckInUnclear
from bot.domain.weeks.week import Week
from bot.errors import Refusal
from bot.services.weeks.check_in import (
    CheckInAgain,
    answer_check_in,
    as_last_week,
    keep_check_in,
    keep_closed,
    open_check_in,
    skip_asked,
    skip_check_in,
)
from bot.slack.errors import Unreachable
from handlers.carried import row_id
from handlers.opening import open_form, show_instead
from handlers.visit import Visit
from handlers.weeks.check_in_form import CheckInPlace, skip_chosen, skip_from, typed_in
from messages.kit import Message
from messages.refusals import refusal_text
from messages.weeks.check_in_buttons import NOT_ASKED, OPEN, REPEAT, SKIP
from messages.weeks.check_in_modal import (
    FIELD,
    FORM,
    SKIP_HERE,
    check_in_modal,
    done_modal,
    nothing_to_repeat,
)
from messages.weeks.check_in_note import check_in_note


def register(app: App) -> None:
    app.action(OPEN)(on_open)
    app.action(REPEAT)(on_repeat)
    app.action(SKIP)(on_skip)
    app.action(SKIP_HERE)(on_skip_here)
    app.action(FIELD)(on_field)
    app.view(FORM)(on_answer)
    app.view_closed(FORM)(on_close)


def on_check_in(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    """`/review check-in`: nobody need wait to be asked."""
    form = open_check_in(visit.acting)
    open_form(visit.client, command["trigger_id"], check_in_modal(visit.words, form))
    ack()


def on_open(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    value = action["value"]
    form = open_check_in(visit.acting, check_in_id=None if value == NOT_ASKED else row_id(value))
    show_instead(visit.client, body, check_in_modal(visit.words, form))
    ack()


def on_repeat(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, visit: Visit) -> None:
    """Where there is nothing to repeat the form opens, and says so."""
    check_in_id = row_id(action["value"])
    facts = as_last_week(visit.acting, check_in_id=check_in_id)
    if facts is None:
        form = open_check_in(visit.acting, check_in_id=check_in_id)
        notice = nothing_to_repeat(visit.words)
        open_form(visit.client, body["trigger_id"], check_in_modal(visit.words, form, notice=notice))
    else:
        _say(body, respond, visit, facts, check_in_note(visit.words, facts))
    ack()


def on_skip(ack: Ack, action: dict[str, Any], body: dict[str, Any], respond: Respond, visit: Visit) -> None:
    reason, check_in_id = skip_from(action["selected_option"]["value"])
    facts = skip_asked(visit.acting, check_in_id=check_in_id, reason=reason)
    _say(body, respond, visit, facts, check_in_note(visit.words, facts))
    ack()


def on_skip_here(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """What was typed is kept: whoever changes their mind finds it."""
    view, chosen = body["view"], action["selected_option"]
    place = CheckInPlace.of(view)
    keep_check_in(visit.acting, week=Week(place.week), typed=typed_in(view))
    if chosen is not None:
        reason = skip_chosen(chosen["value"])
        facts = skip_check_in(visit.acting, week=Week(place.week), reason=reason)
        show_instead(visit.client, body, done_modal(visit.words, facts))
    ack()


def on_field(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    """A choice was made: a moment to keep what stands in the form, for Slack may not tell at its end."""
    view = body["view"]
    keep_check_in(visit.acting, week=Week(CheckInPlace.of(view).week), typed=typed_in(view))
    ack()


def on_answer(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """What cannot be taken is kept and said at its field."""
    place, typed = CheckInPlace.of(view), typed_in(view)
    try:
        facts = answer_check_in(visit.acting, week=Week(place.week), seen=place.seen, typed=typed)
    except CheckInUnclear as unclear:
        errors = {
            str(each.field): str(refusal_text(visit.words, each.code, each.facts))
            for each in reversed(unclear.problems)
        }
        ack(response_action="errors", errors=errors)
        return
    except CheckInAgain as again:
        ack(response_action="update", view=_again(visit, again.form, again))
        return
    ack(response_action="update", view=done_modal(visit.words, facts))


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    with suppress(Refusal):
        place = CheckInPlace.of(view)
        keep_closed(visit.acting, week=Week(place.week), seen=place.seen, typed=typed_in(view))
    ack()


def _again(visit: Visit, form: CheckInForm, why: Refusal) -> dict[str, Any]:
    return check_in_modal(visit.words, form, notice=refusal_text(visit.words, why.code, why.facts))


def _say(body: dict[str, Any], respond: Respond, visit: Visit, facts: CheckInFacts, message: Message) -> None:
    """Beside the reminder; on the Home tab, where nothing can stand beside, in a small form."""
    if (body.get("container") or {}).get("type") == "view" or not body.get("response_url"):
        show_instead(visit.client, body, done_modal(visit.words, facts))
        return
    done = respond(
        text=message.text, blocks=message.blocks, response_type="ephemeral", replace_original=False
    )
    if done.status_code != HTTPStatus.OK:
        raise Unreachable(f"http_{done.status_code}")
