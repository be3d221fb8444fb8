"""Why nothing was said on the days before a reminder."""

from dataclasses import replace
from datetime import date

from bot.domain.nudging.planner import Quiet, Situation, Snooze
from bot.domain.nudging.why import at_close, before, said_before
from tests.domain.nudging.test_planner import at, away, march, nudges, situation, step


def told(found: Situation) -> list[tuple[Quiet, int, int, date | None]]:
    return [(each.why, each.first.day, each.last.day, each.until) for each in before(found)]


def test_each_day_is_told_back_to_the_last_on_which_something_was_said() -> None:
    found = situation(at(12, 16), step(), nudges=nudges(at(5, 16)))

    assert told(found) == [
        (Quiet.NOT_YET, 8, 11, None),
        (Quiet.DAY_OFF, 6, 7, None),
        (Quiet.ALREADY, 5, 5, None),
    ]


def test_leave_and_silence_are_told_with_their_ends() -> None:
    silence = Snooze(day=march(10), asked_at=at(5, 17), done_at=at(10, 10))
    found = situation(
        at(16, 10), step(), nudges=nudges(at(5, 16), at(10, 10)), snoozes=[silence], absences=[away(11, 15)]
    )

    assert told(found) == [
        (Quiet.AWAY, 15, 15, march(15)),
        (Quiet.DAY_OFF, 13, 14, None),
        (Quiet.AWAY, 11, 12, march(15)),
        (Quiet.ALREADY, 10, 10, None),
    ]
    before_it = replace(found, now=at(10, 10), nudges=nudges(at(5, 16)))
    assert told(before_it) == [
        (Quiet.SNOOZED, 8, 9, march(10)),
        (Quiet.DAY_OFF, 6, 7, None),
        (Quiet.ALREADY, 5, 5, None),
    ]


def test_the_day_on_which_it_was_announced_is_the_first_there_is() -> None:
    found = situation(at(3, 10), step(due=march(4)))

    assert told(found) == [(Quiet.NOT_YET, 2, 2, None), (Quiet.ANNOUNCED, 1, 1, None)]


def test_a_day_on_which_it_could_have_been_said_is_admitted() -> None:
    assert told(situation(at(8, 10), step()))[:2] == [(Quiet.DAY_OFF, 6, 7, None), (Quiet.MISSED, 5, 5, None)]


def test_a_day_is_looked_at_in_its_last_minute_of_work() -> None:
    then = at_close(situation(at(5, 16), step()), march(4))

    assert then is not None
    assert then.now == at(4, 17, 59)


def test_when_it_was_said_before() -> None:
    waits = step()

    assert said_before(situation(at(12, 16), waits, nudges=nudges(at(5, 16), at(12, 16))), waits) == march(5)
    assert said_before(situation(at(2, 16), waits), waits) == march(1)
    assert said_before(situation(at(1, 16), waits), waits) is None
