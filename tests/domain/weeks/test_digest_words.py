"""Before whom a word stands."""

import pytest

from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.digest_words import WordFacts
from tests.builders.check_ins import check_in
from tests.builders.people import CHEN, LIU


@pytest.mark.parametrize(("reader", "expected"), [(CHEN, True), (LIU, False)])
def test_it_is_before_its_person_or_before_the_manager(reader: object, expected: bool) -> None:
    word = WordFacts(
        check_in=check_in(State.ANSWERED),
        number=3,
        event=Event.REPLY,
        by=LIU,
        reader=reader,  # type: ignore[arg-type]
        text="I call them.",
        times=(),
        chosen=None,
        offer=None,
        first_number=3,
        may_answer=True,
    )

    assert word.is_employees is expected
