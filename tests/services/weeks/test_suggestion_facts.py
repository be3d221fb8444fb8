"""What everybody's cards show of suggestions: who answers by when, and what came of it."""

from datetime import date

import pytest

from bot.domain.weeks.suggestion import SuggestionFacts
from bot.domain.weeks.suggestion_way import Event
from bot.errors import Refusal
from bot.services.weeks.suggestion import answer_suggestion
from bot.services.weeks.suggestion_facts import (
    keep_answer_typed,
    open_answer,
    read_suggestion,
    suggestion_facts,
)
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.feedback import SEEN, Saying
from tests.builders.people import Company


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def shown(saying: Saying, suggestion_id: int) -> SuggestionFacts:
    with saying.store.read() as unit:
        return suggestion_facts(
            unit, suggestion_id, saying.people.employee.id, now=MONDAY, policy=saying.store.policy
        )


def test_it_says_who_answers_by_when_and_then_what_came_of_it(saying: Saying) -> None:
    made, people = saying.suggest(), saying.people

    before = shown(saying, made.id)
    answer_suggestion(saying.by(people.boss), suggestion_id=made.id, came=Event.ADOPT, text="Yes.")
    after = shown(saying, made.id)

    assert (before.answering, before.due_on, before.came) == ((people.boss,), date(2026, 11, 30), None)
    assert after.due_on is None
    assert after.came is not None
    assert (after.came.event, after.came.by, after.came.text) == (Event.ADOPT, people.boss, "Yes.")


def test_only_its_giver_and_the_head_read_it(saying: Saying) -> None:
    made, readers, refused = saying.suggest(), set(), set()

    for who in saying.people.everyone:
        try:
            facts = read_suggestion(saying.by(who), suggestion_id=made.id)
        except Refusal as refusal:
            refused.add(refusal.code)
        else:
            assert facts.suggestion.behaviour == SEEN
            readers.add(who.name)

    assert refused == {"suggestion.not_yours"}
    assert readers == {"Chen Jie", "Zhao Min"}


def test_an_answer_that_was_not_sent_is_offered_again(saying: Saying) -> None:
    made, by = saying.suggest(), saying.by(saying.people.boss)
    keep_answer_typed(by, suggestion_id=made.id, typed={"came": "adopt", "words": "We"})
    keep_answer_typed(by, suggestion_id=made.id, typed={"came": "", "words": ""})

    assert open_answer(by, suggestion_id=made.id)[1] == {"came": "adopt", "words": "We"}
    with pytest.raises(Refusal, match=r"suggestion\.not_yours"):
        open_answer(saying.by(saying.people.manager), suggestion_id=made.id)
