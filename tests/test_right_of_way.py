"""Who is being answered goes first, and nobody waits for ever."""

import threading
import time

import pytest

from bot.right_of_way import LONGEST_SECONDS, RightOfWay


def test_a_step_waits_for_whoever_is_being_answered() -> None:
    way = RightOfWay()
    done: list[str] = []

    def work() -> None:
        way.give()
        done.append("step")

    with way.answering():
        step = threading.Thread(target=work)
        step.start()
        done.append("answer")
    step.join(5)

    assert done == ["answer", "step"]


def test_where_somebody_is_always_being_answered_the_others_get_on() -> None:
    way = RightOfWay()
    with way.answering():
        begun = time.monotonic()
        way.give()

        assert time.monotonic() - begun >= LONGEST_SECONDS / 2


def test_who_breaks_is_not_being_answered_any_more() -> None:
    way = RightOfWay()
    with pytest.raises(ValueError, match="broke"), way.answering():
        raise ValueError("broke")

    assert not way.is_taken
