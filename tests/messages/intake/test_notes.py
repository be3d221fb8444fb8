"""Small notes to one person: they fit, in every language, and offer nothing that cannot be used."""

from dataclasses import replace

import pytest

from bot.domain.intake.form_facts import StrangerPing
from bot.domain.people import Stranger
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import LANGUAGES
from messages.intake.no_pings_note import stranger_note
from messages.intake.unreadable_reply import unreadable_reply
from messages.refusals import refusal_text
from tests.builders.intake import LONGEST, MORNING, facts
from tests.builders.people import SUN, someone
from tests.messages.intake.test_cards import buttons, texts, words

LONG_NAME = "<" * 120
PING = StrangerPing(
    author=Stranger(slack_id="U0GUEST", locale="en-US", timezone="Asia/Taipei"),
    developers=(someone(3, "He Jun"),),
    groups=(),
    on_duty=SUN,
    channel="C1",
    thread_ts=None,
    answer_by=MORNING,
    within_minutes=60,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strangers_note_names_whom_to_ask_without_a_button(language: str) -> None:
    note = stranger_note(words(language), PING)

    assert "He Jun" in texts(note)
    assert texts(note).count("Sun Li") == 2
    assert buttons(note) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_notes_fit(language: str) -> None:
    owner = replace(SUN, name=LONG_NAME)
    developers = tuple(someone(each, LONG_NAME) for each in range(3, 8))
    ping = replace(PING, developers=developers, on_duty=owner, within_minutes=None)

    for note in (
        stranger_note(words(language), ping),
        unreadable_reply(words(language), replace(facts(), owner=owner)),
    ):
        assert check_message_blocks(note.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_did_not_open_shows_what_was_typed_line_by_line(language: str) -> None:
    told = refusal_text(words(language), "form.not_opened", {"text": "one <!here>\ntwo"})

    assert "\n> one &lt;!here&gt;\n> two" in told
    assert ">" not in refusal_text(words(language), "form.not_opened", {"text": ""})
    assert len(refusal_text(words(language), "form.not_opened", {"text": LONGEST})) < 40_000
