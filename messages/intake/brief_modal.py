"""A brief for reading: what corresponds side by side, the requester's words and the developers'."""

from collections.abc import Iterator
from typing import Any

from bot.domain.intake.brief import Part
from bot.domain.intake.form_facts import BriefRead
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.brief_card import about, part_text
from messages.intake.brief_form import prefilled
from messages.intake.brief_labels import in_language, names_of
from messages.intake.terms import marked, term_list
from messages.kit import (
    COLUMN_LIMIT,
    SECTION_LIMIT,
    Block,
    columns,
    context,
    divider,
    fit_mrkdwn,
    modal,
    section,
)


def brief_modal(words: Words, read: BriefRead) -> dict[str, Any]:
    """Everything of the newest version. The parts are called as developers call them."""
    request, brief = read.request, read.brief
    theirs = in_language(words, brief.locale)
    terms = term_list(words, read.glossary.terms_in(request.happened, request.expected))
    return modal(
        title=words.label("Brief of #%(number)d", number=request.id),
        callback_id="intake.brief.read",
        close=words.label("Close"),
        blocks=[
            context(*about(words, read)),
            *(block for part in Part for block in _part(words, theirs, read, part)),
            section(words.say("intake/brief_card/missing", missing=names_of(words, brief.missing)))
            if brief.missing
            else None,
            *_own_words(words, read, terms),
        ],
    )


def _part(words: Words, theirs: Words, read: BriefRead, part: Part) -> Iterator[Block]:
    """In the developers' words; beside it, where something else was told, in the requester's."""
    if not read.brief.says(part):
        return
    said = part_text(theirs, read.brief, part)
    told = prefilled(words, read.request).get(part)
    is_as_told = prefilled(theirs, read.request).get(part) == read.brief.says(part)
    if told and not is_as_told:
        theirs_said = words.say(
            "intake/brief_modal/told", name=read.request.requester.name, text=escape(told)
        )
        if len(said) <= COLUMN_LIMIT and len(theirs_said) <= COLUMN_LIMIT:
            yield columns(theirs_said, said)
            return
        yield from _sections(theirs_said)
    yield from _sections(said)


def _own_words(words: Words, read: BriefRead, terms: Mrkdwn | None) -> Iterator[Block]:
    """With the terms marked, where there are some: a column cannot show them."""
    if terms is None:
        return
    request = read.request
    yield divider()
    yield section(words.say("intake/brief_card/own_words", name=request.requester.name))
    yield marked(request.happened, read.glossary)
    if request.expected:
        yield marked(request.expected, read.glossary)
    yield context(terms)


def _sections(text: Mrkdwn) -> Iterator[Block]:
    """A long text in as many paragraphs as it needs; an entity is never cut in two."""
    left = str(text)
    while left:
        if len(left) <= SECTION_LIMIT:
            yield section(Mrkdwn(left))
            return
        piece = fit_mrkdwn(left, SECTION_LIMIT).removesuffix("…")
        yield section(Mrkdwn(piece))
        left = left[len(piece) :]
