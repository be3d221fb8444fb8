"""To HR: the four gates of one person with dates and documents, what is missing named; and an offer."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.actions.gates import DAY, OFFER_LIMIT, TEXT, Document, Gate, Lack, Ledger, OnRecord, Standing
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    actions,
    button,
    context,
    date_input,
    divider,
    field_input,
    fit_mrkdwn,
    modal,
    section,
    text_input,
)
from messages.reviews.score_lines import cycle_title, short

OFFER = "actions.gates.offer"
"""The value is the id of to whom another post was offered."""
GATES = "actions.gates.ledger"
OFFER_FORM = "actions.gates.offer_form"
SHOWN = 12
NAME_LIMIT = 60

TITLES: Mapping[Gate, Callable[[Words], str]] = {
    Gate.AGREED: lambda words: words.label("1. Duties and the standard were agreed beforehand"),
    Gate.PROVEN: lambda words: words.label("2. Failing it is proven"),
    Gate.OFFERED: lambda words: words.label("3. Training or another post was offered"),
    Gate.AGAIN: lambda words: words.label("4. A second assessment failed, too"),
}
DOCUMENTS: Mapping[Document, Callable[[Words], str]] = {
    Document.JOB_FORM: lambda words: words.label("Job-responsibility form, rated by both"),
    Document.SHEET: lambda words: words.label("KPI sheet, agreed on"),
    Document.RESULT: lambda words: words.label("Result of the lowest band, released"),
    Document.TRAINING: lambda words: words.label("Training"),
    Document.POST: lambda words: words.label("Another post"),
}
LACKS: Mapping[Lack, Callable[[Words], str]] = {
    Lack.JOB_FORM: lambda words: words.label("a job-responsibility form that both rated beforehand"),
    Lack.SHEET: lambda words: words.label("a KPI sheet that both agreed on beforehand"),
    Lack.RESULT: lambda words: words.label("a released result of the lowest band"),
    Lack.OFFER: lambda words: words.label("a training, or an offer of another post, after that result"),
    Lack.SECOND: lambda words: words.label("a second released result of the lowest band"),
    Lack.SECOND_AFTER_OFFER: lambda words: words.label(
        "a result of the lowest band from after training or another post was offered"
    ),
}


def gates_modal(words: Words, ledger: Ledger) -> dict[str, Any]:
    """All four, and that it is a record."""
    name = short(ledger.person.name, NAME_LIMIT)
    blocks: list[Block] = [section(words.say("actions/gates_modal/intro", name=name))]
    for standing in ledger.gates:
        blocks += [divider(), section(_gate(words, standing))]
    return modal(
        title=words.label("Four gates"),
        blocks=[
            *blocks,
            divider(),
            actions(
                button(words.label("Put an offer on record…"), OFFER, value=str(ledger.person.id)),
            ),
            context(words.say("actions/gates_modal/no_advice")),
        ],
        callback_id=GATES,
        close=words.label("Close"),
        private_metadata=str(ledger.person.id),
    )


def offer_modal(words: Words, person: Person) -> dict[str, Any]:
    """When another post was offered, and which."""
    return modal(
        title=words.label("Another post"),
        blocks=[
            section(words.say("actions/gates_modal/offer", name=short(person.name, NAME_LIMIT))),
            field_input(
                words.label("When was it offered?"),
                date_input(DAY, placeholder=words.label("A day")),
                block_id=DAY,
            ),
            field_input(
                words.label("Which post, and what did they say?"),
                text_input(TEXT, limit=OFFER_LIMIT, multiline=True),
                block_id=TEXT,
            ),
        ],
        callback_id=OFFER_FORM,
        close=words.label("Cancel"),
        submit=words.label("Put on record"),
        private_metadata=str(person.id),
    )


def _gate(words: Words, standing: Standing) -> Mrkdwn:
    return fit_mrkdwn(
        words.say(
            "actions/gates_modal/gate",
            title=TITLES[standing.gate](words),
            lines=[_document(words, each) for each in standing.there[:SHOWN]],
            more=max(0, len(standing.there) - SHOWN),
            missing=[LACKS[each](words) for each in standing.missing],
        )
    )


def _document(words: Words, there: OnRecord) -> Mrkdwn:
    return words.say(
        "actions/gates_modal/document",
        what=DOCUMENTS[there.document](words),
        on=there.on,
        period=cycle_title(there.period),
        text=short(there.text, 160),
        by=short(there.by, NAME_LIMIT),
        answer=there.answer.value if there.answer else "",
    )
