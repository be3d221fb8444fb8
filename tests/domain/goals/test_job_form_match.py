"""How far somebody meets what their post asks for: cases by hand, and what holds of every form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.goals.job_form import Answer, Met, Requirement
from bot.domain.goals.job_form_match import gaps, match_of, match_percent
from tests.builders.job_forms import answers, content, rating, requirement, version

MET, PARTLY, NOT_YET = Met.MET, Met.PARTLY, Met.NOT_YET


@pytest.mark.parametrize(
    ("weighed", "partly", "percent"),
    [
        ([(1, MET)], 50, 100),
        ([(1, NOT_YET)], 50, 0),
        ([(1, PARTLY)], 50, 50),
        ([(1, PARTLY)], 0, 0),
        ([(1, PARTLY)], 100, 100),
        ([(1, None)], 50, 0),
        ([(3, MET), (1, NOT_YET)], 50, 75),
        ([(3, NOT_YET), (1, MET)], 50, 25),
        # One third, two thirds, and a half that goes up: 12.5 and 62.5.
        ([(1, MET), (2, NOT_YET)], 50, 33),
        ([(2, MET), (1, NOT_YET)], 50, 67),
        ([(1, MET), (7, NOT_YET)], 50, 13),
        ([(1, PARTLY), (3, NOT_YET)], 50, 13),
        ([(1, PARTLY), (2, MET), (1, NOT_YET)], 50, 63),
        ([(1, PARTLY), (3, NOT_YET)], 49, 12),
    ],
)
def test_a_match_is_weighed_and_rounded_half_up(
    weighed: list[tuple[int, Met | None]], partly: int, percent: int
) -> None:
    asked = [requirement(f"r{number}", weight) for number, (weight, _) in enumerate(weighed)]
    said = {f"r{number}": Answer(met=met) for number, (_, met) in enumerate(weighed)}

    assert match_percent(asked, said, partly_percent=partly) == percent


def test_where_nothing_is_required_there_is_no_match() -> None:
    assert match_percent([], {}, partly_percent=50) is None


FORMS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(Met)), min_size=1, max_size=20)
PARTLY_COUNTS = st.integers(0, 100)


def weighed(pairs: list[tuple[int, Met]]) -> tuple[list[Requirement], dict[str, Answer]]:
    asked = [requirement(f"r{number}", weight) for number, (weight, _) in enumerate(pairs)]
    return asked, {f"r{number}": Answer(met=met) for number, (_, met) in enumerate(pairs)}


@given(pairs=FORMS, partly=PARTLY_COUNTS)
def test_a_match_is_a_percentage_and_whole_only_where_all_is_met(
    pairs: list[tuple[int, Met]], partly: int
) -> None:
    found = match_percent(*weighed(pairs), partly_percent=partly)

    assert found is not None
    assert 0 <= found <= 100
    if all(met is MET for _, met in pairs):
        assert found == 100
    if all(met is NOT_YET for _, met in pairs):
        assert found == 0


@given(pairs=FORMS, partly=PARTLY_COUNTS, data=st.data())
def test_who_meets_one_requirement_better_never_matches_less(
    pairs: list[tuple[int, Met]], partly: int, data: st.DataObject
) -> None:
    which = data.draw(st.integers(0, len(pairs) - 1))
    weight, met = pairs[which]
    order = list(Met)
    better = data.draw(st.sampled_from(order[order.index(met) :]))
    raised = [*pairs[:which], (weight, better), *pairs[which + 1 :]]

    before = match_percent(*weighed(pairs), partly_percent=partly)
    after = match_percent(*weighed(raised), partly_percent=partly)

    assert before is not None
    assert after is not None
    assert after >= before


@given(pairs=FORMS, lower=PARTLY_COUNTS, higher=PARTLY_COUNTS)
def test_the_more_partly_counts_the_higher_is_a_match(
    pairs: list[tuple[int, Met]], lower: int, higher: int
) -> None:
    counted = [match_percent(*weighed(pairs), partly_percent=each) or 0 for each in sorted((lower, higher))]

    assert counted == sorted(counted)


def test_gaps_are_what_is_not_met_at_all_then_what_is_partly_the_heaviest_first() -> None:
    asked = [requirement("a", 1), requirement("b", 3), requirement("c", 2), requirement("d", 5)]
    said = answers(a="not_yet", b="partly", c="not_yet", d="met")

    assert [each.key for each in gaps(asked, said)] == ["c", "a", "b"]


def test_a_version_has_a_match_once_it_is_rated_by_what_partly_counted_then() -> None:
    assert match_of(version()) is None

    match = match_of(version(rating=rating()))

    assert match is not None
    # Weights 3, 2, 1: (3 + 1) of 6, and (1.5 + 1) of 6.
    assert (match.own, match.managers) == (67, 42)
    assert [each.key for each in match.gaps] == ["calculating", "bargaining"]
    assert (match.is_below(42), match.is_below(43)) == (False, True)


def test_both_sides_are_asked_the_same() -> None:
    assert {each.key for each in content().requirements} == set(rating().answers)
