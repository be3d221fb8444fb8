"""A file of results of before: what it says, and everything that is wrong with it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.listed_people import Known, ListedPeople
from bot.domain.reviews.past import PastEntry, PastImport, PastResult
from bot.domain.reviews.year import Counted

CHEN = Known(id=7, name="Chen Jie", has_left=False)
POINTS = tuple(map(Decimal, ("5", "4.5", "4", "3.75", "3.5", "3.25", "3", "2.5")))
TODAY = date(2027, 1, 4)


def reading(**given: Any) -> PastImport:
    known = {"reviewed": (), "known": {}} | given
    people = ListedPeople(addresses={"chen@example.com": CHEN}, numbers={"1004": CHEN})
    return PastImport(people=people, points=POINTS, today=TODAY, **known)


def row(line: int = 2, **given: str) -> PastEntry:
    return PastEntry(line=line, **{"email": "chen@example.com", "period": "2025Q4", "score": "3.5"} | given)


def test_what_counts_is_the_unrounded_mean_where_it_is_given() -> None:
    rows = [
        row(exact="3,48", kpi="3.6", values="3.2", source="HR's sheet"),
        row(3, email="", id="1004", period="2025 h2"),
    ]

    imported = reading().read(rows)

    assert imported.new == (
        PastResult(
            person_id=7,
            period="2025Q4",
            counted=Counted(
                exact=Decimal("3.48"), score=Decimal("3.5"), kpi=Decimal("3.6"), values=Decimal("3.2")
            ),
            source="HR's sheet",
        ),
        PastResult(person_id=7, period="2025H2", counted=Counted(exact=Decimal("3.5"), score=Decimal("3.5"))),
    )
    assert imported.names == {7: "Chen Jie"}


def test_a_point_that_was_decided_beside_the_mean_is_what_counts() -> None:
    [failed] = reading().read([row(score="2.5", exact="3.9")]).new

    assert failed.counted.exact == Decimal("2.5")


def test_once_more_changes_nothing_and_another_result_corrects() -> None:
    [first] = reading().read([row()]).new
    known = {(7, "2025Q4"): first}

    again = reading(known=known).read([row()])
    other = reading(known=known).read([row(score="4")])

    assert (again.new, again.corrected, again.unchanged) == ((), (), 1)
    assert [each.counted.score for each in other.corrected] == [Decimal(4)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"email": ""}, "whose"),
        ({"email": "nobody@example.com"}, "nobody_known"),
        ({"id": "9"}, "no_number"),
        ({"period": ""}, "no_period"),
        ({"period": "last year"}, "unknown_period"),
        ({"period": "2027Q1"}, "not_over"),
        ({"period": "2025"}, "whole_year"),
        ({"score": ""}, "no_score"),
        ({"score": "3.6"}, "no_point"),
        ({"score": "good"}, "no_mean"),
        ({"exact": "5.01"}, "no_mean"),
        ({"kpi": "-1"}, "no_mean"),
        ({"values": "=1+1"}, "no_mean"),
    ],
)
def test_what_is_wrong_is_named_and_then_nothing_is_taken(given: dict[str, str], code: str) -> None:
    imported = reading().read([row(2, period="2025Q3"), row(3, **given)])

    assert [(line, problem.code) for line, problem in imported.problems] == [(3, code)]
    assert (imported.new, imported.corrected) == ((), ())


def test_a_period_that_steward_reviewed_is_its_own_and_none_stands_twice() -> None:
    reviewed = reading(reviewed={(7, "2025Q4")}).read([row()])
    twice = reading().read([row(2), row(3, email="", id="1004")])

    assert [problem.code for _, problem in reviewed.problems] == ["reviewed"]
    assert [(line, problem.code, problem.facts["line"]) for line, problem in twice.problems] == [
        (3, "twice", 2)
    ]


def test_whoever_came_after_a_period_has_no_result_of_it() -> None:
    late = Known(id=8, name="Wu Min", has_left=False, joined_on=date(2026, 1, 1))
    people = ListedPeople(addresses={"wu@example.com": late}, numbers={})
    files = PastImport(people=people, points=POINTS, today=TODAY, reviewed=(), known={})

    imported = files.read([row(email="wu@example.com"), row(3, email="wu@example.com", period="2026Q1")])

    assert [(line, problem.code) for line, problem in imported.problems] == [(2, "not_here")]
