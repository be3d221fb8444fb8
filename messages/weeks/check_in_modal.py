"""The form of a check-in: one screen, in which last week's answers stand."""

import json
from typing import Any

from bot.domain.actions import follow_up
from bot.domain.actions.action import Listed
from bot.domain.actions.action_form import LINE_LIMIT as ACTION_LINE_LIMIT
from bot.domain.goals.figures import TYPED_LIMIT
from bot.domain.obligations import MINUTES, Kind
from bot.domain.reviews.kpis import Kpi
from bot.domain.weeks.check_in import BLOCKERS_LIMIT, LINE_LIMIT, MOST_HELPERS, CheckInFacts
from bot.domain.weeks.check_in_form import BLOCKERS, HELPERS, CheckInForm, field_of
from messages.actions.action_lines import follow_up_choices, plain_line
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    actions,
    context,
    divider,
    field_input,
    fit,
    modal,
    people_input,
    section,
    select,
    text_input,
)
from messages.reviews.score_lines import goal_of, short
from messages.weeks.check_in_lines import outlook_choices, skip_choices
from messages.weeks.check_in_note import change_row, note

FORM = "weeks.check_in.form"
DONE = "weeks.check_in.done"
FIELD = "weeks.check_in.field"
"""Of every field; a choice is a moment to keep what stands in the form."""
SKIP_HERE = "weeks.check_in.skip_here"

LABEL_LIMIT = 60


def check_in_modal(words: Words, form: CheckInForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """The form as it stands. `notice`: why it is shown again."""
    return modal(
        title=words.label("Your week"),
        blocks=[
            context(_intro(words, form)),
            section(notice) if notice else None,
            *(block for kpi in form.kpis for block in _kpi(words, form, kpi)),
            *(block for each in form.actions for block in _action(words, form, each)),
            divider(),
            _blockers(words, form),
            _helpers(words, form),
            actions(
                select(SKIP_HERE, skip_choices(words), placeholder=words.label("Skip this week…")),
                block_id="skip",
            ),
        ],
        callback_id=FORM,
        close=words.label("Close"),
        submit=words.label("Send"),
        private_metadata=json.dumps({"week": str(form.week), "seen": form.seen}),
        notify_on_close=True,
    )


def nothing_to_repeat(words: Words) -> Mrkdwn:
    """Why the form opens for whoever pressed *As last week*."""
    return words.say("weeks/check_in_modal/nothing_to_repeat")


def done_modal(words: Words, facts: CheckInFacts) -> dict[str, Any]:
    """After it was sent or skipped: who reads it when, and the way to change it until then."""
    return modal(
        title=words.label("Your week"),
        blocks=[section(note(words, facts)), change_row(words, facts)],
        callback_id=DONE,
        close=words.label("Close"),
    )


def _intro(words: Words, form: CheckInForm) -> Mrkdwn:
    return words.say(
        "weeks/check_in_modal/intro",
        week=form.week.monday,
        minutes=MINUTES[Kind.CHECK_IN],
        manager=short(form.manager.name),
        read_on=form.read_on,
        is_given=form.is_given,
        is_from_last_week=form.is_from_last_week,
        saved_at=form.saved_at,
        has_figures=any(kpi.quantity is not None for kpi in form.kpis),
    )


def _kpi(words: Words, form: CheckInForm, kpi: Kpi) -> list[Block]:
    typed = form.typed.of(kpi)
    name = fit(kpi.name, LABEL_LIMIT)
    outlook = select(
        FIELD, outlook_choices(words), placeholder=words.label("Choose"), chosen=typed.outlook or None
    )
    target = goal_of(words, kpi.target, kpi.unit, quantity=kpi.quantity)
    fields = [
        field_input(
            fit(words.label("%(name)s (target: %(target)s)", name=kpi.name, target=target), 200),
            outlook,
            block_id=field_of(kpi.key, "outlook"),
            dispatches=True,
        )
    ]
    if kpi.quantity is not None:
        fields.append(
            field_input(
                words.label("%(name)s: figure", name=name),
                text_input(FIELD, typed=typed.figure or None, limit=TYPED_LIMIT),
                block_id=field_of(kpi.key, "figure"),
                optional=True,
            )
        )
    fields.append(
        field_input(
            words.label("%(name)s: in one line", name=name),
            text_input(FIELD, typed=typed.line or None, limit=LINE_LIMIT),
            block_id=field_of(kpi.key, "line"),
            optional=True,
        )
    )
    return fields


def _action(words: Words, form: CheckInForm, listed: Listed) -> list[Block]:
    """How far an open action is, or whether an offered one is taken up; whoever says nothing leaves it."""
    action = listed.action
    typed = form.typed.actions.get(action.id, follow_up.TypedFollow())
    choices = follow_up_choices(words, action)
    how = select(FIELD, choices, placeholder=words.label("Choose"), chosen=typed.how or None)
    return [
        field_input(
            fit(_asked(words, listed), 200),
            how,
            block_id=follow_up.field_of(action.id, "how"),
            optional=True,
            dispatches=True,
        ),
        field_input(
            words.label("Why, if you turn it down")
            if action.stage.offered
            else words.label("In one line, if there is something to say"),
            text_input(FIELD, typed=typed.line or None, limit=ACTION_LINE_LIMIT),
            block_id=follow_up.field_of(action.id, "line"),
            optional=True,
        ),
    ]


def _asked(words: Words, listed: Listed) -> str:
    line = plain_line(words, listed)
    return words.label("Offered to you: %(line)s", line=line) if listed.action.stage.offered else line


def _blockers(words: Words, form: CheckInForm) -> Block:
    return field_input(
        words.label("What is in your way?"),
        text_input(FIELD, typed=form.typed.blockers or None, limit=BLOCKERS_LIMIT, multiline=True),
        block_id=BLOCKERS,
        optional=True,
    )


def _helpers(words: Words, form: CheckInForm) -> Block:
    placeholder = words.label("Colleagues")
    return field_input(
        words.label("Whose help do you want?"),
        people_input(FIELD, placeholder=placeholder, chosen=form.typed.helpers, most=MOST_HELPERS),
        block_id=HELPERS,
        hint=words.label("They hear nothing from Steward: %(name)s reads it.", name=form.manager.name),
        optional=True,
    )
