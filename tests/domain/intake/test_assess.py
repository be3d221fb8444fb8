"""The priority that impact, reach and effort make, row by row; see docs/decisions/0032."""

import pytest

from bot.domain.history import Facts, as_kept, facts_of
from bot.domain.intake.assess import Effort, Impact, Priority, priority_of
from bot.domain.intake.triage import Reach
from tests.builders.briefs import judged

REACHES = (Reach.ME, Reach.SOME, Reach.BRANCH, Reach.CUSTOMERS, Reach.ALL)


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (Impact.CRITICAL, Effort.SMALL, "p2 p1 p1 p1 p1"),
        (Impact.CRITICAL, Effort.LARGE, "p2 p1 p1 p1 p1"),
        (Impact.CRITICAL, Effort.HUGE, "p3 p1 p1 p1 p1"),
        (Impact.HIGH, Effort.SMALL, "p3 p3 p2 p2 p1"),
        (Impact.HIGH, Effort.MEDIUM, "p3 p3 p2 p2 p1"),
        (Impact.HIGH, Effort.HUGE, "p4 p4 p3 p3 p1"),
        (Impact.MEDIUM, Effort.SMALL, "p3 p3 p3 p3 p2"),
        (Impact.MEDIUM, Effort.MEDIUM, "p4 p3 p3 p3 p2"),
        (Impact.MEDIUM, Effort.HUGE, "p4 p4 p4 p4 p3"),
        (Impact.LOW, Effort.SMALL, "p3 p3 p3 p3 p3"),
        (Impact.LOW, Effort.LARGE, "p4 p4 p4 p4 p3"),
        (Impact.LOW, Effort.HUGE, "p4 p4 p4 p4 p4"),
    ],
)
def test_the_priority_comes_of_impact_and_reach_and_effort_moves_it_a_step(
    impact: Impact, effort: Effort, expected: str
) -> None:
    assert " ".join(priority_of(impact, reach, effort) for reach in REACHES) == expected


def test_more_harm_to_more_people_never_makes_it_later() -> None:
    for effort in Effort:
        table = [[priority_of(impact, reach, effort) for reach in REACHES] for impact in Impact]
        for row in table:
            assert row == sorted(row, reverse=True)
        for column in zip(*table, strict=True):
            assert list(column) == sorted(column, reverse=True)


def test_every_reach_is_in_the_table() -> None:
    assert set(REACHES) == set(Reach)


def test_another_priority_than_it_makes_overrules_it() -> None:
    assert judged().priority is Priority.P2
    assert not judged().is_overruled
    assert judged(Priority.P1, "A customer waits.").is_overruled
    assert judged(Priority.P1).made is Priority.P2


def test_it_is_kept_with_the_history_as_it_was() -> None:
    facts = Facts(assessed=judged(Priority.P1, "A customer waits."), brief=2)

    assert facts_of(as_kept(facts)) == facts
