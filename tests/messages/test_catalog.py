"""Words: the reader's language, escaping by default, dates and numbers as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from messages.catalog import Mrkdwn, Words, escape, language, quote

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def words(locale: str = "en-US", timezone: str = "Asia/Shanghai") -> Words:
    return Words(locale=locale, timezone=timezone, now=NOW)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-US", "en"),
        ("en-GB", "en"),
        ("zh-CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-TW", "zh_Hant"),
        ("zh-HK", "zh_Hant"),
        ("zh_Hant_TW", "zh_Hant"),
        ("fr-FR", "en"),
    ],
)
def test_each_slack_locale_has_a_language_of_ours(locale: str, expected: str) -> None:
    assert language(locale) == expected


def test_typed_text_arrives_as_it_was_typed() -> None:
    assert escape("<!channel> & <@U1>") == "&lt;!channel&gt; &amp; &lt;@U1&gt;"


def test_every_line_of_a_quotation_is_marked_and_escaped() -> None:
    assert quote("one\n<!here>") == "> one\n> &lt;!here&gt;"
    assert quote("") == "> "


def test_strings_handed_to_a_sentence_are_escaped_once() -> None:
    said = words().say("refusals/trouble", reference="<!channel> & co")

    assert "&lt;!channel&gt; &amp; co" in said
    assert "&amp;lt;" not in said


@pytest.mark.parametrize("typed", ["{{ 7 * 7 }}", "{% raw %}x", "%(reference)s 100%", "{reference}"])
def test_what_looks_like_a_template_is_said_as_it_was_typed(typed: str) -> None:
    assert typed in words().say("refusals/trouble", reference=typed)


def test_markup_handed_to_a_sentence_is_left_alone() -> None:
    assert "<@U1>" in words().say("refusals/trouble", reference=Mrkdwn("<@U1>"))


def test_plain_places_get_the_text_unescaped() -> None:
    assert "R & D" in words().plain("refusals/trouble", reference="R & D")


def test_a_sentence_takes_plain_values_only() -> None:
    with pytest.raises(TypeError, match="dict"):
        words().say("refusals/trouble", reference={"a": 1})


@pytest.mark.parametrize(
    ("locale", "day", "expected"),
    [
        ("en-US", date(2026, 12, 4), "Fri 4 Dec"),
        ("en-US", date(2027, 1, 8), "Fri 8 Jan 2027"),
        ("zh-CN", date(2026, 12, 4), "12月4日周五"),
        ("zh-CN", date(2027, 1, 8), "2027年1月8日周五"),
        ("zh-TW", date(2026, 12, 4), "12月4日週五"),
    ],
)
def test_a_day_names_its_weekday_and_another_year(locale: str, day: date, expected: str) -> None:
    assert words(locale).day(day) == expected


def test_moments_are_in_the_readers_own_zone() -> None:
    later = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)

    assert words(timezone="Asia/Shanghai").moment(later) == "15:30"
    assert words(timezone="Pacific/Auckland").moment(later) == "20:30"
    assert words().moment(datetime(2026, 11, 24, 2, 0, tzinfo=UTC)) == "Tue 24 Nov 10:00"


def test_numbers_have_no_trailing_zeros() -> None:
    assert words().number(Decimal("3.50")) == "3.5"
    assert words().number(12345) == "12,345"


def test_names_are_listed_as_the_language_lists_them() -> None:
    assert words().names(["Chen Jie", "Wu Min", "Li Na"]) == "Chen Jie, Wu Min and Li Na"
    assert words("zh-CN").names(["陈洁", "吴敏"]) == "陈洁、吴敏"
