"""What is said about a hand-over fits into Slack in every language, however much was written."""

from dataclasses import replace

import pytest

from bot.domain.intake.brief import LIMITS, Part
from bot.domain.intake.climb import CALL_LIMIT, Contact, Outcome, Rung
from bot.domain.intake.form_facts import BriefRead
from bot.domain.intake.glossary import Glossary
from bot.domain.intake.handover import SAYING_LIMIT, HandoverFacts, HandoverForm, HandoverStep
from bot.domain.intake.handover_way import Event, State
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.intake.brief_check_card import brief_check_card, brief_check_form
from messages.intake.climb_note import call_form, call_wanted, mail_refused, reminder
from messages.intake.handover_card import handover_card, handover_modal, handover_note
from messages.intake.handover_form import (
    correction_sent,
    handover_form,
    handover_step_form,
    reassigning_form,
)
from messages.intake.handover_mail import handover_letter
from messages.intake.progress_note import progress_note
from messages.kit import TEXT_LIMIT
from tests.builders.briefs import brief
from tests.builders.intake import LONGEST, facts
from tests.builders.people import SUN
from tests.domain.intake.test_handover import FRIDAY_NOON, HANDED, HE
from tests.messages.intake.test_cards import words

LONG = "<&> " * (TEXT_LIMIT // 4)
STEPS = tuple(
    HandoverStep(
        number=number,
        event=event,
        by=SUN,
        at=FRIDAY_NOON,
        text=LONG[:SAYING_LIMIT] if event is Event.SAY else LONG,
    )
    for number, event in enumerate(Event, start=1)
)
CONTACTS = tuple(
    Contact(
        number=number,
        since=FRIDAY_NOON,
        rung=rung,
        outcome=outcome,
        at=FRIDAY_NOON,
        person_id=HE.id,
        words=LONG[:CALL_LIMIT],
    )
    for number, (rung, outcome) in enumerate(
        [(rung, outcome) for rung in Rung for outcome in Outcome], start=1
    )
)
BRIEF = brief({part: ("<&> " * limit)[:limit] for part, limit in LIMITS.items()})
FACTS = HandoverFacts(
    handover=HANDED,
    request=replace(facts(happened=LONGEST, expected=LONGEST), brief=BRIEF),
    assignee=replace(HE, name="H" * 120, phone="+8613800000000"),
    by=replace(SUN, name="S" * 120),
    steps=STEPS,
    contacts=CONTACTS,
)
READ = BriefRead(request=FACTS.request, brief=BRIEF, glossary=Glossary(()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", State)
def test_the_card_and_its_modal_fit_in_every_state(state: State, language: str) -> None:
    said = replace(FACTS, handover=replace(HANDED, state=state))

    check_message_blocks(handover_card(words(language), said, READ).blocks)
    check_view(handover_modal(words(language), said, READ, reader=HE), surface="modal")
    check_message_blocks(brief_check_card(words(language), said, READ).blocks)


@pytest.mark.parametrize(
    ("state", "row"),
    [
        (State.SENT, ["Say what you will do…", "Ask the product manager…"]),
        (State.SAID, ["Yes, that is meant", "Correct it…"]),
        (State.UNDERSTOOD, ["Begin", "It waits…"]),
        (State.STARTED, ["Ready to check", "It waits…"]),
        (State.WAITING, ["Begin", "Ready to check"]),
        (State.READY, ["Mark as done…", "Not right yet…"]),
    ],
)
def test_the_row_has_what_whoever_moves_next_can_do(state: State, row: list[str]) -> None:
    card = handover_card(words("en"), replace(FACTS, handover=replace(HANDED, state=state)), READ)

    buttons = next(block for block in card.blocks if block["type"] == "actions")["elements"]
    assert [each["text"]["text"] for each in buttons if each["type"] == "button"] == row
    assert [each.get("style") for each in buttons if each["type"] == "button"] == ["primary", None]


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([Event.WAIT], "waits for:* The test server"),
        ([Event.WAIT, Event.ASK], "waits for:* The test server"),
        ([Event.SEND_BACK], "*Not right yet, says "),
        ([Event.WAIT, Event.START], ""),
        ([Event.SEND_BACK, Event.READY], ""),
        ([Event.WAIT, Event.REASSIGN], ""),
    ],
)
def test_the_card_says_what_it_waits_for_until_it_goes_on(events: list[Event], said: str) -> None:
    steps = [
        HandoverStep(number=number, event=event, by=SUN, at=FRIDAY_NOON, text="The test server")
        for number, event in enumerate(events, start=1)
    ]
    found = handover_card(words("en"), replace(FACTS, steps=steps), READ)

    shown = [each["text"]["text"] for each in found.blocks if each["type"] == "section"]
    hindrances = [each for each in shown if "waits for:*" in each or "Not right yet" in each]
    assert [said in each for each in hindrances] == ([True] if said else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_step_fits(language: str) -> None:
    for step in STEPS:
        check_message_blocks(handover_note(words(language), FACTS, step.number).blocks)
        check_message_blocks(progress_note(words(language), FACTS, step.number).blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_fits(language: str) -> None:
    form = HandoverForm(request=FACTS.request, developers=[HE] * 100, already=FACTS)
    speaking = words(language)

    check_view(handover_form(speaking, form, typed=LONG), surface="modal")
    check_view(reassigning_form(speaking, form, typed=LONG), surface="modal")
    check_view(brief_check_form(speaking, FACTS, typed=LONG), surface="modal")
    check_view(correction_sent(speaking), surface="modal")
    check_view(call_form(speaking, FACTS), surface="modal")
    for event in (Event.SAY, Event.CORRECT, Event.WAIT, Event.SEND_BACK, Event.ASK, Event.REPLY):
        check_view(handover_step_form(speaking, FACTS, event, typed=LONG[:SAYING_LIMIT]), surface="modal")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_of_silence_fits_and_its_letter_has_no_markup_of_anybodys(language: str) -> None:
    speaking = words(language)

    check_message_blocks(reminder(speaking, FACTS).blocks)
    check_message_blocks(call_wanted(speaking, FACTS, reader=HE).blocks)
    for contact in CONTACTS:
        check_message_blocks(mail_refused(speaking, FACTS, contact.number, reader=HE).blocks)
    letter = handover_letter(speaking, FACTS, READ)
    assert "<&>" in letter.text
    assert "<&>" not in letter.html
    assert f'<html lang="{language.replace("_", "-")}">' in letter.html
    assert all(part in READ.brief.parts for part in Part)
