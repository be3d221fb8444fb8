"""Whatever happens to a review in whatever order: it stays on its way, and asks and tells nobody too much."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.reviews.way import Event, State
from tests.builders.feedback import prepared
from tests.house.asking import CHEN, LIU, House
from tests.house.going import ACTS, GOES_ON, go

SOME_TIME = (0, 0, 1, 7, 24, 60)
"""Hours until the next act; 0: at the very same moment."""

acts = st.lists(
    st.tuples(st.one_of(st.sampled_from(GOES_ON), st.sampled_from(sorted(ACTS))), st.sampled_from(SOME_TIME)),
    max_size=14,
)


@pytest.fixture(scope="module")
def opened(empty_house: House, tmp_path_factory: pytest.TempPathFactory) -> House:
    """The quarter is open, and everybody knows."""
    house = empty_house.twin(tmp_path_factory.mktemp("happens") / "opened.db")
    house.opens_quarter()
    # Or a low score would be a surprise, and not be taken.
    prepared(house.store, by=house.who(LIU), about=house.who(CHEN), at=house.now)
    return house.at(house.now + timedelta(days=1))


@pytest.mark.parametrize("examples", [6, pytest.param(80, marks=pytest.mark.soak)])
def test_a_review_stays_on_its_way(opened: House, twin: Callable[[House], House], examples: int) -> None:
    def goes(drawn: Sequence[tuple[str, int]]) -> None:
        go(twin(opened), drawn)

    settings(max_examples=examples, deadline=None)(given(acts)(goes))()


def test_a_whole_way_with_everything_on_it(opened: House, twin: Callable[[House], House]) -> None:
    house = twin(opened)

    led = go(house, [(name, 1) for name in WHOLE])

    assert house.review_state is State.RELEASED, "\n".join(led)
    assert {entry.event for entry in house.history()} == set(Event) - {
        Event.REOPEN,
        Event.WITHDRAW,
        Event.NOT_RATE,
        Event.RESCORE,
        Event.RELOOK,
        Event.RECOUNT,
    }


WHOLE = (
    "hand in",
    "another manager",
    "contribute",
    "the manager again",
    "rules are corrected",
    "begin to score",
    "want it back",
    "give it back",
    "hand in",
    "adjust",
    "want it back",
    "keep it",
    "ask for more",
    "employee leaves",
    "employee returns",
    "hand in",
    "go on leave",
    "adjust",
    "be back",
    "adjust",
    "approve",
    "one over confirms",
    "HR sends back",
    "go on leave, one over instead",
    "be back",
    "approve",
    "one over confirms",
    "the manager gets another manager",
    "HR is another",
    "seats pass on",
    "the other confirms",
    "employee leaves",
    "employee returns",
    "the other releases",
)
