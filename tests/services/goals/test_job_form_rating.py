"""A manager rates a form or asks for another; who hears of one below the mark, and who does not."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.goals.job_form import Answer, JobForm, Met
from bot.domain.goals.job_form_facts import Fate
from bot.domain.goals.job_form_way import Event, State
from bot.domain.obligations import Kind
from bot.domain.people import Grade, Person, Role
from bot.domain.policy import Goals, Policy
from bot.errors import Refusal
from bot.services.acting import Acting
from bot.services.goals import advance as goals
from bot.services.goals.advance_job_form import hand_over, leave_or_return
from bot.services.goals.job_form import open_job_form, take_back
from bot.services.goals.job_form_editing import put_duty
from bot.services.goals.job_form_facts import read_job_form
from bot.services.goals.job_form_rating import (
    RatedSomethingElse,
    ask_for_another,
    keep_rating,
    open_rating,
    rate,
    to_ask_for_another,
)
from bot.services.obligations import owed_by, rebuild
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import TUESDAY, open_goals_of
from tests.builders.job_forms import begun, filled, now_of, of_goals, rated
from tests.builders.people import Company, person
from tests.builders.told import told

LATER = TUESDAY + timedelta(minutes=5)
BELOW = "BelowMark"


@pytest.fixture
def form(store: Store, people: Company) -> JobForm:
    return begun(store, people.employee)


def by(store: Store, person: Person, *, at: datetime = TUESDAY, policy: Policy | None = None) -> Acting:
    return acting(store, by=person, now=at, policy=policy)


def owed(store: Store, person: Person) -> list[Kind]:
    with store.read() as unit:
        owed = owed_by(unit, person, acting(store, now=LATER))
        return [each.kind for each in owed if each.kind in (Kind.JOB_FORM, Kind.JOB_FORM_RATING)]


def told_below(store: Store) -> list[int | None]:
    return [to for kind, to in told(store) if kind == BELOW]


def events(store: Store, form: JobForm) -> list[Event]:
    with store.read() as unit:
        return [entry.event for entry in unit.job_forms.history(form.id)]


def test_the_manager_sees_what_the_employee_says_of_every_requirement(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee, {"planning": "partly"})

    shown = open_rating(by(store, people.manager), form_id=form.id)

    assert shown.facts.this == sent.this
    assert (shown.is_covered, shown.mark) == (False, 60)
    assert shown.answer("planning") == Answer(met=Met.PARTLY)
    assert shown.answer("writing") == Answer(met=Met.MET)


def test_rated_it_counts_and_both_see_what_it_comes_to(store: Store, people: Company, form: JobForm) -> None:
    sent = filled(store, form, people.employee)

    done = rated(store, sent, people.manager, {"planning": "not_yet", "writing": "partly"})

    now = now_of(store, form)
    assert (now.state, now.filled, now.rated, now.head_id) == (State.RATED, None, 1, None)
    assert (done.fate, done.by, done.in_place_of) == (Fate.RATED, "Liu Yang", "")
    assert done.match is not None
    assert done.match.own == 100
    assert 60 <= done.match.managers < 100
    assert [each.key for each in done.match.gaps] == ["planning", "writing"]
    for reader in (people.employee, people.manager, people.hr):
        assert read_job_form(by(store, reader), form_id=form.id).match == done.match
    assert told_below(store) == []


def test_each_step_is_owed_by_whoever_is_to_take_it(store: Store, people: Company, form: JobForm) -> None:
    assert (owed(store, people.employee), owed(store, people.manager)) == ([Kind.JOB_FORM], [])

    sent = filled(store, form, people.employee)
    assert (owed(store, people.employee), owed(store, people.manager)) == ([], [Kind.JOB_FORM_RATING])

    rated(store, sent, people.manager)
    assert (owed(store, people.employee), owed(store, people.manager)) == ([], [])

    ask_for_another(by(store, people.manager), form_id=form.id, number=1, reason="You moved on.")
    assert (owed(store, people.employee), owed(store, people.manager)) == ([Kind.JOB_FORM], [])
    assert rebuild(acting(store, now=LATER)) == 0


def test_below_the_mark_head_and_hr_are_told_and_nobody_else(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)

    done = rated(store, sent, people.manager, "not_yet")

    assert done.match is not None
    assert done.match.managers == 0
    assert told_below(store) == [people.boss.id, people.hr.id]
    assert now_of(store, form).head_id == people.boss.id
    assert read_job_form(by(store, people.boss), form_id=form.id).this.number == 1


def test_the_head_reads_nothing_that_was_not_below_the_mark(
    store: Store, people: Company, form: JobForm
) -> None:
    rated(store, filled(store, form, people.employee), people.manager)

    for reader in (people.boss, people.colleague, people.admin):
        with pytest.raises(Refusal, match=r"job_form\.not_yours_to_read"):
            read_job_form(by(store, reader), form_id=form.id)


@pytest.mark.parametrize(("mark", "is_told"), [(50, False), (51, True)])
def test_exactly_at_the_mark_is_not_below(
    store: Store, people: Company, form: JobForm, mark: int, is_told: bool
) -> None:
    sent = filled(store, form, people.employee)
    policy = Policy(goals=Goals(match_mark=mark))
    given = {each.key: Answer(met=Met.PARTLY) for each in sent.this.content.requirements}

    rate(by(store, people.manager, policy=policy), form_id=form.id, number=1, answers=given)

    assert bool(told_below(store)) is is_told


def test_a_manager_who_is_the_head_is_not_told_what_they_have_just_done(
    store: Store, people: Company
) -> None:
    reporter = person(store, "Xu Fang", manager=people.boss)
    form = begun(store, reporter)

    rated(store, filled(store, form, reporter), people.boss, "not_yet")

    assert told_below(store) == [people.hr.id]


def test_where_nobody_senior_is_above_only_hr_is_told(store: Store, people: Company, form: JobForm) -> None:
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.boss.id).grade = Grade.STAFF

    rated(store, filled(store, form, people.employee), people.manager, "not_yet")

    assert told_below(store) == [people.hr.id]
    assert now_of(store, form).head_id is None


def test_a_head_who_left_is_passed_over_for_the_next_above(store: Store, people: Company) -> None:
    director = person(store, "Gu Wei", manager=people.boss, grade=Grade.SENIOR)
    lead = person(store, "Xu Fang", manager=director)
    reporter = person(store, "Ma Li", manager=lead)
    form = begun(store, reporter)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, director.id).left_on = TUESDAY.date()

    rated(store, filled(store, form, reporter), lead, "not_yet")

    assert told_below(store) == [people.boss.id, people.hr.id]


def test_nobody_of_hr_is_told_of_their_own_form(store: Store, people: Company) -> None:
    other = person(store, "Xu Fang", manager=people.boss, roles=(Role.HR,))
    form = begun(store, other)

    rated(store, filled(store, form, other), people.boss, "not_yet")

    assert told_below(store) == [people.hr.id]


def test_hr_rates_in_place_of_an_absent_manager_and_it_says_so(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)
    assert open_rating(by(store, people.hr), form_id=form.id).is_covered

    done = rated(store, sent, people.hr, "not_yet")

    assert (done.by, done.in_place_of) == ("Zhou Jing", "Liu Yang")
    with store.read() as unit:
        facts = unit.job_forms.history(form.id)[-1].facts
    assert facts.in_place_of == people.manager.id
    assert facts.told == (people.boss.id,)


def test_only_its_manager_or_hr_rates(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)

    for who in (people.employee, people.boss, people.colleague):
        for deed in (
            lambda who=who: open_rating(by(store, who), form_id=form.id),
            lambda who=who: rate(by(store, who), form_id=form.id, number=1, answers={}),
            lambda who=who: keep_rating(by(store, who), form_id=form.id, answers={}),
            lambda who=who: ask_for_another(by(store, who), form_id=form.id, number=1, reason="No."),
            lambda who=who: to_ask_for_another(by(store, who), form_id=form.id, number=1),
        ):
            with pytest.raises(Refusal, match=r"job_form\.not_your_report"):
                deed()


def test_hr_does_not_rate_their_own(store: Store, people: Company) -> None:
    other = person(store, "Xu Fang", manager=people.boss, roles=(Role.HR,))
    form = begun(store, other)
    filled(store, form, other)

    with pytest.raises(Refusal, match=r"job_form\.not_your_report"):
        open_rating(by(store, other), form_id=form.id)


def test_a_rating_without_an_answer_to_each_requirement_is_refused(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)

    with pytest.raises(Refusal, match=r"job_form\.no_answer"):
        rate(by(store, people.manager), form_id=form.id, number=1, answers={"planning": Answer(met=Met.MET)})


def test_a_version_that_changed_a_second_ago_is_refused_and_shown_and_nothing_typed_is_lost(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)
    who = by(store, people.employee)
    take_back(who, form_id=form.id, number=1)
    put_duty(who, form_id=form.id, key=None, name="New", parts=(), number=1, language="en")
    sent = filled(store, form, people.employee, at=LATER)
    typed = {"planning": Answer(met=Met.PARTLY, note="Needs a plan B")}

    with pytest.raises(RatedSomethingElse, match=r"job_form\.changed_since") as refused:
        rate(by(store, people.manager), form_id=form.id, number=1, answers=typed)

    shown = refused.value.form
    assert shown.facts.this == sent.this
    assert shown.answer("planning") == typed["planning"]
    assert now_of(store, form).state is State.FILLED


def test_what_was_taken_back_while_it_was_rated_is_kept_for_the_next_one(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)
    take_back(by(store, people.employee), form_id=form.id, number=1)
    typed = {"planning": Answer(met=Met.NOT_YET, note="None so far")}

    with pytest.raises(Refusal, match=r"job_form\.not_waiting"):
        rate(by(store, people.manager), form_id=form.id, number=1, answers=typed)

    filled(store, form, people.employee)
    assert open_rating(by(store, people.manager), form_id=form.id).answer("planning") == typed["planning"]


def test_what_stood_in_a_closed_form_is_there_when_it_is_opened_again_until_it_is_signed(
    store: Store, people: Company, form: JobForm
) -> None:
    sent = filled(store, form, people.employee)
    typed = {"planning": Answer(met=Met.NOT_YET, note="None so far")}

    keep_rating(by(store, people.manager), form_id=form.id, answers=typed)

    assert open_rating(by(store, people.manager), form_id=form.id).typed == typed
    rated(store, sent, people.manager)
    with pytest.raises(Refusal, match=r"job_form\.rated_already"):
        open_rating(by(store, people.manager), form_id=form.id)


def test_another_version_is_asked_for_with_a_reason_which_the_employee_reads_in_the_form(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)

    ask_for_another(by(store, people.manager), form_id=form.id, number=1, reason="  Say more of the fair.  ")

    assert now_of(store, form).state is State.OPEN
    assert told(store)[-1] == ("FormChangeAsked", people.employee.id)
    opened = open_job_form(by(store, people.employee), form_id=form.id)
    assert opened.question == "Say more of the fair."
    assert opened.known is not None
    assert opened.known.number == 1
    again = filled(store, form, people.employee)
    assert again.compared == opened.known
    assert read_job_form(by(store, people.manager), form_id=form.id, number=1).fate is Fate.SENT_BACK


def test_what_was_taken_back_hides_no_change_from_the_manager(
    store: Store, people: Company, form: JobForm
) -> None:
    rated(store, filled(store, form, people.employee), people.manager)
    who = by(store, people.employee)
    put_duty(who, form_id=form.id, key=None, name="First change", parts=(), number=None, language="en")
    filled(store, form, people.employee)
    take_back(who, form_id=form.id, number=2)
    put_duty(who, form_id=form.id, key=None, name="Second change", parts=(), number=None, language="en")

    again = filled(store, form, people.employee)

    assert again.compared is not None
    assert again.compared.number == 1
    assert [each.after.name for each in again.changed.duties if each.after] == [
        "First change",
        "Second change",
    ]


@pytest.mark.parametrize(
    ("reason", "code"),
    [(" \n", "job_form.reason_missing"), ("x" * 501, "job_form.reason_too_long")],
)
def test_a_reason_is_needed_and_fits(
    store: Store, people: Company, form: JobForm, reason: str, code: str
) -> None:
    filled(store, form, people.employee)

    with pytest.raises(Refusal) as refused:
        ask_for_another(by(store, people.manager), form_id=form.id, number=1, reason=reason)

    assert refused.value.code == code


def test_another_is_not_asked_for_of_a_version_of_the_past(
    store: Store, people: Company, form: JobForm
) -> None:
    filled(store, form, people.employee)
    take_back(by(store, people.employee), form_id=form.id, number=1)

    with pytest.raises(Refusal, match=r"job_form\.changed_since"):
        ask_for_another(by(store, people.manager), form_id=form.id, number=1, reason="Why?")


def test_nobody_reads_what_was_not_sent(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    take_back(by(store, people.employee), form_id=form.id, number=1)

    for reader in (people.manager, people.hr):
        with pytest.raises(Refusal, match=r"job_form\.nothing_yet"):
            read_job_form(by(store, reader), form_id=form.id)


def test_a_form_follows_its_person_to_a_new_manager(store: Store, people: Company, form: JobForm) -> None:
    sent = filled(store, form, people.employee)
    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, acting(store, now=LATER))
        hand_over(unit, people.employee.id, people.boss, acting(store, now=LATER))

    assert events(store, form)[-1:] == [Event.HAND_OVER]
    assert (owed(store, people.manager), owed(store, people.boss)) == ([], [Kind.JOB_FORM_RATING])
    with pytest.raises(Refusal, match=r"job_form\.not_your_report"):
        rated(store, sent, people.manager)
    assert rated(store, sent, people.boss).by == "Zhao Min"
    assert rebuild(acting(store, now=LATER)) == 0


def test_it_waits_while_its_person_is_gone(store: Store, people: Company, form: JobForm) -> None:
    filled(store, form, people.employee)
    for left_on in (TUESDAY.date(), None):
        with store.begin() as unit:
            unit.session.get_one(PersonRow, people.employee.id).left_on = left_on
            unit.session.flush()
            leave_or_return(unit, people.employee.id, acting(store, now=LATER))
        assert owed(store, people.manager) == ([] if left_on else [Kind.JOB_FORM_RATING])
        if left_on:
            with pytest.raises(Refusal, match=r"job_form\.employee_left"):
                open_rating(by(store, people.manager), form_id=form.id)

    assert events(store, form)[-2:] == [Event.LEAVE, Event.RETURN]


class Story:
    """One form, and what its two sides do with it: each acts on what they were last shown."""

    def __init__(self, store: Store, people: Company, number: int) -> None:
        self.store, self.people = store, people
        self.employee = person(store, f"Xu{number} Fang", manager=people.manager)
        [begun] = open_goals_of(store, self.employee, name=f"{2030 + number}Q1")
        self.form = of_goals(store, begun.id)
        self.shown = 1
        self.signed: set[tuple[str, int]] = set()

    def acts(self, name: str) -> None:
        with suppress(Refusal):
            getattr(self, name.replace(" ", "_"))()

    def employee_edits(self) -> None:
        put_duty(
            self._by(self.employee),
            form_id=self.form.id,
            key=None,
            name="More",
            parts=(),
            number=None,
            language="en",
        )

    def employee_sends(self) -> None:
        self.signed.add(("employee", filled(self.store, self.form, self.employee).this.number))

    def employee_takes_back(self) -> None:
        now = now_of(self.store, self.form)
        take_back(self._by(self.employee), form_id=self.form.id, number=now.filled or 1)

    def manager_looks(self) -> None:
        self.shown = open_rating(self._manager, form_id=self.form.id).facts.this.number

    def manager_rates(self) -> None:
        with self.store.read() as unit:
            required = unit.job_forms.version(self.form.id, self.shown).content.requirements
        given = {each.key: Answer(met=Met.PARTLY) for each in required}
        rate(self._manager, form_id=self.form.id, number=self.shown, answers=given)
        self.signed.add(("manager", self.shown))

    def manager_asks_for_another(self) -> None:
        ask_for_another(self._manager, form_id=self.form.id, number=self.shown, reason="More.")

    def goes_to_another_manager(self) -> None:
        with self.store.begin() as unit:
            other = self.people.boss if self._manager.person == self.people.manager else self.people.manager
            for follow in (goals.hand_over, hand_over):
                follow(unit, self.employee.id, other, acting(self.store, now=LATER))

    @property
    def _manager(self) -> Acting:
        with self.store.read() as unit:
            return self._by(unit.people.get(unit.job_forms.look(self.form.id).manager_id))

    def _by(self, who: Person) -> Acting:
        return acting(self.store, by=who, now=LATER)


DEEDS = [
    "employee edits",
    "employee sends",
    "employee takes back",
    "manager looks",
    "manager rates",
    "manager asks for another",
    "goes to another manager",
]
NUMBERS = count()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.sampled_from(DEEDS), max_size=14))
def test_in_whatever_order_they_act_what_counts_was_signed_by_both_and_the_right_one_is_asked(
    store: Store, people: Company, deeds: list[str]
) -> None:
    story = Story(store, people, next(NUMBERS))

    for deed in deeds:
        story.acts(deed)

    now = now_of(store, story.form)
    if now.rated is not None:
        assert {("employee", now.rated), ("manager", now.rated)} <= story.signed
    assert (now.rated is not None) is now.stage.rated
    assert (now.filled is not None) is now.stage.proposed
    assert rebuild(acting(store, now=LATER)) == 0
