"""How far asking reaches, on screens: one line a department, whatever there is of it."""

from typing import Any

import pytest

from bot.domain.nudging.reach import PeriodReach, Reach, ReachOnHome
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES, Words
from messages.nudging.reach_home import reach_glance, reach_section
from messages.nudging.reach_modal import LINES, reach_modal
from tests.builders.goals import TUESDAY


def reach(name: str | None = "Marketing", **rest: Any) -> Reach:
    values: dict[str, Any] = {
        "people": 7,
        "on_time": 41,
        "late": 5,
        "open": 3,
        "completed": 44,
        "nudges": 31,
        "median_days": 2,
    }
    return Reach(name=name, **{**values, **rest})


def words(language: str = "en") -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=TUESDAY)


def found(*departments: Reach) -> PeriodReach:
    return PeriodReach(period="2027Q1", departments=departments, whole=reach(None), least=3)


def test_a_line_says_what_is_counted() -> None:
    text = str(reach_modal(words(), found(reach())))

    assert "*Marketing* (7 people): 41 on time · 5 late (11 %) · 3 still open" in text
    assert "0.7 reminders a step · median 2 days" in text
    assert "fewer than 3 people" in text


def test_of_what_nobody_did_no_days_are_said() -> None:
    line = str(reach_modal(words(), found(reach(completed=0, nudges=0, median_days=None)))["blocks"][1])

    assert "median" not in line
    assert "No step of this period" in str(reach_modal(words(), found()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_most_fits_and_turns_over(language: str) -> None:
    many = found(*(reach("&" * 80) for _ in range(LINES + 1)), reach(None))

    for page, buttons in ((0, ["later"]), (1, ["earlier"]), (9, ["earlier"])):
        view = reach_modal(words(language), many, page=page)
        check_view(view, surface="modal")
        text = str(view)
        assert [each for each in ("earlier", "later") if f"turn_page.{each}" in text] == buttons


@pytest.mark.parametrize("language", LANGUAGES)
def test_hrs_home_has_the_button_that_counts_it(language: str) -> None:
    shown = ReachOnHome(period="2027Q1")

    assert "nudging.reach.open" in str(reach_section(words(language), shown))
    assert "2027 Q1" in str(reach_glance(words(language), shown))
