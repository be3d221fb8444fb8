"""A developer's question on its way to the requester, and the answer on its way back."""

from typing import Any

from bot.domain.intake.handover import HandoverFacts, HandoverStep
from bot.domain.intake.handover_question import PassedAnswer, PassedQuestion
from bot.domain.intake.handover_way import Event
from messages.catalog import Words, quote
from messages.intake.handover_card import READ
from messages.intake.handover_form import handover_step_form
from messages.intake.known_answers_list import locale_label
from messages.intake.step_form import desk_form
from messages.intake.terms import term_list
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    fit,
    message,
    section,
)

ON = "intake.handover_question.on"
"""The value: the hand-over, a colon, the number of the step that asked."""
BACK = "intake.handover_question.back"
"""The same; the number is of the request's step that answered."""
ROOM, NAME_ROOM = 1500, 40


def pass_on_button(words: Words, facts: HandoverFacts, step: HandoverStep) -> Element:
    """Under the word that a developer asks."""
    name = fit(facts.request.requester.name, NAME_ROOM)
    value = f"{facts.id}:{step.number}"
    return button(words.label("Pass on to %(name)s…", name=name), ON, value=value, primary=True)


def passing_on_form(words: Words, passed: PassedQuestion) -> dict[str, Any]:
    """The request's own form to ask, with what the developer asked above it and the glossary's words."""
    view = desk_form(words, passed.form)
    requester = passed.form.request.requester
    terms = term_list(words, passed.terms)
    said = words.say(
        "intake/handover_question/asks",
        developer=passed.developer,
        requester=requester.name,
        reads=locale_label(requester.locale),
        is_other=requester.locale != passed.locale,
    )
    beside: list[Block | None] = [
        section(said),
        section(quote(fit(passed.asked, ROOM))),
        context(terms) if terms else None,
    ]
    return _beside(view, beside)


def answered(words: Words, facts: HandoverFacts, answer: str, number: int) -> Message:
    """To the product manager: the requester answered while a developer waits for that."""
    said = words.say(
        "intake/handover_question/answered",
        requester=facts.request.requester.name,
        developer=facts.assignee.name,
        request=facts.request.id,
    )
    back = button(
        words.label("Pass on to %(name)s…", name=fit(facts.assignee.name, NAME_ROOM)),
        BACK,
        value=f"{facts.id}:{number}",
        primary=True,
    )
    read = button(words.label("Read it…"), READ, value=str(facts.id))
    return message(said, section(said), section(quote(fit(answer, ROOM))), actions(back, read))


def passing_back_form(words: Words, passed: PassedAnswer) -> dict[str, Any]:
    """The form to answer a developer, with what the requester wrote."""
    view = handover_step_form(words, passed.facts, Event.REPLY, typed=passed.text)
    terms = term_list(words, passed.terms)
    said = words.say("intake/handover_question/wrote", requester=passed.facts.request.requester.name)
    beside: list[Block | None] = [
        context(said),
        section(quote(fit(passed.answer, ROOM))),
        context(terms) if terms else None,
    ]
    return _beside(view, beside)


def _beside(view: dict[str, Any], beside: list[Block | None]) -> dict[str, Any]:
    """Below the first sentence of a form."""
    first, *rest = view["blocks"]
    return {**view, "blocks": [first, *(each for each in beside if each), *rest]}
