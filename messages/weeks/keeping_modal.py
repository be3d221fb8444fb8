"""The forms with which something gets into the pocket, or to another place in it."""

import json
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from bot.domain.weeks.kept_under import Kind, Place
from bot.domain.weeks.pocket import HEADING_LIMIT, NOTE_LIMIT, WRITTEN_LIMIT, Case, Heard, PlaceForm
from bot.domain.weeks.pocket_files import Keeping
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import (
    Block,
    actions,
    button,
    context,
    date_input,
    field_input,
    fit,
    modal,
    section,
    select_grouped,
    text_input,
)
from messages.reviews.score_lines import short
from messages.weeks.pocket_lines import (
    case_lines,
    file_names,
    limit_text,
    place_name,
    place_text,
    source_line,
)

KEEP_FORM = "weeks.pocket.keep"
WRITE_FORM = "weeks.pocket.write"
MOVE_FORM = "weeks.pocket.move"
NOTE_FORM = "weeks.pocket.note"
REMOVE_FORM = "weeks.pocket.remove"
OPEN_POCKET = "weeks.pocket.open"
"""The button that leads to the pocket; its value says nothing."""
PLACE, HEADING, NOTE, WORDS, DAY = "place", "heading", "note", "words", "day"
FIELD = "weeks.pocket.field"

QUOTED = 900
BY_NAME_SHOWN = 300


def keep_modal(words: Words, form: PlaceForm, *, respond_at: str) -> dict[str, Any]:
    """The form under a message, which it quotes. One that is in the pocket already is said to be.

    `respond_at`: where to say that it is done, as Slack told.
    """
    heard, case = form.heard, form.case
    at = heard or (case.said if case else None)
    carried = {"channel": at.channel, "ts": at.ts, "respond_at": respond_at} if at else {}
    return modal(
        title=words.label("Save as evidence"),
        blocks=[
            *(_quoted(words, heard) if heard else []),
            *(_kept_already(words, case) if case else []),
            *_place(words, form),
            field_input(
                words.label("A note for yourself"),
                text_input(FIELD, typed=case.note if case else None, limit=NOTE_LIMIT),
                block_id=NOTE,
                optional=True,
            ),
            context(words.say("weeks/keeping_modal/who_sees")),
        ],
        callback_id=KEEP_FORM,
        submit=words.label("Keep") if heard else words.label("Keep it there"),
        close=words.label("Cancel"),
        private_metadata=json.dumps(carried),
        notify_on_close=True,
    )


def write_modal(words: Words, form: PlaceForm, *, page: int, today: date) -> dict[str, Any]:
    """A case that nobody wrote in Slack."""
    return modal(
        title=words.label("Write a case"),
        blocks=[
            field_input(
                words.label("What happened"),
                text_input(FIELD, limit=WRITTEN_LIMIT, multiline=True),
                block_id=WORDS,
                hint=words.label("What happened, when, and who was there."),
            ),
            field_input(
                words.label("On which day"),
                date_input(FIELD, placeholder=words.label("Choose a day"), chosen=today),
                block_id=DAY,
            ),
            *_place(words, form),
            context(words.say("weeks/keeping_modal/who_sees")),
        ],
        callback_id=WRITE_FORM,
        submit=words.label("Keep"),
        close=words.label("Cancel"),
        private_metadata=json.dumps({"page": page}),
    )


def move_modal(words: Words, form: PlaceForm, *, page: int) -> dict[str, Any]:
    """Another place for the form's case."""
    case = form.case
    assert case is not None
    return modal(
        title=words.label("Move a case"),
        blocks=[section(case_lines(words, case)), *_place(words, form)],
        callback_id=MOVE_FORM,
        submit=words.label("Move"),
        close=words.label("Cancel"),
        private_metadata=_about(case, page),
    )


def note_modal(words: Words, case: Case, *, page: int) -> dict[str, Any]:
    """What its keeper writes beside a case."""
    return modal(
        title=words.label("Your note"),
        blocks=[
            section(case_lines(words, case)),
            field_input(
                words.label("A note for yourself"),
                text_input(FIELD, typed=case.note, limit=NOTE_LIMIT),
                block_id=NOTE,
                optional=True,
            ),
        ],
        callback_id=NOTE_FORM,
        submit=words.label("Save"),
        close=words.label("Cancel"),
        private_metadata=_about(case, page),
    )


def remove_modal(words: Words, case: Case, *, page: int) -> dict[str, Any]:
    """What taking it out means, before it is done."""
    return modal(
        title=words.label("Remove a case"),
        blocks=[
            section(case_lines(words, case)),
            section(words.say("weeks/keeping_modal/remove", is_used=case.is_used)),
        ],
        callback_id=REMOVE_FORM,
        submit=words.label("Remove"),
        close=words.label("Cancel"),
        private_metadata=_about(case, page),
    )


def _about(case: Case, page: int) -> str:
    return json.dumps({"case": case.id, "page": page})


def _quoted(words: Words, heard: Heard) -> list[Block]:
    """The message as it will be kept; a long one by its beginning, and how long it is."""
    text = heard.words
    cut = words.say(
        "weeks/keeping_modal/cut",
        shown=QUOTED,
        length=len(text),
        is_cut=heard.is_cut,
        is_long=len(text) > QUOTED,
    )
    return [
        *([section(quote(fit(text, QUOTED)))] if text else []),
        context(source_line(words, heard)),
        *([context(cut)] if cut else []),
        *([context(file_names(words, heard.files))] if heard.files else []),
        *_by_name_only(words, heard),
    ]


def _by_name_only(words: Words, heard: Heard) -> list[Block]:
    """What the message itself tells will not be kept; of the rest it is seen when it is fetched."""
    known = tuple(file for file in heard.files if file.keeping is not Keeping.WAITS)
    if not known:
        return []
    names = short(", ".join(file.name for file in known), BY_NAME_SHOWN)
    said = words.say("weeks/keeping_modal/by_name", names=names, limit=limit_text(words))
    return [context(said)]


def _kept_already(words: Words, case: Case) -> list[Block]:
    notice = words.say(
        "weeks/keeping_modal/kept_already", at=case.kept_at, place=place_name(words, case.place)
    )
    return [
        section(notice),
        section(case_lines(words, case)),
        actions(button(words.label("Open pocket"), OPEN_POCKET, value="pocket")),
    ]


def _place(words: Words, form: PlaceForm) -> list[Block]:
    """A menu of all that one is scored on, and a field for a heading of one's own."""
    own = field_input(
        words.label("Or under a heading of your own") if form.choices else words.label("Under which heading"),
        text_input(FIELD, limit=HEADING_LIMIT),
        block_id=HEADING,
        optional=bool(form.choices),
        hint=words.label("For example: Mentoring. Where you write here, the choice above does not count."),
    )
    if not form.choices:
        return [own]
    menu = select_grouped(
        FIELD,
        _groups(words, form.choices),
        placeholder=words.label("Choose"),
        chosen=form.chosen.value if form.chosen else None,
    )
    return [field_input(words.label("Keep it under"), menu, block_id=PLACE, optional=True), own]


def _groups(words: Words, choices: Sequence[Place]) -> list[tuple[str, list[tuple[str, str]]]]:
    """By KPIs, each value, statements, headings of one's own."""
    ordered = sorted(choices, key=lambda place: list(Kind).index(place.kind))
    return [
        (label, [(place.value, place_text(words, place, with_words=True)) for place in group])
        for label, group in groupby(ordered, key=lambda place: _group(words, place))
    ]


def _group(words: Words, place: Place) -> str:
    if place.kind is Kind.VALUE:
        return words.pick(place.name)
    named = {
        Kind.KPI: words.label("KPIs"),
        Kind.STATEMENT: words.label("How you work"),
        Kind.OWN: words.label("Your own headings"),
    }
    return named[place.kind]


def kept_text(words: Words, case: Case) -> Mrkdwn:
    """ "Kept under *Teamwork*, rung 3. Only you see it until you use it."."""
    gone = case.said is not None and case.said.deleted_at is not None
    return words.say("weeks/keeping_modal/kept", place=place_name(words, case.place), is_gone=gone)


def kept_modal(words: Words, case: Case) -> dict[str, Any]:
    """The same in place of the form, where it cannot be said beside the message."""
    return modal(
        title=words.label("Save as evidence"),
        blocks=[
            section(kept_text(words, case)),
            actions(button(words.label("Open pocket"), OPEN_POCKET, value="pocket")),
        ],
        callback_id="weeks.pocket.kept",
        close=words.label("Close"),
    )
