"""All known answers in a modal, and the form of one."""

import json
from collections.abc import Sequence
from typing import Any

from bot.domain.intake.known_answers import (
    NAME_LIMIT,
    PAGE_LIMIT,
    TEXT_LIMIT,
    TITLE_LIMIT,
    KnownAnswer,
)
from messages.catalog import Words
from messages.intake.known_answers_choice import NAME, TITLE, language_name
from messages.kit import (
    Block,
    Element,
    actions,
    button,
    confirm,
    field_input,
    modal,
    section,
    select,
    text_input,
)

ADD, EDIT, RETIRE = "intake.answers.add", "intake.answers.edit", "intake.answers.retire"
TURN = "intake.answers.page"
LIST_CALLBACK, FORM_CALLBACK = "intake.answers.list", "intake.answers.form"
FIELD = "intake.answers.field"
TEXT, PAGE, LOCALE = "text", "page", "locale"
ON_A_PAGE = 10
LOCALES = ("en-US", "zh-CN", "zh-TW")


def known_answers_list(
    words: Words, answers: Sequence[KnownAnswer], *, page: int, search: str
) -> dict[str, Any]:
    """A page of them, each with its button."""
    pages = max(1, -(-len(answers) // ON_A_PAGE))
    page = min(max(page, 0), pages - 1)
    shown = answers[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return modal(
        title=words.label("Known answers"),
        callback_id=LIST_CALLBACK,
        close=words.label("Close"),
        private_metadata=json.dumps({"page": page, "search": search}),
        blocks=[
            section(
                words.say("intake/known_answers_list/intro", count=len(answers), search=search),
                accessory=button(words.label("Add…"), ADD, value="-"),
            ),
            *(_answer(words, each) for each in shown),
            _turning(words, page, pages),
        ],
    )


def known_answer_form(words: Words, answer: KnownAnswer | None) -> dict[str, Any]:
    """To add one, or to change or retire one that stands."""
    choices = [(each, locale_label(each)) for each in LOCALES]
    if answer is not None and answer.locale not in LOCALES:
        choices.append((answer.locale, locale_label(answer.locale)))
    locale = select(
        FIELD,
        choices,
        placeholder=words.label("Language"),
        chosen=answer.locale if answer else None,
    )

    def text(value: str, *, limit: int, multiline: bool = False) -> Element:
        return text_input(FIELD, typed=value or None, limit=limit, multiline=multiline)

    return modal(
        title=words.label("Change the answer") if answer else words.label("New answer"),
        submit=words.label("Save"),
        close=words.label("Close"),
        callback_id=FORM_CALLBACK,
        private_metadata=json.dumps({"answer": answer.id if answer else None}),
        blocks=[
            field_input(
                words.label("The question"),
                text(answer.title if answer else "", limit=TITLE_LIMIT),
                block_id=TITLE,
            ),
            field_input(
                words.label("How does it work?"),
                text(answer.text if answer else "", limit=TEXT_LIMIT, multiline=True),
                block_id=TEXT,
            ),
            field_input(words.label("Its language"), locale, block_id=LOCALE),
            field_input(
                words.label("Short name"),
                text(answer.name if answer else "", limit=NAME_LIMIT + 1),
                block_id=NAME,
                hint=words.label("In a request's thread !name sends the answer."),
                optional=True,
            ),
            field_input(
                words.label("Page address"),
                text(answer.page if answer else "", limit=PAGE_LIMIT),
                block_id=PAGE,
                optional=True,
            ),
            _retiring(words, answer) if answer else None,
        ],
    )


def _answer(words: Words, answer: KnownAnswer) -> Block:
    said = words.say(
        "intake/known_answers_list/line",
        title=answer.title,
        name=answer.name,
        language=language_name(answer.locale),
        uses=answer.uses,
    )
    return section(said, accessory=button(words.label("Edit…"), EDIT, value=str(answer.id)))


def _turning(words: Words, page: int, pages: int) -> Block | None:
    before = button(words.label("Back"), f"{TURN}.back", value=str(page - 1)) if page > 0 else None
    after = button(words.label("More"), f"{TURN}.more", value=str(page + 1)) if page + 1 < pages else None
    return actions(before, after) if before or after else None


def _retiring(words: Words, answer: KnownAnswer) -> Block:
    asks = confirm(
        title=words.label("Retire this answer?"),
        text=words.label("It is not offered to anybody any more. What was sent stays as it is."),
        yes=words.label("Retire"),
        no=words.label("Keep it"),
    )
    return actions(button(words.label("Retire"), RETIRE, value=str(answer.id), danger=True, asks=asks))


def locale_label(locale: str) -> str:
    """A language by its own name."""
    return {"en-US": "English", "zh-CN": "简体中文", "zh-TW": "繁體中文"}.get(locale, language_name(locale))
