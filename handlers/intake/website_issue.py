"""A website issue: the command, the shortcuts and buttons that open the form, and handing it in."""

import re
from dataclasses import replace
from typing import Any

import structlog
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.domain.intake import content
from bot.domain.intake.form_facts import IssueForm, Source
from bot.domain.intake.triage import Whose
from bot.errors import Refusal
from bot.services.intake.issue_draft import choose_kind, drop_draft, keep_draft
from bot.services.intake.similar import look_before_filing
from bot.services.intake.website_issue import Issue, file_request, open_form, open_form_with
from handlers import opening
from handlers.intake.forms import typed
from handlers.intake.website_issue_form import as_sent, issue_metadata, kept, read_answers, read_issue
from handlers.opening import show_while_open
from handlers.visit import Visit
from messages.catalog import Words
from messages.intake.issue_fields import EXTRA, FILES
from messages.intake.similar_modal import similar_modal
from messages.intake.website_issue_form import (
    CALLBACK,
    FIELD,
    KIND,
    OPEN,
    START_EMPTY,
    WHOSE,
    command_rest,
    website_issue_form,
)

COMMAND = "/website-issue"
GLOBAL_SHORTCUT = "report_website_issue"
MESSAGE_SHORTCUT = "send_to_product_manager"

log = structlog.get_logger()


def register(app: App) -> None:
    app.command(COMMAND)(on_command)
    app.shortcut({"type": "shortcut", "callback_id": GLOBAL_SHORTCUT})(on_shortcut)
    app.shortcut({"type": "message_action", "callback_id": MESSAGE_SHORTCUT})(on_message_shortcut)
    app.action(OPEN)(on_open)
    app.action(START_EMPTY)(on_start_empty)
    app.action(re.compile(rf"^{re.escape(FIELD)}\."))(on_field)
    app.view(CALLBACK)(on_submit)
    app.view_closed(CALLBACK)(on_close)


def on_command(ack: Ack, command: dict[str, Any], visit: Visit) -> None:
    markup = command.get("text") or ""
    form = open_form_with(visit.acting, markup=markup)
    _open(visit.client, command["trigger_id"], visit.words, form, typed=markup and form.said)
    rest = command_rest(visit.words, form)
    if rest:
        ack(text=rest, response_type="ephemeral")
    else:
        ack()


def on_shortcut(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    ack()
    _open(visit.client, shortcut["trigger_id"], visit.words, open_form(visit.acting))


def on_message_shortcut(ack: Ack, shortcut: dict[str, Any], visit: Visit) -> None:
    ack()
    source = Source(channel=shortcut["channel"]["id"], ts=shortcut["message"]["ts"])
    markup = content.said(shortcut["message"])
    written_by = shortcut["message"].get("user")
    form = open_form_with(visit.acting, markup=markup, source=source, written_by=written_by)
    _open(visit.client, shortcut["trigger_id"], visit.words, form, typed=form.said)


def on_open(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    ack()
    _open(visit.client, body["trigger_id"], visit.words, open_form(visit.acting))


def on_start_empty(ack: Ack, body: dict[str, Any], visit: Visit) -> None:
    ack()
    view = body["view"]
    carried = issue_metadata(view)
    form = drop_draft(visit.acting, subject=carried.subject)
    fresh = website_issue_form(visit.words, form, round_=carried.round + 1)
    show_while_open(visit.client, view["id"], fresh)


def on_field(ack: Ack, action: dict[str, Any], body: dict[str, Any], visit: Visit) -> None:
    """A choice was made: a moment to keep what stands in the form, for Slack may not tell at its end.

    Another kind of request is asked for other things; what was typed stays.
    """
    if action.get("block_id") != KIND:
        ack()
        _keep(body["view"], visit)
        return
    form = _with_its_fields(body["view"], visit)
    ack()
    opening.bring_up_to_date(
        visit.client,
        body["view"],
        form,
        newest=lambda: _with_its_fields(body["view"], visit),
    )


def on_close(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    ack()
    _keep(view, visit)


def on_submit(ack: Ack, view: dict[str, Any], visit: Visit) -> None:
    """Send it, unless something like it is known already: then they are shown that first."""
    try:
        checked = read_issue(view)
        read_answers(view)  # refused now, while there is a field for it to stand beside
    except Refusal:
        _keep(view, visit)
        raise
    _keep(view, visit)
    found = look_before_filing(
        visit.acting,
        text="\n".join((checked.happened, checked.page, checked.expected)),
        subject=issue_metadata(view).subject,
        submission=view["id"],
        is_private=bool(checked.private),
        handed_in=as_sent(view),
    )
    if found is None:
        hand_in(view, visit)
        ack()
    else:
        ack(response_action="update", view=similar_modal(visit.words, found, submission=view["id"]))


def hand_in(view: dict[str, Any], visit: Visit) -> None:
    """File what stands in a form."""
    try:
        checked, extra = read_issue(view), read_answers(view)
    except Refusal:
        _keep(view, visit)
        raise
    carried, values = issue_metadata(view), typed(view)
    issue = Issue(
        kind=checked.kind,
        page=checked.page,
        happened=checked.happened,
        expected=checked.expected,
        since=checked.since,
        urgency=checked.urgency,
        device=checked.device,
        reach=checked.reach,
        for_whom=checked.for_whom,
        wished_by=checked.wished_by,
        extra=extra,
        answered={name: value for name, value in values.items() if name == WHOSE or name.startswith(EXTRA)},
        files=[file.attachment() for file in checked.files],
        source=carried.source,
        source_link=_link(visit.client, carried.source),
        is_private=bool(checked.private),
        author_id=carried.author if checked.whose is Whose.AUTHOR else None,
    )
    file_request(visit.acting, issue, subject=carried.subject, submission=view["id"])


def _open(client: WebClient, trigger_id: str, words: Words, form: IssueForm, *, typed: str = "") -> None:
    opening.open_form(client, trigger_id, website_issue_form(words, form), typed=typed)


def _keep(view: dict[str, Any], visit: Visit) -> None:
    carried = issue_metadata(view)
    keep_draft(
        visit.acting,
        subject=carried.subject,
        values=kept(typed(view)),
        source=carried.source,
        submission=view["id"],
        author_id=carried.author,
    )


def _with_its_fields(view: dict[str, Any], visit: Visit) -> dict[str, Any]:
    carried = issue_metadata(view)
    form = choose_kind(
        visit.acting,
        subject=carried.subject,
        values=kept(typed(view)),
        source=carried.source,
        submission=view["id"],
        author_id=carried.author,
    )
    values = {**form.values, FILES: carried.had_files}
    form = replace(form, started_at=carried.started, values=values)
    return website_issue_form(visit.words, form, round_=carried.round)


def _link(client: WebClient, source: Source | None) -> str | None:
    """The address of the message, where the desk could open it: not one of a direct conversation."""
    if source is None or source.channel.startswith("D"):
        return None
    try:
        answer = client.chat_getPermalink(channel=source.channel, message_ts=source.ts)
    except (SlackApiError, SlackClientError, OSError) as error:
        log.info("website_issue.no_link", error=type(error).__name__)
        return None
    return str(answer["permalink"])
