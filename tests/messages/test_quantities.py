"""Figures as readers write them, and read back as they were."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quantities import Quantity, read_number
from bot.errors import Refusal
from messages.catalog import LANGUAGES, Words
from messages.quantities import in_words, said
from messages.refusals import refusal_line, refusal_text

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)
UNITS = {
    Quantity.PERCENT: ["", "%", "pp", "个百分点"],
    Quantity.MONEY: ["", "CNY", "¥", "million CNY", "CNY million", "万元", "CNY per order", "k USD"],
    Quantity.TIME: ["", "s", "minutes", "小时", "days", "working days"],
    Quantity.COUNT: ["", "faults", "次", "万次", "million visits", "orders/day"],
    Quantity.RATING: ["", "points", "分", "/100000000000"],
}


def words(language: str) -> Words:
    return Words(locale=language.replace("_", "-"), timezone="Asia/Shanghai", now=NOW)


@pytest.mark.parametrize(
    ("value", "quantity", "unit", "english", "simplified"),
    [
        ("3.6", Quantity.PERCENT, "%", "3.6 %", "3.6%"),
        ("140", Quantity.TIME, "", "2 min 20 s", "2分20秒"),
        ("7200", Quantity.TIME, "minutes", "2 h", "2小时"),
        ("183600", Quantity.TIME, "hours", "51 h", "51小时"),
        ("183600", Quantity.TIME, "days", "2 d 3 h", "2天3小时"),
        ("0", Quantity.TIME, "", "0 s", "0秒"),
        ("-90", Quantity.TIME, "", "-1 min 30 s", "-1分30秒"),
        ("3", Quantity.TIME, "working days", "3 working days", "3 working days"),
        ("32000", Quantity.COUNT, "", "32,000", "32,000"),
        ("4", Quantity.COUNT, "faults", "4 faults", "4 faults"),
        ("48000000", Quantity.MONEY, "million CNY", "48 million CNY", "48 million CNY"),
        ("48000000", Quantity.MONEY, "万元", "4,800万元", "4,800万元"),
        ("-1200", Quantity.MONEY, "¥", "-¥1,200", "-¥1,200"),
        ("1.234", Quantity.MONEY, "CNY", "1.2340 CNY", "1.2340 CNY"),
        ("4.6", Quantity.RATING, "/5", "4.6/5", "4.6/5"),
    ],
)
def test_a_figure_is_written_as_its_reader_writes_it(
    value: str, quantity: Quantity, unit: str, english: str, simplified: str
) -> None:
    assert said(words("en"), Decimal(value), quantity=quantity, unit=unit) == english
    assert said(words("zh_Hans"), Decimal(value), quantity=quantity, unit=unit) == simplified


@st.composite
def figures(draw: st.DrawFn) -> tuple[Decimal, Quantity, str]:
    quantity = draw(st.sampled_from(Quantity))
    unit = draw(st.sampled_from(UNITS[quantity]))
    value = draw(st.decimals(min_value=-(10**9), max_value=10**9, places=draw(st.integers(0, 6))))
    return value, quantity, unit


@given(figures(), st.sampled_from(LANGUAGES))
def test_what_is_written_is_read_as_the_same(figure: tuple[Decimal, Quantity, str], language: str) -> None:
    value, quantity, unit = figure

    written = said(words(language), value, quantity=quantity, unit=unit)

    assert read_number(written, quantity, unit=unit).readings == (value,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_understood_is_said_with_every_reading(language: str) -> None:
    understood = read_number("1:30", Quantity.TIME)

    said_back = {
        "en": "1 min 30 s or 1 h 30 min",
        "zh_Hans": "1分30秒，或1小时30分",
        "zh_Hant": "1分30秒，或1小時30分",
    }
    assert in_words(words(language), understood) == said_back[language]
    with pytest.raises(Refusal) as refused:
        understood.certain()
    sentence = refusal_text(words(language), refused.value.code, refused.value.facts)
    assert said_back[language] in sentence
    assert sentence == refusal_line(words(language), refused.value.code, refused.value.facts)


def test_three_readings_are_listed() -> None:
    assert in_words(words("en"), read_number("12", Quantity.TIME)) == "12 s, 12 min or 12 h"
    assert in_words(words("zh_Hans"), read_number("12", Quantity.TIME)) == "12秒、12分，或12小时"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("typed", "quantity"),
    [
        ("about 9", Quantity.COUNT),
        ("46", Quantity.RATING),
        *(("2 min", each) for each in Quantity if each is not Quantity.TIME),
        ("9.5%", Quantity.TIME),
    ],
)
def test_every_refusal_of_a_number_is_a_sentence_that_names_it(
    language: str, typed: str, quantity: Quantity
) -> None:
    with pytest.raises(Refusal) as refused:
        read_number(typed, quantity, unit="/5")

    assert typed in refusal_text(words(language), refused.value.code, refused.value.facts)


def test_what_is_not_there_is_said_so() -> None:
    assert in_words(words("en"), read_number("-", Quantity.COUNT)) == "not there yet"


def test_the_largest_number_that_can_be_typed_can_be_read() -> None:
    typed = read_number("1000万亿", Quantity.MONEY, unit="元").value
    assert typed is not None

    assert said(words("en"), typed, quantity=Quantity.MONEY, unit="CNY") == "1,000,000,000,000,000 CNY"
