"""What developers, those who mention them, and those who count it read: it fits, in every language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.home import PingsChoice
from bot.domain.intake.allow_list import MOST, AllowList
from bot.domain.intake.form_facts import Ping
from bot.domain.intake.pings_weekly import PingCount, PingsWish
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.home.pings import pings_section, pings_title
from messages.intake.allow_list_modal import allow_list_modal, allowed_modal
from messages.intake.no_pings_note import became_request_note, emergency_note, no_pings_note
from messages.intake.pings_weekly_note import pings_weekly_note, pings_wish_answer
from tests.builders.intake import MORNING
from tests.builders.people import CHEN, SUN, someone
from tests.messages.intake.test_cards import buttons, texts, words

LONG_NAME = "<" * 120
PING = Ping(
    id=3,
    author=CHEN,
    developers=(someone(9, "He Jun"), someone(10, "Xu Lei")),
    groups=(),
    on_duty=SUN,
    channel="C1",
    ts="1.1",
    thread_ts=None,
    text="look",
    answer_by=MORNING,
    within_minutes=60,
)
NONE = PingCount(deflected=0, became_requests=0, of_all=False)


def test_several_are_named_together_and_a_group_by_its_handle() -> None:
    assert no_pings_note(words(), PING).text.startswith("He Jun and Xu Lei are building.")
    group = replace(PING, developers=(), groups=("web-devs",))
    assert no_pings_note(words(), group).text.startswith("@web-devs are building.")
    four = replace(PING, developers=(*PING.developers, someone(11, "Ma Li"), someone(12, "Bo Na")))
    assert no_pings_note(words(), four).text.startswith("He Jun, Xu Lei and Ma Li are building.")


def test_in_focus_it_says_until_when_and_that_the_message_is_read_later() -> None:
    note = no_pings_note(words(), replace(PING, focus_until=MORNING + timedelta(hours=2)))

    assert "are in focus until 12:00 and read your message after that." in note.text
    assert "Sun Li takes website requests" in note.text


def test_whoever_has_the_desk_is_not_sent_to_themselves() -> None:
    own = replace(PING, author=SUN, focus_until=MORNING + timedelta(hours=2), is_first=True)

    assert buttons(no_pings_note(words(), own)) == ["It is an emergency"]
    assert "Sun Li" not in texts(no_pings_note(words(), own))
    assert "Sun Li" not in texts(emergency_note(words(), own, emergency_words=["urgent"]))


def test_only_the_first_note_teaches_what_to_do_with_direct_messages() -> None:
    assert "direct message" in texts(no_pings_note(words(), replace(PING, is_first=True)))
    assert "direct message" not in texts(no_pings_note(words(), PING))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_of_them_fit(language: str) -> None:
    in_words = words(language)
    owner = replace(SUN, name=LONG_NAME)
    developers = tuple(someone(each, LONG_NAME) for each in range(20, 30))
    ping = replace(PING, developers=developers, on_duty=owner, within_minutes=None, is_first=True)

    for note in (
        no_pings_note(in_words, ping),
        no_pings_note(in_words, replace(ping, focus_until=MORNING)),
        emergency_note(in_words, ping, emergency_words=["<" * 40] * 3),
        became_request_note(in_words, number=10**9, owner=LONG_NAME),
        pings_weekly_note(in_words, replace(NONE, deflected=10**6, became_requests=10**6)),
        pings_wish_answer(in_words, PingsWish(is_wanted=False, count=NONE)),
    ):
        assert check_message_blocks(note.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_colleagues_fits(language: str) -> None:
    listed = AllowList(
        developer=PING.developers[0],
        allowed=tuple(replace(someone(each, LONG_NAME), slack_id=f"U0{each}") for each in range(MOST)),
    )

    for view in (allow_list_modal(words(language), listed), allowed_modal(words(language), listed)):
        check_view(view, surface="modal")
    check_view(
        allowed_modal(words(language), AllowList(developer=PING.developers[0], allowed=())), surface="modal"
    )


def test_a_product_managers_home_has_only_the_count() -> None:
    choice = PingsChoice(is_developer=False, is_open=False)

    [section] = pings_section(words(), choice)
    assert section["accessory"]["text"]["text"] == "Tell me once a week"
    assert pings_title(words(), choice) == "Developers in peace"


def test_focus_is_ended_by_the_button_that_began_it() -> None:
    choice = PingsChoice(is_developer=True, is_open=True, focus_until=MORNING)

    assert "End my focus" in str(pings_section(words(), choice))
    assert "Focus for 2 hours" not in str(pings_section(words(), choice))
    assert "Stop counting for me" in str(pings_section(words(), replace(choice, counted=True)))
