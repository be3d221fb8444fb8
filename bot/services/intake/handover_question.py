"""A developer's question is passed on to the requester, and the answer back to the developer."""

from dataclasses import replace

from bot.domain.access import Deed
from bot.domain.intake.glossary import Glossary
from bot.domain.intake.handover import HandoverFacts
from bot.domain.intake.handover_question import (
    PassedAnswer,
    PassedQuestion,
    for_developers,
    for_the_requester,
    technical_in,
)
from bot.domain.intake.handover_way import HANDOVER
from bot.domain.intake.handover_way import Event as Step
from bot.domain.intake.notices import RequesterAnswered
from bot.domain.intake.way import REQUESTER_STEPS, Event
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.intake.duty import only_the_desk
from bot.services.intake.handover import handover_facts
from bot.services.intake.handover_draft import kept_words
from bot.services.intake.triage import open_step
from storage.unit import Unit


def open_passing_on(acting: Acting, *, handover_id: int, number: int) -> PassedQuestion:
    """The request's own form to ask, with the question in it, below what was typed into it before.

    `number`: the step with which it was asked. Raises Refusal: "card.unknown" where that asked nothing, and
    what `open_step` raises.
    """
    with acting.store.read() as unit:
        facts = _facts(unit, acting, handover_id)
        terms = [each.term for each in unit.glossary.standing()]
    asked = next((each for each in facts.steps if each.number == number and each.event is Step.ASK), None)
    if asked is None:
        raise Refusal("card.unknown")
    form = open_step(acting, request_id=facts.request.id, event=Event.ASK)
    question = for_the_requester(terms, asked.text, locale=facts.request.requester.locale)
    return PassedQuestion(
        form=replace(form, text=_below(form.text, question)),
        asked=asked.text,
        developer=asked.by.name if asked.by else facts.assignee.name,
        terms=technical_in(terms, asked.text),
        locale=acting.policy.developers_locale,
    )


def open_passing_back(acting: Acting, *, handover_id: int, number: int) -> PassedAnswer:
    """What the form to answer the developer starts with: what the requester wrote.

    `number`: the step of the request with which they did. Raises Refusal: "request.product_managers_only",
    "handover.not_now", "card.unknown" where it wrote nothing.
    """
    with acting.store.read() as unit:
        facts = _facts(unit, acting, handover_id)
        HANDOVER.after(facts.handover.state, Step.REPLY)
        glossary = Glossary(each.term for each in unit.glossary.standing())
    wrote = {each.number: each.text for each in facts.request.steps if each.event in REQUESTER_STEPS}
    if not (answer := wrote.get(number, "")):
        raise Refusal("card.unknown")
    before = kept_words(acting, about=handover_id, event=Step.REPLY)
    return PassedAnswer(
        facts=facts,
        answer=answer,
        text=_below(before, for_developers(glossary, answer)),
        terms=glossary.terms_in(answer),
    )


def answer_to_offer(unit: Unit, notice: RequesterAnswered) -> tuple[HandoverFacts, str]:
    """What the product manager is offered to pass back, and what was written: nothing where it is deleted."""
    facts = handover_facts(unit, notice.handover_id)
    step = facts.request.step(notice.number)
    return facts, "" if facts.request.is_deleted(step) else step.text


def _facts(unit: Unit, acting: Acting, handover_id: int) -> HandoverFacts:
    facts = handover_facts(unit, handover_id)
    only_the_desk(unit, acting, facts.request, deed=Deed.CONFIRM_WORDING)
    return facts


def _below(before: str, text: str) -> str:
    """What was typed before stays, and is not said twice."""
    if not before.strip() or before.strip() == text.strip():
        return text
    return before if text.strip() in before else f"{before}\n\n{text}"
