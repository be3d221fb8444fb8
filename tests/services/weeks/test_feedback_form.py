"""The form of feedback: whom it can be about, what it can be tied to, by which rule it is read."""

from datetime import date

import pytest

from bot.domain.people import Person
from bot.domain.policy import Feedback as FeedbackPolicy
from bot.domain.policy import Policy
from bot.domain.weeks.feedback import Telling
from bot.domain.weeks.feedback_form import Sort, TypedFeedback
from bot.errors import Refusal
from bot.services.weeks.feedback_form import (
    keep_feedback_typed,
    open_feedback,
    open_feedback_called,
    see_feedback,
)
from storage.unit import Store
from tests.builders.feedback import Saying
from tests.builders.goals import kpi
from tests.builders.people import Company, person
from tests.builders.shared import agreed, open_goals_of

FORCED = Policy(feedback=FeedbackPolicy(tell="at_once"))


@pytest.fixture
def saying(store: Store, people: Company) -> Saying:
    return Saying(store, people)


def test_the_rule_names_who_reads_it(saying: Saying) -> None:
    people = saying.people

    rule = see_feedback(saying.by(people.employee), saying.typed()).rule

    assert (rule.receiver, rule.manager, rule.has_hr) == (people.colleague, people.manager, True)


def test_a_manager_who_has_left_and_hr_about_themselves_read_nothing(saying: Saying) -> None:
    people = saying.people
    saying.change(people.manager, left_on=date(2026, 11, 20))

    assert see_feedback(saying.by(people.employee), saying.typed()).rule.manager is None
    assert not see_feedback(saying.by(people.employee), saying.typed(people.hr)).rule.has_hr


def test_a_suggestion_goes_to_the_head_by_a_day(saying: Saying) -> None:
    people = saying.people

    rule = see_feedback(saying.by(people.employee), saying.typed(sort=Sort.SUGGESTION)).rule

    assert (rule.head, rule.answering, rule.due_on) == (people.boss, (people.boss,), date(2026, 11, 30))


@pytest.mark.parametrize("who", ["", "U0NOBODY", "U0CHEN"])
def test_of_somebody_unfit_there_is_no_rule_and_it_says_why(saying: Saying, who: str) -> None:
    form = see_feedback(saying.by(saying.people.employee), TypedFeedback(who=who))

    assert form.rule.fingerprint == ""
    assert (form.unfit is None) == (not who)
    assert form.choices == ()


def test_values_can_be_chosen_by_all_and_kpis_by_who_reads_the_sheet(saying: Saying) -> None:
    people = saying.people
    (goals,) = open_goals_of(saying.store, people.colleague)
    agreed(saying.store, goals, people.colleague, (kpi("k1", 60, name="Visits"), kpi("k2", 40)))

    def choices(by: Person) -> set[str]:
        return {each.value for each in see_feedback(saying.by(by), saying.typed()).choices}

    values = {"value:customer_first", "value:teamwork"}
    assert choices(people.employee) == choices(people.boss) == values
    assert choices(people.manager) == choices(people.hr) == {*values, "kpi:k1", "kpi:k2"}


def test_whoever_has_no_values_of_their_own_has_those_that_are_shipped(saying: Saying) -> None:
    choices = see_feedback(saying.by(saying.people.employee), saying.typed(saying.people.boss)).choices

    assert {each.value for each in choices} == {"value:customer_first", "value:teamwork"}


def test_the_company_decides_whether_it_can_be_kept(saying: Saying) -> None:
    typed = saying.typed(telling=Telling.KEPT)

    free = see_feedback(saying.by(saying.people.employee), typed)
    forced = see_feedback(saying.by(saying.people.employee, policy=FORCED), typed)

    assert (free.may_keep, free.rule.telling) == (True, Telling.KEPT)
    assert (forced.may_keep, forced.rule.telling) == (False, Telling.AT_ONCE)


def test_what_was_left_unfinished_is_offered_again_of_the_same_person_alone(saying: Saying) -> None:
    by = saying.by(saying.people.employee)
    keep_feedback_typed(by, saying.typed())
    keep_feedback_typed(by, TypedFeedback(who="U0HE"))

    assert open_feedback(by).typed == saying.typed()
    assert open_feedback(by, who="U0WU").was_kept
    other = open_feedback(by, who="U0HE")
    assert (other.typed, other.was_kept) == (TypedFeedback(who="U0HE"), False)


def test_what_was_written_before_somebody_was_chosen_goes_with_whoever_is(saying: Saying) -> None:
    by = saying.by(saying.people.employee)
    keep_feedback_typed(by, TypedFeedback(behaviour="Late."))

    assert open_feedback(by, who="U0WU").typed == TypedFeedback(who="U0WU", behaviour="Late.")


def test_a_message_is_quoted_as_it_was_seen(saying: Saying) -> None:
    by = saying.by(saying.people.employee)

    form = open_feedback(by, who="U0WU", quoting="<@U0LIU> it is &lt;done&gt;")

    assert form.typed.behaviour == "“@Liu Yang it is <done>”\n"


@pytest.mark.parametrize(
    ("who", "code"),
    [("U0CHEN", "feedback.oneself"), ("U0BOT", "feedback.stranger"), ("U0HE", "feedback.left")],
)
def test_a_message_of_nobody_that_fits_opens_no_form(saying: Saying, who: str, code: str) -> None:
    saying.change(saying.people.developer, left_on=date(2026, 11, 20))

    with pytest.raises(Refusal) as refused:
        open_feedback(saying.by(saying.people.employee), who=who, quoting="")

    assert refused.value.code == code


def test_a_name_opens_the_form_about_that_person_with_what_was_written_after_it(saying: Saying) -> None:
    form = open_feedback_called(saying.by(saying.people.employee), words="wu min was late again")

    assert (form.typed.who, form.typed.behaviour) == ("U0WU", "was late again")


@pytest.mark.parametrize(("words", "alike"), [("zh", {"Zhao Min", "Zhou Jing"}), ("Nobody", set())])
def test_a_name_that_is_not_one_persons_is_asked_back(saying: Saying, words: str, alike: set[str]) -> None:
    form = open_feedback_called(saying.by(saying.people.employee), words=words)

    assert form.typed.who == ""
    assert (form.called, {each.name for each in form.alike}) == (words, alike)


def test_whoever_has_left_or_has_no_account_is_meant_by_no_name(saying: Saying) -> None:
    saying.change(saying.people.colleague, left_on=date(2026, 11, 20))
    person(saying.store, "Wu Ting", linked=False)

    assert open_feedback_called(saying.by(saying.people.employee), words="Wu").alike == ()
