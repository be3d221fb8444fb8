"""Names of zones and languages from outside: known, of the right form, or passed over."""

import pytest

from bot.domain.places import is_locale, is_timezone, known_country, known_timezone, timezone_told


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Asia/Shanghai", True),
        ("UTC", True),
        ("Mars/Olympus", False),
        ("", False),
        ("Asia", False),
        ("/etc/passwd", False),
        ("../UTC", False),
        ("Asia/\0Tokyo", False),
        ("\ud800", False),
        ("A" * 5000, False),
    ],
)
def test_a_zone_is_one_that_this_machine_knows(name: str, is_one: bool) -> None:
    assert is_timezone(name) is is_one


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("zh-CN", True), ("en", True), ("zh-Hant-TW", True), ("", False), ("zh CN", False), ("x" * 17, False)],
)
def test_a_locale_has_the_form_of_slacks(name: str, is_one: bool) -> None:
    assert is_locale(name) is is_one


def test_the_first_place_that_is_known_counts() -> None:
    assert known_timezone(None, "Mars/Olympus", "Asia/Tokyo", default="UTC") == "Asia/Tokyo"
    assert known_timezone("", "Mars/Olympus", default="UTC") == "UTC"
    assert (known_country("SA", default="CN"), known_country("XX", default="CN")) == ("SA", "CN")


def test_a_zone_that_is_not_known_yet_is_kept_for_the_day_on_which_it_is() -> None:
    assert timezone_told("Mars/Olympus") == "Mars/Olympus"
    assert (timezone_told(7), timezone_told(""), timezone_told("\0")) == (None, None, None)
