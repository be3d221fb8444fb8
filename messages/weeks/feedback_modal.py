"""The form of feedback: who will read it stands first, then whom it is about and what was seen."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.weeks.feedback import Telling
from bot.domain.weeks.feedback_form import (
    BEHAVIOUR,
    CONSEQUENCE,
    LATE_SORTS,
    MOST_ALIKE,
    SORT,
    TELLING,
    TEXT_LIMIT,
    TIED,
    WHO,
    FeedbackForm,
    Rule,
    Sort,
)
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    context,
    divider,
    field_input,
    fit,
    modal,
    person_input,
    radio_buttons,
    section,
    select,
    text_input,
)
from messages.refusals import refusal_text
from messages.reviews.no_surprise_lines import late_form_line
from messages.reviews.score_lines import short
from messages.weeks.feedback_lines import NAME_LIMIT, tied_label, who_else_reads

FORM = "weeks.feedback.form"
OPEN = "weeks.feedback.open"
"""The button's value is a Slack id, or `anybody`."""
ANYBODY = "anybody"
CHOSEN = "weeks.feedback.chosen"
"""Begins the action of each field that changes who reads it; the field's name follows a full stop."""
VALUE = "value"

SORTS: Mapping[Sort, Callable[[Words], str]] = {
    Sort.POSITIVE: lambda words: words.label("Positive"),
    Sort.CONSTRUCTIVE: lambda words: words.label("Constructive"),
    Sort.NEGATIVE: lambda words: words.label("Negative"),
    Sort.SUGGESTION: lambda words: words.label("A suggestion: how work is done"),
}


def feedback_modal(
    words: Words, form: FeedbackForm, *, opened_with: str, changed: bool = False
) -> dict[str, Any]:
    """The form. Everything on which its first line depends stands next to it, before what is written.

    `opened_with`: of whose draft it was opened. `changed`: its first line is another one than that under
    which it was to be sent.
    """
    typed = form.typed
    is_suggestion = typed.is_suggestion
    return modal(
        title=words.label("Suggestion") if is_suggestion else words.label("Feedback"),
        blocks=[
            section(words.say("refusals/feedback.rule_not_shown")) if changed else None,
            section(_first_line(words, form), block_id="rule"),
            section(late_form_line(words, form.late.cycle_name)) if form.late else None,
            divider(),
            _sort(words, form),
            None if is_suggestion or form.late else _who(words, form),
            None if is_suggestion else _alike(words, form),
            None if is_suggestion else _telling(words, form),
            *_texts(words, form),
            None if is_suggestion else _tied(words, form),
        ],
        callback_id=FORM,
        close=words.label("Cancel"),
        submit=words.label("Send"),
        private_metadata=json.dumps(
            {
                "shown": form.rule.fingerprint,
                "opened": opened_with,
                WHO: typed.who,
                TELLING: typed.telling.value,
                "late": form.late.review_id if form.late else None,
            }
        ),
        notify_on_close=True,
    )


def rule_line(words: Words, rule: Rule) -> Mrkdwn:
    """Who reads it from when on, or whose it is to answer by when."""
    if rule.is_suggestion:
        return words.say(
            "weeks/feedback_modal/goes_to",
            names=words.names([str(short(person.name, NAME_LIMIT)) for person in rule.answering]),
            is_head=rule.head is not None,
            due=rule.due_on,
        )
    if rule.receiver is None:
        return words.say("weeks/feedback_modal/nobody_yet")
    others = who_else_reads(words, reader=rule.giver, manager=rule.manager, has_hr=rule.has_hr)
    return words.say(
        "weeks/feedback_modal/rule",
        name=short(rule.receiver.name, NAME_LIMIT),
        others=others,
        is_kept=rule.telling is Telling.KEPT,
    )


def _first_line(words: Words, form: FeedbackForm) -> Mrkdwn:
    if form.unfit is not None:
        return Mrkdwn(f"⚠️ {refusal_text(words, form.unfit.code, form.unfit.facts)}")
    return rule_line(words, form.rule)


def _sort(words: Words, form: FeedbackForm) -> Block:
    sorts = LATE_SORTS if form.late else SORTS
    choices = [(sort.value, SORTS[sort](words)) for sort in sorts]
    chosen = form.typed.sort.value if form.typed.sort else None
    asked = words.label("Constructive or negative") if form.late else words.label("Feedback or a suggestion")
    return field_input(
        words.label("What is it?"),
        select(f"{CHOSEN}.{SORT}", choices, placeholder=asked, chosen=chosen),
        block_id=SORT,
        dispatches=True,
    )


def _who(words: Words, form: FeedbackForm) -> Block:
    return field_input(
        words.label("Whom is it about?"),
        person_input(
            f"{CHOSEN}.{WHO}", placeholder=words.label("Choose a colleague"), chosen=form.typed.who or None
        ),
        block_id=WHO,
        dispatches=True,
    )


def _alike(words: Words, form: FeedbackForm) -> Block | None:
    """Whom the name behind the command could mean."""
    if not form.called or form.typed.who:
        return None
    names = [
        words.label(
            "%(name)s (%(department)s)",
            name=str(short(person.name, NAME_LIMIT)),
            department=str(short(person.department, NAME_LIMIT)),
        )
        for person in form.alike[:MOST_ALIKE]
    ]
    said = words.say(
        "weeks/feedback_modal/alike",
        called=short(form.called, NAME_LIMIT),
        names=Mrkdwn(words.names(names)) if names else "",
        more=max(0, len(form.alike) - MOST_ALIKE),
    )
    return context(said)


def _texts(words: Words, form: FeedbackForm) -> list[Block]:
    typed = form.typed
    labels = _suggestion_labels(words) if typed.is_suggestion else _feedback_labels(words)
    texts = ((BEHAVIOUR, typed.behaviour), (CONSEQUENCE, typed.consequence))
    return [
        field_input(
            label,
            text_input(VALUE, typed=fit(text, TEXT_LIMIT), limit=TEXT_LIMIT, multiline=True),
            block_id=name,
            hint=hint,
        )
        for (name, text), (label, hint) in zip(texts, labels, strict=True)
    ]


def _feedback_labels(words: Words) -> list[tuple[str, str]]:
    return [
        (
            words.label("What did you see?"),
            words.label("One occasion, and what was done or said: not what somebody is like."),
        ),
        (
            words.label("What came of it?"),
            words.label("For you, for the work, for a customer."),
        ),
    ]


def _suggestion_labels(words: Words) -> list[tuple[str, str]]:
    return [
        (
            words.label("How is it done now?"),
            words.label("The work, and where it goes wrong: not who does it."),
        ),
        (
            words.label("What would be better?"),
            words.label("What to do instead, and what would come of it."),
        ),
    ]


def _tied(words: Words, form: FeedbackForm) -> Block | None:
    if not form.choices:
        return None
    choices = [(each.value, tied_label(words, each)) for each in form.choices]
    return field_input(
        words.label("About a value or a KPI"),
        select(
            VALUE, choices, placeholder=words.label("Nothing in particular"), chosen=form.typed.tied or None
        ),
        block_id=tied_block(form.rule.receiver.id if form.rule.receiver else 0),
        optional=True,
    )


def tied_block(receiver_id: int) -> str:
    """The field's block: another one for another person, for Slack keeps what was chosen by it."""
    return f"{TIED}:{receiver_id}"


def _telling(words: Words, form: FeedbackForm) -> Block | None:
    if not form.may_keep or form.late:
        return None
    choices = [
        (Telling.AT_ONCE.value, words.label("Tell them now")),
        (Telling.KEPT.value, words.label("Keep it for the talk")),
    ]
    return field_input(
        words.label("When is it told?"),
        radio_buttons(f"{CHOSEN}.{TELLING}", choices, chosen=form.typed.telling.value),
        block_id=TELLING,
        dispatches=True,
    )
