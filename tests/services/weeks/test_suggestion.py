"""A suggestion goes to the head above its giver, who owes an answer; nobody else has a part in it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.obligations import Kind
from bot.domain.people import Person
from bot.domain.weeks.feedback import TAKE_BACK_FOR
from bot.domain.weeks.feedback_form import RuleNotShown, Sort
from bot.domain.weeks.suggestion_way import Event, State
from bot.errors import Missing, Refusal
from bot.services.obligations import owed_by, rebuild
from bot.services.weeks import suggestion as suggestions
from bot.services.weeks.feedback_form import see_feedback
from storage.unit import Store
from tests.builders.acting import MONDAY, acting
from tests.builders.feedback import Saying
from tests.builders.people import Company
from tests.builders.told import told


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def owed(saying: Saying, who: Person) -> list[tuple[Kind, date]]:
    with saying.store.read() as unit:
        return [(each.kind, each.due_on) for each in owed_by(unit, who, saying.by(who))]


def test_the_head_owes_an_answer_in_five_working_days(saying: Saying) -> None:
    made = saying.suggest()

    assert (made.head_id, made.state, made.made_on) == (
        saying.people.boss.id,
        State.OPEN,
        date(2026, 11, 23),
    )
    assert owed(saying, saying.people.boss) == [(Kind.SUGGESTION, date(2026, 11, 30))]
    assert owed(saying, saying.people.manager) == []
    assert rebuild(acting(saying.store)) == 0


def test_where_nobody_leads_hr_answers_but_not_to_themselves(saying: Saying) -> None:
    made = saying.suggest(saying.people.boss)

    assert made.head_id is None
    assert owed(saying, saying.people.hr) == [(Kind.SUGGESTION, date(2026, 11, 30))]
    saying.change(saying.people.hr, manager_id=None)
    with pytest.raises(Refusal, match=r"suggestion\.nobody"):
        suggestions.make_suggestion(
            saying.by(saying.people.hr),
            saying.typed(who="", sort=Sort.SUGGESTION),
            shown="",
            submission="V99",
        )


def test_two_clicks_come_to_one_and_nothing_is_sent_under_a_rule_that_was_not_shown(saying: Saying) -> None:
    by, typed = saying.by(saying.people.employee), saying.typed(who="", sort=Sort.SUGGESTION)
    shown = see_feedback(by, typed).rule.fingerprint

    with pytest.raises(RuleNotShown):
        suggestions.make_suggestion(by, typed, shown="", submission="V1")
    first = suggestions.make_suggestion(by, typed, shown=shown, submission="V1")
    second = suggestions.make_suggestion(by, typed, shown=shown, submission="V1")

    assert first == second


@pytest.mark.parametrize("field", ["behaviour", "consequence"])
def test_both_texts_are_needed(saying: Saying, field: str) -> None:
    by, typed = saying.by(saying.people.employee), saying.typed(who="", sort=Sort.SUGGESTION)

    with pytest.raises(Refusal, match=r"feedback\.missing") as refused:
        suggestions.make_suggestion(by, replace(typed, **{field: ":+1:"}), shown="", submission="V1")

    assert refused.value.field == field


@pytest.mark.parametrize(
    ("came", "state"),
    [(Event.ADOPT, State.ADOPTED), (Event.PUT_OFF, State.NOT_NOW), (Event.DECLINE, State.DECLINED)],
)
def test_the_head_answers_once_in_words(saying: Saying, came: Event, state: State) -> None:
    made, by = saying.suggest(), saying.by(saying.people.boss)
    before = len(told(saying.store))

    answered = suggestions.answer_suggestion(by, suggestion_id=made.id, came=came, text=" We begin Monday. ")

    assert answered.state is state
    assert owed(saying, saying.people.boss) == []
    assert ("SuggestionAnswered", saying.people.employee.id) in told(saying.store, after=before)
    with saying.store.read() as unit:
        assert unit.suggestions.history(made.id)[-1].note == "We begin Monday."
    with pytest.raises(Refusal, match=r"suggestion\.answered"):
        suggestions.answer_suggestion(by, suggestion_id=made.id, came=came, text="Again.")


@pytest.mark.parametrize("came", [None, Event.MAKE, Event.TAKE_BACK, Event.HAND_OVER])
def test_only_an_answer_is_one(saying: Saying, came: Event | None) -> None:
    made = saying.suggest()

    with pytest.raises(Refusal, match=r"suggestion\.came"):
        suggestions.answer_suggestion(
            saying.by(saying.people.boss), suggestion_id=made.id, came=came, text="Yes."
        )


def test_nobody_else_answers(saying: Saying) -> None:
    made, people = saying.suggest(), saying.people

    for by in (people.employee, people.manager, people.hr, people.colleague):
        with pytest.raises(Refusal, match=r"suggestion\.not_yours"):
            suggestions.answer_suggestion(saying.by(by), suggestion_id=made.id, came=Event.ADOPT, text="Yes.")
    with pytest.raises(Missing):
        suggestions.answer_suggestion(saying.by(people.boss), suggestion_id=99, came=Event.ADOPT, text="Yes.")


def test_its_giver_takes_it_back_in_time(saying: Saying) -> None:
    made, late = saying.suggest(), saying.suggest()
    by = saying.by(saying.people.employee, at=MONDAY + TAKE_BACK_FOR - timedelta(seconds=1))

    assert suggestions.take_back(by, suggestion_id=made.id).state is State.TAKEN_BACK
    assert len(owed(saying, saying.people.boss)) == 1
    with pytest.raises(Refusal, match=r"suggestion\.taken_back"):
        suggestions.answer_suggestion(
            saying.by(saying.people.boss), suggestion_id=made.id, came=Event.ADOPT, text="Yes."
        )
    with pytest.raises(Refusal, match=r"feedback\.too_late"):
        suggestions.take_back(
            saying.by(saying.people.employee, at=MONDAY + TAKE_BACK_FOR), suggestion_id=late.id
        )
    with pytest.raises(Refusal, match=r"suggestion\.not_yours"):
        suggestions.take_back(saying.by(saying.people.boss), suggestion_id=late.id)
