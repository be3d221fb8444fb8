"""What HR reads before results go out: which departments, without whom, and what keeps the others."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.reviews.calibration_agreement import Agreed, Agreement, Side
from bot.domain.reviews.fingerprint import FixedRules, Rules
from bot.domain.reviews.release import Place, Released, ReleaseFacts, by_department
from bot.domain.reviews.way import State
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.reviews.release_modal import DEPARTMENTS, MOST_CHOSEN, release_modal, released_modal
from tests.builders.approval import FRIDAY

LONG = "&长" * 60
READY, LOOKED_AT, MISSING = State.CONFIRMED, State.SCORED, State.SELF_SCORED
RELEASED = (State.RELEASED,)


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=FRIDAY)


def facts(*departments: tuple[State, ...], name: str = "No.", is_intact: bool = True) -> ReleaseFacts:
    places = [
        Place(
            review_id=at,
            name=f"{name} {at}",
            department_id=number,
            department=f"{name} {number}",
            state=state,
        )
        for number, states in enumerate(departments, start=1)
        for at, state in enumerate(states, start=1)
    ]
    fixed = FixedRules(fingerprint="b99bc1ef" * 8, version=1, days={}, at=FRIDAY)
    return ReleaseFacts(
        cycle_id=4,
        cycle_name="2026Q4",
        rules=Rules(fixed=(fixed,), is_intact=is_intact),
        departments=tuple(by_department(places)),
    )


def boxes(view: dict[str, Any]) -> dict[str, Any]:
    found = [each["element"] for each in view["blocks"] if each.get("block_id") == DEPARTMENTS]
    return found[0] if found else {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_said_within_slacks_limits_whatever_the_departments(language: str) -> None:
    many = [(READY, MISSING)] * 30 + [(LOOKED_AT,) * 5] * 60

    view = release_modal(words(language), facts(*many, name=LONG))

    check_view(view, surface="modal")
    assert len(boxes(view)["options"]) == MOST_CHOSEN
    first_note = next(each for each in view["blocks"] if each["type"] == "context")
    assert "20" in str(first_note), "the rest is counted"
    check_view(
        released_modal(
            words(language),
            Released(cycle_name="2026Q4", departments=(LONG,) * 30, people=900, gone=(LONG,) * 30),
        ),
        surface="modal",
    )


def test_whole_departments_are_ticked_and_one_without_somebody_only_by_hand() -> None:
    view = release_modal(words(), facts((READY, READY), (READY, MISSING), (READY, LOOKED_AT), RELEASED))

    whole, without = boxes(view)["options"]
    assert whole["text"]["text"] == "No. 1 · 2 people"
    assert without["description"]["text"] == "without No. 2: not scored yet"
    assert boxes(view)["initial_options"] == [whole]
    said = str(view["blocks"])
    assert "🔎 1 in the second look: No. 2" in said
    assert "1 person is through and waits for them." in said
    assert "1 result is released." in said
    assert view["submit"]["text"] == "Release"


def test_it_says_who_agreed_and_who_has_not_and_releases_all_the_same() -> None:
    agreed = Agreed(side=Side.HR, by_id=1, by="Zhou Jing", at=FRIDAY, seen="x")
    given = {1: Agreement(agreed=(agreed,), missing=(Side.HEAD,)), 2: Agreement(missing=tuple(Side))}

    view = release_modal(words(), replace(facts((READY,), (READY,)), agreed=given))

    said = str(view["blocks"])
    assert "*No. 1* · agreed: Zhou Jing · the head has not agreed" in said
    assert "*No. 2* · neither HR nor the head has agreed" in said
    assert view["submit"]["text"] == "Release"


def test_of_an_ad_hoc_review_nobody_is_said_not_to_have_agreed_and_no_matrix_is_offered() -> None:
    name = "20261015-20261215"
    said = str(release_modal(words(), replace(facts((READY,)), cycle_name=name)))
    assert "agreed" not in said
    released = Released(cycle_name=name, departments=("Marketing",), people=1)
    assert [each["type"] for each in released_modal(words(), released)["blocks"]] == ["section"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (facts((LOOKED_AT,)), "nothing can be released yet"),
        (facts(RELEASED), "all results are released"),
        (facts(), "nothing can be released yet"),
        (facts((READY,), is_intact=False), "does not go by the rules that were fixed"),
    ],
    ids=["in the second look", "over", "nobody", "other rules"],
)
def test_where_nothing_can_be_released_it_says_why_and_offers_nothing(given: ReleaseFacts, said: str) -> None:
    view = release_modal(words(), given)

    check_view(view, surface="modal")
    assert said in str(view["blocks"])
    assert "submit" not in view
    assert boxes(view) == {}
