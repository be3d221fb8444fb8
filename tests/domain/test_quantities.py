"""Numbers as people type them: understood, or asked back with what was understood."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.quantities import Quantity, amount_of, read_number, typed
from bot.errors import Refusal

PERCENT, MONEY, TIME = Quantity.PERCENT, Quantity.MONEY, Quantity.TIME
COUNT, RATING = Quantity.COUNT, Quantity.RATING


@pytest.mark.parametrize(
    ("typed", "quantity", "unit", "value"),
    [
        ("9.5%", PERCENT, "%", "9.5"),
        ("９５％", PERCENT, "%", "95"),
        ("95 %", PERCENT, "", "95"),
        ("95", PERCENT, "%", "95"),
        ("0.95%", PERCENT, "%", "0.95"),
        ("0", PERCENT, "%", "0"),
        ("百分之9.5", PERCENT, "%", "9.5"),
        ("2 个百分点", PERCENT, "", "2"),
        ("9。5%", PERCENT, "%", "9.5"),
        ("−3.2%", PERCENT, "%", "-3.2"),
        ("－３．２％", PERCENT, "%", "-3.2"),
        ("+3.2%", PERCENT, "%", "3.2"),
        ("1,234.5", MONEY, "", "1234.5"),
        ("1 234,5", MONEY, "", "1234.5"),
        ("1.234,5", MONEY, "", "1234.5"),
        ("1,234", COUNT, "", "1234"),
        ("3.2万", COUNT, "", "32000"),
        ("3.2 萬次", COUNT, "", "32000"),
        ("3.2w", COUNT, "", "32000"),
        ("1.5亿", MONEY, "", "150000000"),
        ("1亿2000万", MONEY, "元", "120000000"),
        ("2,3 千", COUNT, "", "2300"),
        ("3.2k", COUNT, "", "3200"),
        ("1.5m", MONEY, "", "1500000"),
        ("1.234万", MONEY, "元", "12340"),
        ("¥1,200", MONEY, "", "1200"),
        ("-¥1,200", MONEY, "CNY", "-1200"),
        ("¥-1,200", MONEY, "CNY", "-1200"),
        ("￥１，２００", MONEY, "元", "1200"),
        ("1,200元", MONEY, "CNY", "1200"),
        ("CNY 48m", MONEY, "", "48000000"),
        ("CNY 48m", MONEY, "million CNY", "48000000"),
        ("48", MONEY, "million CNY", "48000000"),
        ("48 million CNY", MONEY, "million CNY", "48000000"),
        ("4,800", MONEY, "万元", "48000000"),
        ("¥12.50", MONEY, "CNY per order", "12.5"),
        ("2分20秒", TIME, "", "140"),
        ("2 min 20 s", TIME, "", "140"),
        ("1:02:03", TIME, "", "3723"),
        ("2h 5m", TIME, "", "7500"),
        ("90s", TIME, "", "90"),
        ("90 秒", TIME, "", "90"),
        ("1.5小时", TIME, "", "5400"),
        ("2 days", TIME, "", "172800"),
        ("12", TIME, "minutes", "720"),
        ("12", TIME, "working days", "12"),
        ("0", TIME, "", "0"),
        ("12 faults", COUNT, "faults", "12"),
        ("3 次", COUNT, "", "3"),
        ("4.6 分", RATING, "", "4.6"),
        ("4.6/5", RATING, "", "4.6"),
        ("4.6 out of 5", RATING, "/5", "4.6"),
        ("92", RATING, "points", "92"),
        ("４．６", RATING, "/5", "4.6"),
        ("९", COUNT, "", "9"),
    ],
)
def test_what_can_be_read_in_one_way_is_understood(
    typed: str, quantity: Quantity, unit: str, value: str
) -> None:
    assert read_number(typed, quantity, unit=unit).readings == (Decimal(value),)


@pytest.mark.parametrize("quantity", Quantity)
@pytest.mark.parametrize(
    "typed", ["", " ", "-", "–", "—", "－", "n/a", "N/A", "Ｎ／Ａ", "无", "無", "暂无", "暫無"]
)
def test_what_is_not_there_is_no_number_and_no_mistake(typed: str, quantity: Quantity) -> None:
    understood = read_number(typed, quantity)

    assert understood.value is None
    assert understood.certain() is None


@pytest.mark.parametrize(
    ("typed", "quantity", "unit", "readings"),
    [
        ("0.095", PERCENT, "%", ["0.095", "9.5"]),
        ("1,23", COUNT, "", ["1.23", "123"]),
        ("1.234", MONEY, "", ["1.234", "1234"]),
        ("1.234", COUNT, "", ["1.234", "1234"]),
        ("- 5", COUNT, "", ["-5", "5"]),
        ("1:30", TIME, "", ["90", "5400"]),
        ("１：３０", TIME, "minutes", ["90", "5400"]),
        ("12", TIME, "", ["12", "720", "43200"]),
        ("48,000,000", MONEY, "million CNY", ["48000000000000", "48000000"]),
        ("CNY 48", MONEY, "million CNY", ["48", "48000000"]),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked_back(
    typed: str, quantity: Quantity, unit: str, readings: list[str]
) -> None:
    understood = read_number(typed, quantity, unit=unit)

    assert not understood.is_certain
    assert list(understood.readings) == [Decimal(each) for each in readings]
    with pytest.raises(Refusal, match=r"figure\.unclear") as refused:
        understood.certain(field="actual")
    assert refused.value.field == "actual"
    assert refused.value.facts == {"text": typed, "readings": understood}


@pytest.mark.parametrize("quantity", Quantity)
@pytest.mark.parametrize(
    "typed",
    [
        "about 9",
        "9..5",
        "1e99",
        "9" * 40,
        "10²",
        "½",
        "five",
        "9 - 10",
        "1:75",
        "5.",
        "--5",
        "none",
        "=SUM(A1:A3)",
        "#DIV/0!",
        "九",
        "1 " * 5_000,
        "x" * 5_000,
        "3万5",
        "2万1亿",
    ],
)
def test_what_is_no_number_is_refused(typed: str, quantity: Quantity) -> None:
    with pytest.raises(Refusal, match=r"figure\.not_a_number") as refused:
        read_number(typed, quantity)

    assert len(refused.value.facts["text"]) <= 40


@pytest.mark.parametrize(
    ("typed", "quantity", "unit"),
    [
        ("9.5%", COUNT, ""),
        ("9.5%", TIME, ""),
        ("2 min", PERCENT, "%"),
        ("12 min", MONEY, ""),
        ("$5", MONEY, "CNY"),
        ("5 USD", MONEY, "million CNY"),
        ("$5", MONEY, "CNY per order"),
        ("2 h", TIME, "working days"),
        ("4.6/10", RATING, ""),
        ("¥5", COUNT, ""),
    ],
)
def test_a_number_in_another_unit_is_never_taken_for_this_one(
    typed: str, quantity: Quantity, unit: str
) -> None:
    with pytest.raises(Refusal, match=r"figure\.other_unit"):
        read_number(typed, quantity, unit=unit)


def test_a_rating_above_the_top_of_its_scale_is_refused() -> None:
    with pytest.raises(Refusal, match=r"figure\.beyond_scale") as refused:
        read_number("46", RATING, unit="/5")

    assert refused.value.facts["most"] == 5


@given(st.text(), st.sampled_from(Quantity), st.sampled_from(["", "%", "万元", "min", "/5", "faults"]))
def test_whatever_is_typed_is_read_or_refused(typed: str, quantity: Quantity, unit: str) -> None:
    known = {"figure.not_a_number", "figure.other_unit", "figure.beyond_scale"}

    assert _outcome(typed, quantity, unit) in {*known, "read"}


def _outcome(typed: str, quantity: Quantity, unit: str) -> str:
    try:
        read_number(typed, quantity, unit=unit)
    except Refusal as refused:
        return refused.code
    return "read"


@pytest.mark.parametrize(
    ("value", "quantity", "unit", "text"),
    [
        ("9.50", PERCENT, "%", "9.5%"),
        ("7200", TIME, "hours", "2 hours"),
        ("61", TIME, "hours", "61 s"),
        ("140", TIME, "", "140 s"),
        ("48000000", MONEY, "million CNY", "48 million CNY"),
        ("1.234", MONEY, "", "1.2340"),
        ("1234", COUNT, "faults", "1234 faults"),
        ("4.6", RATING, "/5", "4.6"),
    ],
)
def test_a_figure_is_written_so_that_it_can_be_typed(
    value: str, quantity: Quantity, unit: str, text: str
) -> None:
    assert typed(Decimal(value), quantity, unit=unit) == text
    assert read_number(text, quantity, unit=unit).readings == (Decimal(value),)


@pytest.mark.parametrize(
    ("target", "quantity", "unit", "comes_to"),
    [
        ("1,200", Quantity.COUNT, "visits", Decimal(1200)),
        ("1.5", Quantity.MONEY, "亿元", Decimal(150_000_000)),
        ("2分20秒", Quantity.TIME, "", Decimal(140)),
        ("about ten", Quantity.COUNT, "", None),
        ("-", Quantity.COUNT, "", None),
        ("12", None, "", None),
    ],
)
def test_a_target_comes_to_a_number_where_it_is_one(
    target: str, quantity: Quantity | None, unit: str, comes_to: Decimal | None
) -> None:
    assert amount_of(target, quantity, unit=unit) == comes_to
