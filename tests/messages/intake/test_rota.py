"""What the desk's rota says: as an answer, on Home, to whom a change touches, and in a swap."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.domain.intake.desk_change import ChangeFacts
from bot.domain.intake.rota import WEEK, DutyChange, DutyFacts, WeekOfDuty
from bot.domain.intake.swap import SwapFacts, SwapForm
from bot.domain.intake.swap_way import State
from bot.domain.intake.way import State as RequestState
from bot.domain.working_hours import working
from messages.catalog import LANGUAGES, Words
from messages.intake.desk_change_note import duty_began, duty_ended
from messages.intake.duty import duty_answer, glance
from messages.intake.swap_card import swap_card
from messages.intake.swap_modal import decline_modal, swap_modal
from tests.builders.intake import LONGEST, MORNING, facts
from tests.builders.people import SUN, WU
from tests.domain.intake.test_swap import SWAP

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 23)
GAO = replace(WU, name="Gao Wei")
NAMED_LONG = replace(WU, name="<&>" * 80)
CHANGE = DutyChange(id=1, week=MONDAY, person_id=GAO.id, was_id=SUN.id, at=NOW, carried=())
EN = Words(locale="en-US", timezone="Asia/Shanghai", now=NOW)


def words(language: str) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


def duty(**changes: Any) -> DutyFacts:
    values: dict[str, Any] = {
        "on_duty": SUN,
        "hours": working(9, 18, ["12:00-13:30"]),
        "this_week": WeekOfDuty(week=MONDAY, person=SUN),
        "next_weeks": tuple(WeekOfDuty(week=MONDAY + each * WEEK, person=GAO) for each in range(1, 5)),
        "may_swap": False,
    }
    return DutyFacts(**{**values, **changes})


def said(blocks: Any) -> str:
    return "\n".join(block["text"]["text"] for block in blocks if block["type"] == "section")


def test_who_has_the_desk_until_when_in_which_hours_and_who_comes_next() -> None:
    text = said(duty_answer(EN, duty()).blocks)

    assert "*Sun Li* is on duty at the website desk until Sun 29 Nov." in text
    assert "Working hours: 09:00–12:00, 13:30–18:00 (Asia/Shanghai)." in text
    assert "• Mon 30 Nov to Sun 6 Dec (2026-W49): *Gao Wei*" in text
    assert glance(EN, duty()).endswith("From Mon 30 Nov: Gao Wei.")


def test_a_stand_in_is_said_to_be_one_and_nobody_is_said_to_be_nobody() -> None:
    assert "*Gao Wei* is on duty at the website desk, while Sun Li is away." in said(
        duty_answer(EN, duty(on_duty=GAO)).blocks
    )
    assert "Nobody is on duty" in duty_answer(EN, duty(on_duty=None, hours=None, this_week=None)).text


def change(count: int, **changes: Any) -> ChangeFacts:
    request = facts(happened=LONGEST)
    values: dict[str, Any] = {
        "change": CHANGE,
        "person": GAO,
        "was": SUN,
        "stands_in_for": None,
        "carried": tuple(replace(request, id=number) for number in range(1, count + 1)),
        "stay": 1,
    }
    return ChangeFacts(**{**values, **changes})


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_comes_with_the_desk_fits_however_much_it_is(language: str) -> None:
    message = duty_began(words(language), change(40))

    assert all(len(block["text"]["text"]) < 3000 for block in message.blocks)
    assert "basket" not in message.text
    assert "25" in said(message.blocks)


def test_each_request_says_whose_move_it_is_by_when() -> None:
    new = replace(facts(), state=RequestState.NEW, answer_by=MORNING + timedelta(hours=1))
    asked = replace(new, id=2, state=RequestState.ASKED)
    late = replace(new, id=3, answer_by=MORNING - timedelta(hours=1))
    accepted = replace(new, id=4, state=RequestState.ACCEPTED, due_on=date(2026, 11, 27))

    text = said(duty_began(EN, change(0, carried=(new, asked, late, accepted))).blocks)

    assert "You have the website desk until Sun 29 Nov." in text
    for ending in (
        "your move by 11:00",
        f"waiting for {new.requester.name}",
        "your move, was due 09:00",
        "Accepted, promised for Fri 27 Nov",
    ):
        assert ending in text


def test_whoever_had_it_reads_one_line() -> None:
    message = duty_ended(EN, change(2))

    assert message.text == "Gao Wei has the website desk now, and 2 of your requests with it."
    assert "One that is accepted already stays with you." in str(message.blocks)


@pytest.mark.parametrize(("count", "requests"), [(0, "now."), (1, "one of your requests"), (2, "2 of your")])
def test_whoever_had_it_reads_how_many_went_over(count: int, requests: str) -> None:
    assert requests in duty_ended(EN, change(count)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_had_it_reads_so_in_their_language(language: str) -> None:
    message = duty_ended(words(language), change(2))

    assert GAO.name in message.text
    assert "2" in message.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_of_a_swap_reads_differently_to_either(language: str) -> None:
    cards = [
        swap_card(
            words(language),
            SwapFacts(swap=replace(SWAP, state=state, decided_at=NOW), asker=SUN, other=GAO, reader=reader),
        )
        for state in State
        for reader in (SUN, GAO)
    ]
    lines = [card.blocks[-1]["elements"][0]["text"] for card in cards]

    # Whose week began or was given away is told both alike.
    assert len(set(lines)) == 2 * len(State) - 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_keeps_to_slacks_limits(language: str) -> None:
    weeks = tuple(MONDAY + each * WEEK for each in range(1, 13))
    form = SwapForm(mine=weeks, theirs=tuple((replace(NAMED_LONG, id=each), weeks) for each in range(20)))

    view = swap_modal(words(language), form)

    groups = view["blocks"][2]["element"]["option_groups"]
    options = [option for group in groups for option in group["options"]]
    assert len(options) <= 100
    assert all(len(option["text"]["text"]) <= 75 for option in options)
    assert all(len(group["label"]["text"]) <= 75 for group in groups)


def test_who_declines_says_why_to_one() -> None:
    view = decline_modal(EN, SwapFacts(swap=SWAP, asker=SUN, other=GAO, reader=GAO))

    assert view["private_metadata"] == "7"
    assert "Only Sun Li reads it." in str(view)
