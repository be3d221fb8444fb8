"""Who reads what of input: never fewer than five together, in no order that tells of anybody."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.reviews.input import (
    ANSWER_LIMIT,
    FEWEST,
    Answered,
    Giver,
    How,
    InputRequest,
    implied,
    is_enough,
    read_answers,
    require_enough_asked,
    said_to,
)
from bot.domain.reviews.input_way import State
from bot.errors import Refusal

REQUEST = InputRequest(
    id=1,
    about_id=9,
    asked_by_id=8,
    how=How.TOGETHER,
    questions=({"en": "What?"}, {"en": "And what not?"}),
    asked_at=datetime(2027, 1, 4, 2, 0, tzinfo=UTC),
    due_on=date(2027, 1, 11),
    seed="a seed",
    state=State.READABLE,
    version=2,
)


def giver(number: int, *answers: str) -> Giver:
    return Giver(person_id=number, answered=Answered.GIVEN, answers=answers or (f"a{number}", f"b{number}"))


@given(
    people=st.lists(st.integers(1, 99), unique=True, max_size=9),
    declined=st.integers(0, 9),
    state=st.sampled_from(State),
    how=st.sampled_from(How),
    seed=st.text(min_size=1, max_size=8),
)
def test_nothing_of_fewer_than_five_and_nothing_before_its_end(
    people: list[int], declined: int, state: State, how: How, seed: str
) -> None:
    request = replace(REQUEST, how=how, state=state, seed=seed)
    others = [Giver(person_id=200 + each, answered=Answered.DECLINED) for each in range(declined)]
    givers = [giver(each) for each in people] + others
    names = {each.person_id: f"n{each.person_id}" for each in givers}

    said = said_to(request, givers, names)

    may = state is State.READABLE and len(people) >= (FEWEST if how is How.TOGETHER else 1)
    assert bool(said) is may
    assert said_to(request, givers[::-1], names) == said  # whoever came first
    for number, each in enumerate(said):
        assert Counter(one.text for one in each) == Counter(f"{'ab'[number]}{who}" for who in people)
        assert all((one.by is None) is (how is How.TOGETHER) for one in each)


def test_two_answers_of_one_colleague_do_not_stand_at_one_place() -> None:
    givers = [giver(each) for each in range(1, 20)]
    orders = [[one.text[1:] for one in each] for each in said_to(REQUEST, givers, {})]
    assert orders[0] != orders[1]
    assert orders[0] != sorted(orders[0], key=int)


def test_what_was_erased_counts_no_more() -> None:
    five = [giver(each) for each in range(1, 6)]
    assert said_to(REQUEST, five, {})
    assert said_to(REQUEST, [*five[:4], Giver(person_id=5, answered=Answered.GIVEN)], {}) == ()


def test_it_is_owed_by_whoever_has_not_answered_while_it_is_asked() -> None:
    givers = [giver(1), Giver(person_id=2), Giver(person_id=3, answered=Answered.DECLINED)]
    assert [each.person_id for each in implied(replace(REQUEST, state=State.ASKED), givers)] == [2]
    assert list(implied(REQUEST, givers)) == []


@pytest.mark.parametrize(
    ("how", "count", "code"),
    [
        (How.TOGETHER, 0, "input.nobody"),
        (How.TOGETHER, 4, "input.too_few"),
        (How.NAMED, 21, "input.too_many"),
    ],
)
def test_how_many_are_asked(how: How, count: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_enough_asked(how, count)
    assert refused.value.code == code
    require_enough_asked(How.TOGETHER, FEWEST)
    require_enough_asked(How.NAMED, 1)
    assert not is_enough(How.TOGETHER, 4)


def test_what_is_kept_of_what_was_typed() -> None:
    assert read_answers([" one ", ""]) == ("one", "")
    for typed, code in (([" ", ""], "input.empty"), (["x" * (ANSWER_LIMIT + 1)], "input.too_long")):
        with pytest.raises(Refusal) as refused:
            read_answers(typed)
        assert refused.value.code == code
