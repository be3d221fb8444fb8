"""How fast Slack may be called: a bucket a method and a channel, and what a 429 does to it."""

from collections import deque
from dataclasses import dataclass

import pytest

from bot.slack.limits import CHANNEL, POST, RATES, HeldBack, Limits, limits_for


@dataclass
class Watch:
    at: float = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def limits(watch: Watch) -> Limits:
    return Limits(now=watch)


def taken(limits: Limits, method: str, *, soon: bool = False, channel: str | None = None) -> int:
    """How many calls may be made this moment."""
    for number in range(1000):
        try:
            limits.take(method, soon=soon, channel=channel)
        except HeldBack:
            return number
    raise AssertionError(f"{method} is not limited")


@pytest.mark.parametrize("method", RATES)
def test_no_minute_has_more_calls_than_slack_allows(limits: Limits, watch: Watch, method: str) -> None:
    calls: list[float] = []
    for _ in range(150 * 20):
        calls += [watch.at] * taken(limits, method, soon=True)
        watch.at += 0.05

    worst = max(sum(at <= each < at + 60 for each in calls) for at in calls)
    assert 0 < worst <= RATES[method].a_minute


def test_of_posting_more_than_95_percent_of_what_is_allowed_goes(limits: Limits, watch: Watch) -> None:
    sent = 0
    for _ in range(600 * 4):
        sent += taken(limits, POST)
        watch.at += 0.25

    assert sent >= 0.95 * 10 * RATES[POST].a_minute


def test_what_somebody_waits_for_finds_room_where_the_rest_has_none(limits: Limits) -> None:
    taken(limits, POST)

    assert limits.free(POST, soon=False) == 0
    assert taken(limits, POST, soon=True) == RATES[POST].kept


def test_a_channel_that_is_full_holds_up_no_other(limits: Limits, watch: Watch) -> None:
    assert taken(limits, POST, channel="C1") == CHANNEL.burst

    limits.take(POST, channel="C2")
    watch.at += 1.0
    limits.take(POST, channel="C1")


def test_slacks_429_pauses_its_method_only(limits: Limits, watch: Watch) -> None:
    limits.refused("chat.update", channel="C1", seconds=30, reason="ratelimited")

    with pytest.raises(HeldBack) as held:
        limits.take("chat.update", channel="C2", soon=True)
    assert held.value.retry_after == 30
    limits.take(POST, channel="C1")
    watch.at += 30
    limits.take("chat.update", channel="C1", soon=True)


def test_posting_that_slack_limits_in_a_channel_goes_on_in_others(limits: Limits) -> None:
    limits.refused(POST, channel="C1", seconds=5, reason="rate_limited")

    limits.take(POST, channel="C2")
    with pytest.raises(HeldBack):
        limits.take(POST, channel="C1")


@pytest.mark.parametrize("processes", [2, 5])
def test_several_processes_find_what_is_theirs_by_slacks_refusals(watch: Watch, processes: int) -> None:
    theirs = [Limits(now=watch) for _ in range(processes)]
    allowed, minutes = RATES[POST].a_minute, 20
    window: deque[float] = deque()
    through = refused = 0
    for _ in range(minutes * 60 * 4):
        while window and window[0] <= watch.at - 60:
            window.popleft()
        for each in theirs:
            for _ in range(taken(each, POST)):
                if len(window) < allowed:
                    window.append(watch.at)
                    through += 1
                else:
                    refused += 1
                    wait = window[0] + 60 - watch.at
                    each.refused(POST, channel=None, seconds=max(1, wait), reason="ratelimited")
        theirs.append(theirs.pop(0))
        watch.at += 0.25

    assert through >= 0.9 * minutes * allowed
    assert refused <= 0.05 * through


def test_where_nothing_is_held_back_slacks_own_word_still_holds(watch: Watch) -> None:
    limits = limits_for(0)
    limits.now = watch
    for _ in range(500):
        limits.take(POST, channel="C1")

    limits.refused(POST, channel="C1", seconds=2, reason="ratelimited")

    with pytest.raises(HeldBack):
        limits.take(POST, channel="C1")
    watch.at += 2
    limits.take(POST, channel="C1")
