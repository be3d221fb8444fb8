"""Whether something helped is one of three."""

import pytest

from bot.domain.actions.became import HELPED, Helped, read_helped
from bot.errors import Refusal


@pytest.mark.parametrize("value", ["", "maybe"])
def test_whether_it_helped_is_chosen(value: str) -> None:
    with pytest.raises(Refusal, match=r"action\.helped") as refused:
        read_helped(value)

    assert refused.value.field == HELPED
    assert [read_helped(each.value) for each in Helped] == list(Helped)
