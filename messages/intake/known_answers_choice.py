"""In the form of an answer: the kept ones to choose from, and keeping what is sent."""

from bot.domain.intake.form_facts import StepForm
from bot.domain.intake.known_answers import NAME_LIMIT, TITLE_LIMIT, KnownAnswer, is_in_language_of
from messages.catalog import Words
from messages.kit import Block, checkboxes, field_input, fit, select, text_input

CHOOSE = "intake.known_answers.choose"
KNOWN, KEEP, TITLE, NAME = "known", "keep", "title", "name"
FIELD = "intake.known_answers.field"

LANGUAGES = {"zh": "中文", "en": "English"}
"""As each calls itself."""


def choice_of_answers(words: Words, form: StepForm) -> list[Block]:
    """A menu that fills the text; none where nothing is kept."""
    if not form.known:
        return []
    locale = form.request.requester.locale
    offered = [(str(each.id), _label(each, locale)) for each in form.known]
    menu = select(
        CHOOSE,
        offered,
        placeholder=words.label("Choose a known answer"),
        chosen=str(form.chosen) if form.chosen else None,
    )
    label = words.label("Known answers")
    return [field_input(label, menu, block_id=KNOWN, optional=True, dispatches=True)]


def keeping_of_it(words: Words, form: StepForm) -> list[Block]:
    """One box to tick; the title is there already."""
    title = fit(form.request.title, TITLE_LIMIT)
    box = checkboxes(FIELD, [(KEEP, words.label("Keep as a known answer"))])
    return [
        field_input(words.label("For whoever asks next"), box, block_id=KEEP, optional=True),
        field_input(
            words.label("Kept under this question"),
            text_input(FIELD, typed=title, limit=TITLE_LIMIT),
            block_id=TITLE,
            optional=True,
        ),
        field_input(
            words.label("Short name"),
            text_input(FIELD, limit=NAME_LIMIT + 1),
            block_id=NAME,
            hint=words.label("In a request's thread !name sends the answer."),
            optional=True,
        ),
    ]


def language_name(locale: str) -> str:
    """The language of a kept answer, as it calls itself."""
    return LANGUAGES.get(locale.partition("-")[0].lower(), locale)


def _label(answer: KnownAnswer, locale: str) -> str:
    if is_in_language_of(answer, locale):
        return answer.title
    return f"[{language_name(answer.locale)}] {answer.title}"
