"""What everybody's cards show of feedback: who said what, when, and what came of it."""

import pytest

from bot.domain.drafts import Form
from bot.domain.weeks.feedback import FeedbackFacts
from bot.errors import Refusal
from bot.services.weeks.feedback import answer_feedback, take_back, tell_kept
from bot.services.weeks.feedback_facts import (
    facts_of,
    feedback_facts,
    keep_answer_typed,
    open_answer,
    read_feedback,
)
from storage.unit import Store
from tests.builders.acting import MONDAY
from tests.builders.counting import statements
from tests.builders.feedback import SEEN, Saying
from tests.builders.people import Company


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def shown(saying: Saying, feedback_id: int) -> FeedbackFacts:
    with saying.store.read() as unit:
        return feedback_facts(unit, feedback_id, saying.people.colleague.id, now=MONDAY)


def test_it_names_both_sides_the_manager_and_the_answer(saying: Saying) -> None:
    given, people = saying.give(), saying.people
    answer_feedback(saying.by(people.colleague), feedback_id=given.id, text="True.")

    facts = shown(saying, given.id)

    assert (facts.giver, facts.receiver, facts.manager) == (people.employee, people.colleague, people.manager)
    assert facts.answer is not None
    assert (facts.answer.text, facts.told_by, facts.has_hr, facts.reached) == ("True.", None, True, True)


def test_it_says_who_told_what_was_kept(saying: Saying) -> None:
    kept = saying.give(kept=True)
    tell_kept(saying.by(saying.people.manager), feedback_id=kept.id)

    assert shown(saying, kept.id).told_by == saying.people.manager


def test_hr_beside_the_receiver_is_meant(saying: Saying) -> None:
    given = saying.give(receiver=saying.people.hr)

    assert not shown(saying, given.id).has_hr


def test_a_page_is_read_in_as_many_queries_as_one_piece(saying: Saying) -> None:
    pieces = [saying.give() for _ in range(4)]
    reader = saying.people.colleague

    with saying.store.read() as unit, statements(saying.store.engine) as one:
        facts_of(unit, pieces[:1], reader, now=MONDAY)
    with saying.store.read() as unit, statements(saying.store.engine) as all_of_them:
        facts_of(unit, pieces, reader, now=MONDAY)

    assert len(all_of_them) == len(one)


def test_each_of_its_readers_reads_it_and_nobody_else(saying: Saying) -> None:
    given, kept, people = saying.give(), saying.give(kept=True), saying.people
    readers = {"Chen Jie", "Liu Yang", "Zhou Jing"}
    refusals: list[str] = []

    def may_read(feedback_id: int) -> set[str]:
        found = set()
        for who in people.everyone:
            try:
                facts = read_feedback(saying.by(who), feedback_id=feedback_id)
            except Refusal as refusal:
                refusals.append(f"{refusal.code} {refusal.facts}")
            else:
                assert facts.feedback.behaviour == SEEN
                found.add(who.name)
        return found

    assert may_read(given.id) == {*readers, "Wu Min"}
    assert may_read(kept.id) == readers
    assert set(refusals) == {"feedback.not_yours {}"}


def test_what_was_taken_back_is_its_givers_and_hrs_where_it_had_been_told(saying: Saying) -> None:
    given, kept, people = saying.give(), saying.give(kept=True), saying.people
    for piece in (given, kept):
        take_back(saying.by(people.employee), feedback_id=piece.id)

    for who, feedback_id, reads in (
        (people.employee, given.id, True),
        (people.employee, kept.id, True),
        (people.hr, given.id, True),
        (people.hr, kept.id, False),
        (people.manager, given.id, False),
        (people.colleague, given.id, False),
    ):
        if reads:
            assert read_feedback(saying.by(who), feedback_id=feedback_id)
        else:
            with pytest.raises(Refusal):
                read_feedback(saying.by(who), feedback_id=feedback_id)


def test_an_answer_that_was_not_sent_is_offered_again(saying: Saying) -> None:
    given, by = saying.give(), saying.by(saying.people.colleague)
    keep_answer_typed(by, feedback_id=given.id, text="True, but")
    keep_answer_typed(by, feedback_id=given.id, text=" ")

    assert open_answer(by, feedback_id=given.id)[1] == "True, but"
    answer_feedback(by, feedback_id=given.id, text="True.")
    with saying.store.read() as unit:
        assert unit.drafts.get(by.person.id, Form.FEEDBACK_ANSWER, str(given.id)) is None
    with pytest.raises(Refusal, match=r"feedback\.answered"):
        open_answer(by, feedback_id=given.id)
