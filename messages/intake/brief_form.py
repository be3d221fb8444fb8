"""The form of a brief, beside the words of which it is made."""

import json
from typing import Any

from bot.domain.intake.brief import LIMITS, Brief, Part, Parts
from bot.domain.intake.facts import RequestFacts
from bot.domain.intake.form_facts import BriefForm
from messages.catalog import Mrkdwn, Words
from messages.intake.assess_labels import short_labels
from messages.intake.brief_labels import in_language, names_of, part_labels
from messages.intake.terms import marked, term_list
from messages.kit import (
    TEXT_LIMIT,
    Block,
    context,
    divider,
    field_input,
    fit,
    modal,
    section,
    text_input,
)

CALLBACK = "intake.brief.form"
FIELD = "intake.brief.field"
SAVED = "intake.brief.saved"
TITLE_LENGTH = 120
THEIRS_ROOM = 900


def brief_form(words: Words, form: BriefForm, *, notice: Mrkdwn | None = None) -> dict[str, Any]:
    """What the requester wrote, with the glossary's terms marked, and then each part."""
    request = form.request
    metadata = {"request": request.id, "seen": request.brief_seen}
    parts = form.parts if form.parts is not None else prefilled(in_language(words, form.locale), request)
    return modal(
        title=words.label("Brief of #%(number)d", number=request.id),
        submit=words.label("Save"),
        close=words.label("Close"),
        callback_id=CALLBACK,
        private_metadata=json.dumps(metadata),
        notify_on_close=True,
        blocks=[
            section(notice) if notice else None,
            *_intro(words, form),
            *original(words, form),
            divider(),
            *(block for part in Part for block in _field(words, form, part, parts.get(part, ""))),
        ],
    )


def brief_saved(words: Words, brief: Brief) -> dict[str, Any]:
    """After saving one that lacks something: what it lacks, and that it is kept."""
    return modal(
        title=words.label("Brief of #%(number)d", number=brief.request_id),
        close=words.label("Close"),
        callback_id=SAVED,
        blocks=[section(words.say("intake/brief_form/saved", missing=names_of(words, brief.missing)))],
    )


def prefilled(words: Words, request: RequestFacts) -> Parts:
    """What the requester told, where it belongs in a brief."""
    reach = short_labels(words)[request.reach] if request.reach else None
    answers = (f"{label}: {answer}" for label, answer in request.extra)
    environment = "\n".join(filter(None, (request.page, request.device, *answers)))
    return {
        Part.ENVIRONMENT: fit(environment, LIMITS[Part.ENVIRONMENT]),
        Part.EXPECTED: request.expected,
        Part.ACTUAL: request.happened,
        Part.SCOPE: words.plain(
            "intake/brief_form/scope", branch=request.branch, since=request.since, reach=reach
        ),
    }


def original(words: Words, form: BriefForm) -> list[Block]:
    """The requester's own words, and what developers say for the terms in them."""
    request, glossary = form.request, form.glossary
    blocks = [
        section(words.say("intake/brief_form/wrote", name=request.requester.name)),
        marked(request.happened, glossary),
    ]
    if request.expected:
        blocks += [
            section(words.say("intake/brief_form/expected", name=request.requester.name)),
            marked(request.expected, glossary),
        ]
    terms = term_list(words, glossary.terms_in(request.happened, request.expected))
    return [*blocks, context(terms)] if terms else blocks


def _intro(words: Words, form: BriefForm) -> list[Block]:
    brief = form.request.brief
    intro = words.say(
        "intake/brief_form/intro",
        language=in_language(words, form.locale).language,
        version=brief.number if brief else None,
        name=brief.by.name if brief else None,
        at=brief.at if brief else None,
        missing=names_of(words, brief.missing) if brief else [],
    )
    blocks = [context(intro)]
    if form.overtaken and brief:
        said = words.say("intake/brief_form/overtaken", name=brief.by.name, version=brief.number, at=brief.at)
        blocks.append(section(said))
    elif form.started_at:
        resumed = words.say("intake/step_form/resumed", at=form.started_at, had_files=False)
        blocks.append(context(resumed))
    return blocks


def _field(words: Words, form: BriefForm, part: Part, typed: str) -> list[Block]:
    limit, brief = LIMITS[part], form.request.brief
    element = text_input(
        FIELD, typed=fit(typed, TEXT_LIMIT), limit=limit, multiline=part is not Part.HEADLINE
    )
    hints = {
        Part.HEADLINE: words.label("One line, in technical words."),
        Part.STEPS: words.label("One a line; they are numbered by themselves."),
        Part.ACCEPTANCE: words.label("By what you will see that it is done."),
        Part.RISKS: words.label("What else it touches. Where there are none, say so."),
    }
    field = field_input(
        part_labels(words)[part], element, block_id=part.value, hint=hints.get(part), optional=True
    )
    if not (form.overtaken and brief) or brief.says(part) == typed:
        return [field]
    theirs = words.say(
        "intake/brief_form/theirs", name=brief.by.name, text=fit(brief.says(part), THEIRS_ROOM)
    )
    return [field, context(theirs)]
