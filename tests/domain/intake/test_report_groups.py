"""Groups point at nobody: too few are counted with others, and cannot be found by taking away."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.intake.report_groups import Contribution, Groups, grouped

LEAST = 3


def groups(*given: tuple[str, int]) -> Groups[tuple[int, ...]]:
    return grouped(
        [Contribution(name=name, person_id=person, of=person) for name, person in given],
        lambda people: tuple(sorted(people)),
        size=len,
        least=LEAST,
    )


def shown(found: Groups[tuple[int, ...]]) -> list[tuple[str, int]]:
    return [(each.name, len(each.found)) for each in found.shown]


def of(name: str, people: Sequence[int]) -> list[tuple[str, int]]:
    return [(name, each) for each in people]


def test_the_largest_comes_first_under_the_name_it_has_most_often() -> None:
    found = groups(*of("cart", range(3)), *of("Shop", range(4)), ("shop", 9), *of("tiny", range(3)))

    assert shown(found) == [("Shop", 5), ("tiny", 3), ("cart", 3)]
    assert found.rest is None


def test_one_person_who_asks_often_makes_no_group() -> None:
    found = groups(*of("Lhasa", [1] * 9), *of("Chengdu", range(5)), *of("Hangzhou", range(6)))

    assert shown(found) == [("Hangzhou", 6)]
    assert found.rest is not None
    assert len(found.rest) == 14


def test_where_the_small_ones_together_are_enough_no_other_goes_with_them() -> None:
    found = groups(*of("a", [1, 2]), *of("b", [3]), *of("c", range(5)))

    assert shown(found) == [("c", 5)]
    assert found.rest == (1, 2, 3)


def test_what_has_no_name_is_among_the_rest() -> None:
    found = groups(*of("", range(4)), *of("c", range(5)))

    assert shown(found) == [("c", 5)]
    assert found.rest == (0, 1, 2, 3)


def test_of_too_few_altogether_nothing_is_shown() -> None:
    assert groups(("a", 1), ("b", 2)) == Groups()


@given(st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d"]), st.integers(1, 12)), max_size=40))
def test_nothing_is_lost_and_nothing_is_of_fewer(given: list[tuple[str, int]]) -> None:
    found = groups(*given)

    parts = [*(each.found for each in found.shown), *([found.rest] if found.rest is not None else [])]
    assert all(len(set(each)) >= LEAST for each in parts)
    if parts:
        assert sum(map(len, parts)) == len(given)
