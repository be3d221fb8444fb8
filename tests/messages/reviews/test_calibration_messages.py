"""The calibration room in words: shares, people, what would fit, and one move."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.calibration import Room, calibrated
from bot.domain.reviews.distribution import Applies
from bot.domain.reviews.fair_moves import Fitting, Unfit
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.calibration_modal import (
    A_PAGE,
    fitting_modal,
    move_modal,
    room_modal,
    rooms_modal,
)
from tests.domain.reviews.test_calibration import move, result, room
from tests.domain.reviews.test_distribution import SHARES

NOW = datetime(2027, 1, 20, 2, 0, tzinfo=UTC)
LONG = "很长的名字" * 16
LANGUAGES = ("en", "zh-CN", "zh-TW")

TWELVE = room(
    result(1, "4.5"),
    result(2, "4", exact="3.88"),
    result(3, "4", exact="3.9"),
    result(4, "4", exact="3.9"),
    result(5, "4", exact="4.1"),
    result(6, "3.75"),
    *(result(number, "3.5", exact="3.4") for number in range(7, 13)),
)


def words(language: str = "en") -> Words:
    return Words(locale=language, timezone="Asia/Shanghai", now=NOW)


def choices(view: dict[str, Any]) -> list[str]:
    """Of everything that can be done with somebody."""
    return [
        each["value"]
        for block in view["blocks"]
        if block.get("accessory", {}).get("type") == "overflow"
        for each in block["accessory"]["options"]
    ]


def long_room(language: str) -> Room:
    people = [
        replace(
            each,
            name=LONG,
            manager=LONG,
            moves=(replace(move(1, "4", "3.75"), reason=LONG * 10, by=LONG),),
        )
        for each in (result(number, "4") for number in range(500))
    ]
    return replace(room(*people), department=LONG, waiting=20, is_without_you=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_stays_under_slacks_limits(language: str) -> None:
    found = long_room(language)
    said = words(language)

    for first in (0, A_PAGE):
        check_view(room_modal(said, found, first=first), surface="modal")
    check_view(fitting_modal(said, found, found.what_would_fit()), surface="modal")
    check_view(move_modal(said, found.people[0], found), surface="modal")
    check_view(rooms_modal(said, cycle_id=1, rooms=dict.fromkeys(range(200), LONG)), surface="modal")


def test_the_room_says_which_shares_are_off_and_by_how_many() -> None:
    shown = str(room_modal(words(), TWELVE)["blocks"])

    for line in (
        "*2026 Q4 · Marketing*: 12 results are through the second look",
        "4 and above: 5 (42 %), at most 3 · *2 too many*",
        "3.75 and above: 6 (50 %), at most 5 · *1 too many*",
        "3.5: 6 (50 %), usual 6",
        "3.25 and below: 0 (0 %), at least 1 · *1 too few*",
        "These shares are enforced.",
        "4 · 4 people",
        "mean 3.88, scored by Liu Yang",
    ):
        assert line in shown


def test_of_six_the_shares_are_shown_and_nothing_is_proposed() -> None:
    six = room(*(result(number, "4") for number in range(6)))

    shown = str(room_modal(words(), six)["blocks"])

    assert "only shown" in shown
    assert "What would fit?" not in shown


def test_what_was_moved_says_by_whom_and_why_and_can_be_taken_back() -> None:
    one = result(1, "4", exact="3.9")
    moves = (move(1, "4", "3.75"),)
    moved = replace(one, moves=moves, outcome=calibrated(one.outcome, moves))

    view = room_modal(words(), room(moved))

    assert "Moved 4 → 3.75 by Zhou Jing: “Beside the others.”" in str(view["blocks"])
    assert choices(view) == ["move:1:1", "back:1:1"]


def test_nothing_can_be_done_with_what_is_released_or_failed() -> None:
    view = room_modal(
        words(), room(result(1, "4", is_released=True), result(2, "2.5", failed=True), result(3, "4"))
    )

    assert choices(view) == ["move:3:0"]
    assert "Released: it can be moved no more." in str(view["blocks"])
    assert "calibration cannot overrule that" in str(view["blocks"])


def test_what_would_fit_is_told_as_sentences_with_both_counts() -> None:
    shown = str(fitting_modal(words(), TWELVE, TWELVE.what_would_fit())["blocks"])

    for line in (
        "*4 → 3.75*: 2 of these 4, nearest to the line first: N2 (3.88), N3 (3.9), N4 (3.9) and N5 (4.1)",
        "*3.75 → 3.5*: N6 (3.75)",
        "The means are equal where the line falls",
        "4 people would move, 4 steps of the scale in sum. Nobody overtakes another.",
        "If one could overtake another, 2 fewer would move.",
    ):
        assert line in shown


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (Fitting(shifts=(), steps=0, people=0, unfair=0), "Everything fits"),
        (Unfit(least=SHARES[3], most=SHARES[0], people=2), "contradict each other here by 2 people"),
        (Unfit(least=None, most=SHARES[0], people=1), "“4 and above at most 20 %” is out of reach by 1"),
    ],
)
def test_where_nothing_has_to_or_can_be_moved_it_says_so(found: Fitting | Unfit, said: str) -> None:
    assert said in str(fitting_modal(words(), TWELVE, found)["blocks"])


def test_a_move_offers_the_other_points_and_wants_a_reason() -> None:
    view = move_modal(words(), TWELVE.people[1], TWELVE)

    [point, reason] = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    assert [each["value"] for each in point["options"]] == ["5", "4.5", "3.75", "3.5", "3.25", "3", "2.5"]
    assert reason["multiline"]
    assert not any(block.get("optional") for block in view["blocks"])
    assert Decimal(point["options"][0]["value"]) == 5
    assert TWELVE.binding is Applies.ENFORCED
