"""Everything that a typed number can be; the table of what people type is in test_quantities."""

from decimal import Decimal

import pytest

from bot.domain.readings import LONGEST, count, money, readings_of, time
from bot.domain.units import Unit, scaled_unit
from bot.errors import Refusal


@pytest.mark.parametrize(
    ("typed", "readings"),
    [("-5", [-5]), ("+5", [5]), ("- 5", [-5, 5]), ("-1,234", [-1234])],
)
def test_a_dash_is_a_sign_unless_it_may_begin_a_line(typed: str, readings: list[int]) -> None:
    assert list(readings_of(typed, Unit(), count)) == [Decimal(each) for each in readings]


@pytest.mark.parametrize("typed", ["2h 3h", "5m 2h", "1.5h 20m", "1h 20", "1:2:3:4", "1:60"])
def test_a_time_whose_parts_do_not_go_together_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="not_a_number"):
        readings_of(typed, Unit(), time)


@pytest.mark.parametrize("typed", ["2万3万", "1.234万5千万"])
def test_an_amount_whose_parts_do_not_go_together_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="not_a_number"):
        readings_of(typed, scaled_unit("元"), money)


def test_what_is_longer_than_any_number_is_not_looked_at() -> None:
    assert readings_of("5" + " " * (LONGEST - 1), Unit(), count) == (5,)
    with pytest.raises(Refusal, match="not_a_number"):
        readings_of("5" + " " * LONGEST, Unit(), count)
