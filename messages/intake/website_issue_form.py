"""The form for a website issue: what kind, where, what happened, how urgent."""

import json
from typing import Any

from bot.domain.intake.facts import IssueForm
from bot.domain.intake.triage import Kind
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.labels import kind_label, urgency_choices
from messages.kit import (
    TEXT_LIMIT,
    Block,
    Element,
    actions,
    button,
    checkboxes,
    confirm,
    context,
    field_input,
    file_input,
    fit,
    modal,
    radio_buttons,
    section,
    select,
    text_input,
)

CALLBACK = "intake.website_issue"
OPEN = "intake.website_issue.open"
START_EMPTY = "intake.website_issue.start_empty"
FIELD = "intake.website_issue.field"
KIND, PAGE, HAPPENED, EXPECTED = "kind", "page", "happened", "expected"
SINCE, URGENCY, FILES = "since", "urgency", "files"
PRIVATE, IS_PRIVATE = "private", "yes"
PAGE_LIMIT = 500
SINCE_LIMIT = 200
MOST_FILES = 10
FILE_TYPES = ("png", "jpg", "jpeg", "gif", "webp", "heic")


def website_issue_form(words: Words, form: IssueForm, *, round_: int = 0) -> dict[str, Any]:
    """The modal. `round_` counts fresh starts: Slack keeps what was typed where the action's id stays."""
    place = form.source
    metadata = {
        "subject": form.subject,
        "channel": place.channel if place else None,
        "ts": place.ts if place else None,
        "round": round_,
    }
    view = modal(
        title=words.label("Website issue"),
        submit=words.label("Send"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps(metadata),
        blocks=[*_opening(words, form), *_inputs(words, form, f"{FIELD}.{round_}")],
    )
    return {**view, "notify_on_close": True}


def command_rest(words: Words, form: IssueForm) -> Mrkdwn | None:
    """The end of what stood behind the command, where the form had no room for it."""
    if form.source is not None or form.started_at is not None:
        return None
    rest = (form.values.get(HAPPENED) or "")[TEXT_LIMIT - 1 :].strip()
    if not rest:
        return None
    return Mrkdwn(f"{words.say('intake/website_issue_form/rest')}\n{quote(rest)}")


def _opening(words: Words, form: IssueForm) -> list[Block]:
    name = form.on_duty.name
    where = context(words.say("intake/website_issue_form/goes_to", name=name, branch=form.branch))
    if form.started_at is None:
        if len(form.values.get(HAPPENED) or "") > TEXT_LIMIT:
            cut = words.say("intake/website_issue_form/was_cut", from_message=form.source is not None)
            return [where, section(cut)]
        if form.source is not None and not form.said:
            return [where, section(words.say("intake/website_issue_form/is_unread"))]
        return [where]
    resumed = words.say("intake/step_form/resumed", at=form.started_at, had_files=form.had_files)
    start_empty = button(
        words.label("Start empty"),
        START_EMPTY,
        value=form.subject or "-",
        asks=confirm(
            title=words.label("Start empty?"),
            text=words.label("What you have written in this form is deleted."),
            yes=words.label("Start empty"),
            no=words.label("Keep it"),
        ),
    )
    return [where, section(resumed), actions(start_empty)]


def _inputs(words: Words, form: IssueForm, action_id: str) -> list[Block]:
    typed = form.values

    def text(name: str, *, limit: int, multiline: bool = False) -> Element:
        return text_input(
            action_id, typed=fit(typed.get(name) or "", limit), limit=limit, multiline=multiline
        )

    kinds = [(kind.value, kind_label(words, kind)) for kind in Kind]
    kind = radio_buttons(action_id, kinds, chosen=typed.get(KIND))
    urgency = select(
        action_id,
        urgency_choices(words),
        placeholder=words.label("How long can it wait?"),
        chosen=typed.get(URGENCY),
    )
    files = file_input(action_id, kinds=FILE_TYPES, most=MOST_FILES)
    optional = True
    return [
        field_input(words.label("What kind is it?"), kind, block_id=KIND, dispatches=True),
        field_input(
            words.label("Page address"),
            text(PAGE, limit=PAGE_LIMIT),
            block_id=PAGE,
            hint=words.label("The address, or in words: the basket on a phone."),
            optional=optional,
        ),
        field_input(
            words.label("What happened?"), text(HAPPENED, limit=TEXT_LIMIT, multiline=True), block_id=HAPPENED
        ),
        field_input(
            words.label("What did you expect?"),
            text(EXPECTED, limit=TEXT_LIMIT, multiline=True),
            block_id=EXPECTED,
            optional=optional,
        ),
        field_input(
            words.label("Since when?"), text(SINCE, limit=SINCE_LIMIT), block_id=SINCE, optional=optional
        ),
        field_input(words.label("How urgent is it?"), urgency, block_id=URGENCY, dispatches=True),
        field_input(words.label("Screenshots"), files, block_id=FILES, optional=optional),
        field_input(
            words.label("Who reads it?"),
            checkboxes(
                action_id,
                [(IS_PRIVATE, words.label("Private: only you and the product managers read it"))],
                chosen=typed.get(PRIVATE) or [],
            ),
            block_id=PRIVATE,
            optional=optional,
        ),
    ]
