"""The form for a website issue: what kind, then what that kind is asked for."""

import json
from typing import Any

from bot.domain.intake.extra_fields import asked_for
from bot.domain.intake.form_facts import IssueForm
from bot.domain.intake.triage import Whose
from messages.catalog import Mrkdwn, Words, quote
from messages.intake.issue_fields import ASKED, FILES, HAPPENED, WHO_READS, asked_input, own_input
from messages.intake.labels import kind_choices
from messages.kit import (
    TEXT_LIMIT,
    Block,
    actions,
    button,
    confirm,
    context,
    field_input,
    modal,
    radio_buttons,
    section,
)

CALLBACK = "intake.website_issue"
OPEN = "intake.website_issue.open"
START_EMPTY = "intake.website_issue.start_empty"
FIELD = "intake.website_issue.field"
KIND, WHOSE = "kind", "whose"


def website_issue_form(words: Words, form: IssueForm, *, round_: int = 0) -> dict[str, Any]:
    """The modal. `round_` counts fresh starts: Slack keeps what was typed where the action's id stays."""
    place = form.source
    metadata = {
        "subject": form.subject,
        "channel": place.channel if place else None,
        "ts": place.ts if place else None,
        "round": round_,
        "author": form.author.id if form.author else None,
        "started": form.started_at.isoformat() if form.started_at else None,
        "had_files": form.started_at is not None and form.had_files,
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
    branch = None if form.author else form.branch  # whose it counts is chosen in the form
    where = context(words.say("intake/website_issue_form/goes_to", name=name, branch=branch))
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
    kinds = radio_buttons(action_id, kind_choices(words), chosen=form.kind)
    asked = [(ask.field, asked_input(words, ask, action_id, form.values)) for ask in ASKED[form.kind]]
    return [
        *_whose(words, form, action_id),
        field_input(words.label("What kind is it?"), kinds, block_id=KIND, dispatches=True),
        *(block for field, block in asked if field != FILES),
        *(own_input(words, each, action_id, form.values) for each in asked_for(form.own_fields, form.kind)),
        *(block for field, block in asked if field == FILES),
        asked_input(words, WHO_READS, action_id, form.values),
    ]


def _whose(words: Words, form: IssueForm, action_id: str) -> list[Block]:
    """Of a message that somebody else wrote."""
    if form.author is None:
        return []
    choices = [
        (Whose.AUTHOR, words.label("%(name)s, who wrote the message", name=form.author.name)),
        (Whose.MINE, words.label("Mine")),
    ]
    whose = radio_buttons(action_id, choices, chosen=Whose.AUTHOR if form.is_authors else Whose.MINE)
    hint = words.label("Whoever it is of hears from the desk.")
    label = words.label("Whose request is it?")
    return [field_input(label, whose, block_id=WHOSE, hint=hint, dispatches=True)]
