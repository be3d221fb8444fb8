"""The calibration room in words: shares, people, what would fit, and one move."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.reviews.calibration import Result, Room, Typed, calibrated
from bot.domain.reviews.calibration_agreement import Agreed, Agreement, Side
from bot.domain.reviews.distribution import Applies
from bot.domain.reviews.explain import Explained, Looked
from bot.domain.reviews.fair_moves import Fitting, Unfit
from bot.domain.reviews.focus import Focus, OffPeers, Remark, Why
from bot.sandbox.validation.views import check_view
from messages.catalog import Words
from messages.reviews.calibration_fitting_modal import fitting_modal
from messages.reviews.calibration_modal import A_PAGE, place, room_modal, rooms_modal
from messages.reviews.calibration_move_modal import move_modal
from messages.reviews.calibration_person_modal import person_modal
from tests.builders.approval import review as a_review
from tests.builders.shipped import load_scheme
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


HERE = place(1, 2)
HR_AGREED = Agreed(side=Side.HR, by_id=1, by="Zhou Jing", at=NOW, seen="x")


def looked(result: Result, *, typed: Typed | None = None, why: bool = True) -> Looked:
    explained = Explained(review=a_review(), given={}) if why else None
    return Looked(
        result=result,
        scheme=load_scheme("kpi-values"),
        explained=explained,
        typed=typed or Typed(),
    )


def buttons(view: dict[str, Any]) -> list[str]:
    """Of everything that can be pressed, in its order: the label."""
    return [
        each["text"]["text"]
        for block in view["blocks"]
        for each in [*block.get("elements", ()), block.get("accessory", {})]
        if each.get("type") == "button"
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
    agreed = Agreement(agreed=(replace(HR_AGREED, by=LONG),), missing=(Side.HEAD,))
    return replace(
        room(*people),
        department=LONG,
        waiting=20,
        is_without_you=True,
        agreed=agreed,
        can_agree=True,
        seen="x" * 64,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_stays_under_slacks_limits(language: str) -> None:
    found = long_room(language)
    said = words(language)

    for first in (0, A_PAGE):
        check_view(room_modal(said, found, first=first), surface="modal")
    check_view(fitting_modal(said, found, found.what_would_fit()), surface="modal")
    remarks = (
        Remark(why=Why.LAST, beside=Decimal("3.25"), steps=-2),
        Remark(why=Why.MEDIAN, beside=Decimal("3.25"), steps=2),
        Remark(why=Why.NEW_POST, post=LONG, since=NOW.date()),
    )
    off = OffPeers(name=LONG, people=20, steps=Decimal("-1.2"))
    focus = Focus(people=tuple((each, remarks) for each in found.people), managers=(off,) * 40)
    for first in (0, A_PAGE):
        check_view(room_modal(said, found, first=first, focus=focus), surface="modal")
    one = looked(found.people[0], typed=Typed(point="3.5", reason=LONG * 20))
    check_view(move_modal(said, one, place=HERE, overtaken=("x" * 16, [LONG] * 499)), surface="modal")
    check_view(person_modal(said, one, place=HERE), surface="modal")
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

    said = "Moved 4 → 3.75 by Zhou Jing: “Beside the others.”"
    assert said in str(room_modal(words(), room(moved))["blocks"])
    view = person_modal(words(), looked(moved), place=HERE)

    assert said in str(view["blocks"])
    assert buttons(view) == ["Move it…", "Take back"]
    assert view["private_metadata"] == f"1:{HERE}"


def test_nothing_can_be_done_with_what_is_released_or_failed() -> None:
    failed = result(2, "2.5", failed=True)
    view = room_modal(words(), room(result(1, "4", is_released=True), failed, result(3, "4")))

    assert buttons(view) == ["Focus", "Reasons…", "Reasons…"]
    assert "Released: it can be moved no more." in str(view["blocks"])
    assert "calibration cannot overrule that" in str(view["blocks"])
    assert buttons(person_modal(words(), looked(failed), place=HERE)) == []


def test_whoever_may_not_read_why_is_told_who_does() -> None:
    view = person_modal(words(), looked(result(1, "4"), why=False), place=HERE)

    assert "why they were scored so is read by their head" in str(view["blocks"])
    assert buttons(view) == ["Move it…"]


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (Agreement(missing=(Side.HR, Side.HEAD)), "Neither HR nor the head has agreed"),
        (Agreement(agreed=(HR_AGREED,), missing=(Side.HEAD,)), "Agreed for HR: Zhou Jing, Wed 20 Jan"),
        (Agreement(agreed=(HR_AGREED,), missing=(Side.HEAD,)), "The head has not agreed"),
        (Agreement(agreed=(replace(HR_AGREED, side=Side.HEAD),), missing=(Side.HR,)), "Agreed as the head"),
    ],
)
def test_the_room_says_who_agreed_and_who_has_not(agreement: Agreement, said: str) -> None:
    assert said in str(room_modal(words(), replace(TWELVE, agreed=agreement))["blocks"])


def test_agreeing_is_offered_to_whom_it_is_open_and_carries_what_they_saw() -> None:
    view = room_modal(words(), replace(TWELVE, can_agree=True, seen="abc"))

    assert buttons(view)[:3] == ["Focus", "What would fit?", "Agreed"]
    assert "'value': 'abc'" in str(view["blocks"])
    assert "Agreed" not in buttons(room_modal(words(), TWELVE))


def test_focus_says_why_each_and_leads_back_to_everybody() -> None:
    one = TWELVE.people[0]
    remarks = (
        Remark(why=Why.LAST, beside=Decimal("3.5"), steps=3),
        Remark(why=Why.MEDIAN, beside=Decimal("3.5"), steps=3),
        Remark(why=Why.NEWCOMER, since=NOW.date()),
        Remark(why=Why.NEW_POST, post="Buyer", since=NOW.date()),
    )
    off = OffPeers(name="Liu Yang", people=6, steps=Decimal("-1.2"))

    view = room_modal(words(), TWELVE, focus=Focus(people=((one, remarks),), managers=(off,)))

    shown = str(view["blocks"])
    for line in (
        "3 steps above their last result, 3.5",
        "3 steps above the department's middle, 3.5",
        "new here, since Wed 20 Jan",
        "new in the post: Buyer, since Wed 20 Jan",
        "on average they stand 1.2 steps lower than those of the other managers",
    ):
        assert line in shown
    assert buttons(view) == ["Everybody", "What would fit?", "Reasons…"]
    assert view["private_metadata"].endswith(":focus")
    nothing = room_modal(words(), TWELVE, focus=Focus(people=(), managers=()))
    assert "Nobody stands out" in str(nothing["blocks"])


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
    view = move_modal(words(), looked(TWELVE.people[1]), place=HERE)

    [point, reason] = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    assert [each["value"] for each in point["options"]] == ["5", "4.5", "3.75", "3.5", "3.25", "3", "2.5"]
    assert reason["multiline"]
    assert not any(block.get("optional") for block in view["blocks"])
    assert Decimal(point["options"][0]["value"]) == 5
    assert TWELVE.binding is Applies.ENFORCED


def test_a_move_that_overtakes_says_whom_and_asks_once_more() -> None:
    one = looked(TWELVE.people[1], typed=Typed(point="3.25", reason="The new shop."))

    view = move_modal(words(), one, place=HERE, overtaken=("abc", ["Wu Min", "Chen Jie"]))

    assert "would pass 2 people: Wu Min and Chen Jie" in str(view["blocks"])
    assert view["submit"]["text"] == "Move all the same"
    assert view["private_metadata"] == f"5:0:abc:{HERE}"
    [point, reason] = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    assert (point["initial_option"]["value"], reason["initial_value"]) == ("3.25", "The new shop.")
