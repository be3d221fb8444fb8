"""A brief in the thread of the desk's card, laid out for developers in their language."""

from bot.domain.intake.brief import Brief, Part, numbered
from bot.domain.intake.form_facts import BriefRead
from messages.catalog import Mrkdwn, Words, escape
from messages.intake.assess_line import priority_text
from messages.intake.brief_labels import names_of, part_labels
from messages.intake.terms import marked, term_list
from messages.kit import (
    Block,
    Message,
    actions,
    button,
    context,
    divider,
    fit,
    fit_mrkdwn,
    header,
    message,
    section,
)

READ = "intake.brief.read"
ROOM_PART = 1200
ROOM_WORDS = 600
TRANSLATED = 8


def brief_card(words: Words, read: BriefRead) -> Message:
    """The headline, each part, and beneath them the requester's own words. `words` are the developers'."""
    request, brief = read.request, read.brief
    text = words.say("intake/brief_card/headline", request=request.id, version=brief.number)
    terms = term_list(words, read.glossary.terms_in(request.happened, request.expected))
    return message(
        text,
        header(brief.says(Part.HEADLINE) or text),
        context(*about(words, read)),
        *brief_parts(words, brief),
        actions(button(words.label("Read the brief…"), READ, value=str(request.id))),
        divider(),
        context(words.say("intake/brief_card/own_words", name=request.requester.name)),
        marked(fit(request.happened, ROOM_WORDS), read.glossary, translated=TRANSLATED),
        context(terms) if terms else None,
    )


def brief_parts(words: Words, brief: Brief) -> list[Block]:
    """Each part under its name but the headline, and what is missing."""
    parts = [_part(words, brief, part) for part in Part if part is not Part.HEADLINE and brief.says(part)]
    if not brief.missing:
        return parts
    return [*parts, section(words.say("intake/brief_card/missing", missing=names_of(words, brief.missing)))]


def about(words: Words, read: BriefRead) -> list[Mrkdwn]:
    """Of which request, by whom, and how much it matters."""
    request, brief = read.request, read.brief
    said = words.say(
        "intake/brief_card/about",
        request=request.id,
        branch=request.branch,
        version=brief.number,
        name=brief.by.name,
        at=brief.at,
    )
    priority = priority_text(words, request)
    return [said, priority] if priority else [said]


def part_text(words: Words, brief: Brief, part: Part) -> Mrkdwn:
    """A part under its name, whole."""
    text = brief.says(part)
    said = escape(numbered(text) if part is Part.STEPS else text)
    return words.say("intake/brief_card/part", label=part_labels(words)[part], text=said)


def _part(words: Words, brief: Brief, part: Part) -> Block:
    return section(fit_mrkdwn(part_text(words, brief, part), ROOM_PART))
