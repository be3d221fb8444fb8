"""The way of a request for input: each state and what it means."""

from bot.domain.obligations import Kind
from bot.domain.reviews.input_way import INPUT, UNDER_WAY, Event, State


def test_what_is_asked_ends_readable_or_not_and_stays_so() -> None:
    assert INPUT.possible(State.ASKED) == frozenset(Event)
    for state in (State.READABLE, State.TOO_FEW, State.WITHDRAWN):
        assert INPUT.possible(state) == frozenset()
    assert frozenset({State.ASKED}) == UNDER_WAY
    stages = {state: INPUT.stage(state) for state in State}
    assert {state for state in State if stages[state].readable} == {State.READABLE}
    assert {state for state in State if stages[state].move is Kind.INPUT} == {State.ASKED}
    assert {state for state in State if not stages[state].stands} == {State.WITHDRAWN}
