"""Somebody says how their week is: what stands in the form, what is taken, what is kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.drafts import Form
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.people import Person
from bot.domain.policy import CheckIns, Policy
from bot.domain.reviews.kpis import Kpi
from bot.domain.weeks.check_in import Outlook, SkipReason
from bot.domain.weeks.check_in_form import CheckInUnclear, TypedCheckIn, TypedKpi
from bot.domain.weeks.check_in_way import Event, State
from bot.domain.weeks.week import Week
from bot.errors import Refusal
from bot.services.weeks.check_in import (
    CheckInAgain,
    answer_check_in,
    as_last_week,
    keep_check_in,
    keep_closed,
    open_check_in,
    skip_asked,
    skip_check_in,
)
from bot.services.weeks.digest_words import thank
from bot.services.weeks.open_check_ins import let_lapse
from storage.models.people import PersonRow
from storage.unit import Store
from tests.builders.actions import Improving
from tests.builders.check_ins import FRIDAY, MONDAY, WEEK, Weeks, typed
from tests.builders.goals import kpi, proposed
from tests.builders.people import Company

SEVEN_DAYS = timedelta(days=7)
NEXT_FRIDAY = FRIDAY + SEVEN_DAYS
TROUBLED = typed("at_risk", "off", blockers="No photos", k1="The campaign starts late")
FINE = typed("on_track", "on_track")


@pytest.fixture
def weeks(store: Store, people: Company) -> Weeks:
    found = Weeks(store, people)
    found.asked()
    return found


@pytest.fixture
def chen(people: Company) -> Person:
    return people.employee


def events(weeks: Weeks, person: Person, week: Week = WEEK) -> list[Event]:
    check_in = weeks.of(person, week)
    with weeks.store.read() as unit:
        return [each.event for each in unit.check_ins.histories([check_in.id])[check_in.id]]


def test_what_was_said_is_there_and_nothing_is_owed_any_more(weeks: Weeks, chen: Person) -> None:
    said = weeks.gives(chen, TROUBLED)

    assert said.answers is not None
    assert [each.outlook for each in said.answers.kpis] == [Outlook.AT_RISK, Outlook.OFF]
    assert said.answers.kpis[0].line == "The campaign starts late"
    assert (said.answers.blockers, said.read_on) == ("No photos", date(2027, 1, 11))
    assert weeks.of(chen).state is State.ANSWERED
    assert weeks.owes(chen) == []


def test_the_form_holds_what_was_said_last_and_says_so(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, TROUBLED)
    weeks.asked(NEXT_FRIDAY)

    form = open_check_in(weeks.by(chen, NEXT_FRIDAY))

    assert form.typed == TROUBLED
    assert (form.is_from_last_week, form.is_given, form.week) == (True, False, WEEK.next)
    assert (form.read_on, form.taken_until) == (date(2027, 1, 18), date(2027, 1, 18))


def test_what_was_typed_and_not_sent_stands_before_what_was_said(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, FINE)
    keep_check_in(weeks.by(chen), week=WEEK, typed=TROUBLED)

    form = open_check_in(weeks.by(chen))

    assert form.typed == TROUBLED
    assert (form.saved_at, form.is_given) == (FRIDAY, True)


def test_a_form_that_slack_closes_without_its_words_takes_nothing_away(weeks: Weeks, chen: Person) -> None:
    keep_check_in(weeks.by(chen), week=WEEK, typed=TROUBLED)

    for nothing in (TypedCheckIn(), TypedCheckIn(kpis={"k1": TypedKpi()})):
        keep_check_in(weeks.by(chen), week=WEEK, typed=nothing)

    assert open_check_in(weeks.by(chen)).typed == TROUBLED


def test_a_window_that_was_left_open_takes_no_place_of_what_was_sent_from_another(
    weeks: Weeks, chen: Person
) -> None:
    seen = open_check_in(weeks.by(chen)).seen
    keep_closed(weeks.by(chen), week=WEEK, seen=seen, typed=FINE)
    assert open_check_in(weeks.by(chen)).typed == FINE
    weeks.gives(chen, TROUBLED)

    keep_closed(weeks.by(chen), week=WEEK, seen=seen, typed=FINE)
    assert open_check_in(weeks.by(chen)).typed == TROUBLED

    again = open_check_in(weeks.by(chen)).seen
    keep_closed(weeks.by(chen), week=WEEK, seen=again, typed=FINE)
    assert open_check_in(weeks.by(chen)).typed == FINE


def test_what_is_refused_is_kept(weeks: Weeks, chen: Person) -> None:
    too_long = typed("at_risk", "off", blockers="x" * 3000)

    with pytest.raises(CheckInUnclear, match=r"check_in\.too_long"):
        weeks.gives(chen, too_long)

    assert open_check_in(weeks.by(chen)).typed == too_long
    assert weeks.of(chen).state is State.OPEN


def test_sent_twice_it_is_there_once(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, FINE)
    answer_check_in(weeks.by(chen), week=WEEK, seen=1, typed=FINE)

    assert events(weeks, chen) == [Event.OPEN, Event.ANSWER]


def test_changed_on_second_thought_every_version_is_kept(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, FINE)
    weeks.gives(chen, TROUBLED)

    with weeks.store.read() as unit:
        versions = unit.check_ins.versions(weeks.of(chen).id)
    assert [each.is_on_track for each in versions] == [True, False]
    with weeks.store.read() as unit:
        assert unit.drafts.newest(chen.id, Form.CHECK_IN) is None


def test_from_another_window_it_is_shown_again_with_what_was_typed_here(weeks: Weeks, chen: Person) -> None:
    seen = open_check_in(weeks.by(chen)).seen
    weeks.gives(chen, FINE)

    with pytest.raises(CheckInAgain, match=r"check_in\.answered_elsewhere") as again:
        answer_check_in(weeks.by(chen), week=WEEK, seen=seen, typed=TROUBLED)

    assert again.value.form.typed == TROUBLED
    answer_check_in(weeks.by(chen), week=WEEK, seen=again.value.form.seen, typed=TROUBLED)
    assert events(weeks, chen) == [Event.OPEN, Event.ANSWER, Event.ANSWER]


def test_a_word_of_the_managers_is_no_other_window(weeks: Weeks, chen: Person, people: Company) -> None:
    weeks.gives(chen, FINE)
    form = open_check_in(weeks.by(chen, MONDAY), check_in_id=weeks.of(chen).id)
    thank(weeks.by(people.manager, MONDAY), check_in_id=weeks.of(chen).id)

    answer_check_in(weeks.by(chen, MONDAY), week=WEEK, seen=form.seen, typed=TROUBLED)

    assert events(weeks, chen) == [Event.OPEN, Event.ANSWER, Event.THANK, Event.ANSWER]


def test_where_the_sheet_is_another_one_meanwhile_the_form_asks_for_what_is_new(
    weeks: Weeks, chen: Person
) -> None:
    sign_anew(weeks, chen, (kpi("k1", 50), kpi("k3", 50)))

    with pytest.raises(CheckInAgain, match=r"check_in\.sheet_changed") as again:
        answer_check_in(weeks.by(chen), week=WEEK, seen=1, typed=FINE)

    assert [each.key for each in again.value.form.kpis] == ["k1", "k3"]


def test_as_last_week_says_all_of_it_again_and_clicked_twice_once(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, typed("at_risk", "off", blockers="No photos", helpers=["U0WU"]))
    weeks.asked(NEXT_FRIDAY)
    number = weeks.of(chen, WEEK.next).id

    first = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=number)
    second = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=number)

    assert first == second
    assert first is not None
    assert first.answers is not None
    assert (first.answers.blockers, first.helpers) == ("No photos", ("Wu Min",))
    assert events(weeks, chen, WEEK.next) == [Event.OPEN, Event.ANSWER]


def test_as_last_week_says_of_how_many_open_actions_it_says_nothing(
    store: Store, weeks: Weeks, chen: Person, people: Company
) -> None:
    weeks.gives(chen, FINE)
    weeks.asked(NEXT_FRIDAY)
    Improving(store, people).write(due="2027-02-01")
    Improving(store, people).write(kind="training", due="2027-02-01", submission="a training")

    again = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=weeks.of(chen, WEEK.next).id)

    assert again is not None
    assert (again.is_repeated, again.open_actions, again.offered) == (True, 1, 1)


def test_as_last_week_asks_nobody_who_has_left_for_help(weeks: Weeks, chen: Person, people: Company) -> None:
    weeks.gives(chen, typed("at_risk", "off", helpers=["U0WU"]))
    weeks.asked(NEXT_FRIDAY)
    leave(weeks, people.colleague)

    again = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=weeks.of(chen, WEEK.next).id)

    assert again is not None
    assert again.helpers == ()


def test_as_last_week_on_an_old_message_leaves_what_was_said_of_this_one(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, FINE)
    weeks.asked(NEXT_FRIDAY)
    number = weeks.of(chen, WEEK.next).id
    repeated = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=number)
    weeks.gives(chen, TROUBLED, at=NEXT_FRIDAY)

    kept = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=number)

    assert repeated is not None
    assert kept is not None
    assert (repeated.is_repeated, kept.is_repeated) == (True, False)
    assert kept.answers is not None
    assert kept.answers.blockers == "No photos"


def test_as_last_week_calls_a_kpi_as_the_sheet_does_now(weeks: Weeks, chen: Person) -> None:
    weeks.gives(chen, FINE)
    weeks.asked(NEXT_FRIDAY)
    sign_anew(weeks, chen, (replace(kpi("k1", 50), name="Paid orders"), kpi("k2", 50)))

    again = as_last_week(weeks.by(chen, NEXT_FRIDAY), check_in_id=weeks.of(chen, WEEK.next).id)

    assert again is not None
    assert again.answers is not None
    assert [each.name for each in again.answers.kpis] == ["Paid orders", "KPI k2"]
    assert again.is_repeated


def test_where_nothing_was_said_before_there_is_nothing_to_repeat(weeks: Weeks, chen: Person) -> None:
    assert as_last_week(weeks.by(chen), check_in_id=weeks.of(chen).id) is None
    assert weeks.of(chen).state is State.OPEN


@pytest.mark.parametrize("reason", list(SkipReason))
def test_a_week_is_skipped_with_a_reason_and_answered_on_second_thought(
    weeks: Weeks, chen: Person, reason: SkipReason
) -> None:
    skip_check_in(weeks.by(chen), week=WEEK, reason=reason)
    skipped = skip_check_in(weeks.by(chen), week=WEEK, reason=reason)

    assert (skipped.check_in.state, skipped.check_in.skipped_for) == (State.SKIPPED, reason)
    assert weeks.owes(chen) == []
    assert events(weeks, chen) == [Event.OPEN, Event.SKIP]

    weeks.gives(chen, FINE)

    assert weeks.of(chen).state is State.ANSWERED


def test_it_is_skipped_from_where_it_was_asked(weeks: Weeks, chen: Person) -> None:
    skipped = skip_asked(weeks.by(chen), check_in_id=weeks.of(chen).id, reason=SkipReason.LEAVE)

    assert skipped.check_in.skipped_for is SkipReason.LEAVE


def test_nobody_need_wait_to_be_asked(store: Store, people: Company) -> None:
    weeks, tuesday = Weeks(store, people), FRIDAY - timedelta(days=3)

    said = weeks.gives(people.employee, TROUBLED, at=tuesday)

    assert said.check_in.week == WEEK
    assert events(weeks, people.employee) == [Event.OPEN, Event.ANSWER]
    assert weeks.asked() == 1, "Wu Min alone"
    assert weeks.owes(people.employee) == []


def test_on_monday_last_week_comes_first_as_long_as_it_waits(weeks: Weeks, chen: Person) -> None:
    assert open_check_in(weeks.by(chen, MONDAY)).week == WEEK

    weeks.gives(chen, FINE, at=MONDAY)

    assert open_check_in(weeks.by(chen, MONDAY)).week == WEEK.next


def test_what_is_over_is_refused_and_this_weeks_is_offered(weeks: Weeks, chen: Person) -> None:
    tuesday = MONDAY + timedelta(days=1)
    number = weeks.of(chen).id

    with pytest.raises(Refusal, match=r"check_in\.lapsed") as refused:
        open_check_in(weeks.by(chen, tuesday), check_in_id=number)
    let_lapse(weeks.by(None, tuesday))
    with pytest.raises(Refusal, match=r"check_in\.lapsed"):
        as_last_week(weeks.by(chen, tuesday), check_in_id=number)
    with pytest.raises(Refusal, match=r"check_in\.lapsed"):
        answer_check_in(weeks.by(chen, tuesday), week=WEEK.before, seen=0, typed=FINE)

    assert refused.value.facts == {"week": date(2027, 1, 4), "closed": date(2027, 1, 11)}
    assert open_check_in(weeks.by(chen, tuesday)).week == WEEK.next


def test_without_a_period_that_runs_there_is_nothing_to_say(weeks: Weeks, chen: Person) -> None:
    over = FRIDAY + timedelta(days=98)

    with pytest.raises(Refusal, match=r"check_in\.no_goals"):
        open_check_in(weeks.by(chen, over))


def test_where_the_company_does_without_nobody_can(store: Store, people: Company) -> None:
    weeks = Weeks(store, people, policy=Policy(check_ins=CheckIns(departments_without=("Marketing",))))

    with pytest.raises(Refusal, match=r"check_in\.off"):
        open_check_in(weeks.by(people.employee))


def test_a_check_in_is_for_a_manager(store: Store, people: Company) -> None:
    weeks = Weeks(store, people)
    with store.begin() as unit:
        unit.session.get_one(PersonRow, people.employee.id).manager_id = None
    with store.read() as unit:
        alone = unit.people.get(people.employee.id)

    with pytest.raises(Refusal, match=r"check_in\.no_manager"):
        open_check_in(weeks.by(alone))


def test_nobody_gives_anothers(weeks: Weeks, chen: Person, people: Company) -> None:
    number = weeks.of(chen).id

    for other in (people.colleague, people.manager, people.hr):
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            open_check_in(weeks.by(other), check_in_id=number)
        with pytest.raises(Refusal, match=r"deed\.not_yours"):
            as_last_week(weeks.by(other), check_in_id=number)


def test_one_that_never_was_is_unknown(weeks: Weeks, chen: Person) -> None:
    with pytest.raises(Refusal, match=r"card\.unknown"):
        open_check_in(weeks.by(chen), check_in_id=999)


@pytest.mark.parametrize(
    ("helper", "code"),
    [("U0NOBODY", "helper_unknown"), ("U0CHEN", "helper_self"), ("U0WU", "helper_left")],
)
def test_help_is_wanted_from_colleagues_who_are_here(
    weeks: Weeks, chen: Person, people: Company, helper: str, code: str
) -> None:
    leave(weeks, people.colleague)

    with pytest.raises(CheckInUnclear, match=rf"check_in\.{code}") as unclear:
        weeks.gives(chen, typed("on_track", "on_track", helpers=[helper]))

    assert unclear.value.field == "helpers"


def leave(weeks: Weeks, person: Person) -> None:
    with weeks.store.begin() as unit:
        unit.session.get_one(PersonRow, person.id).left_on = FRIDAY.date()


def sign_anew(weeks: Weeks, person: Person, sheet: tuple[Kpi, ...]) -> None:
    """Both sides have signed another sheet."""
    goals = weeks.goals[person.id]
    number = proposed(weeks.store, goals.id, person, sheet, reason="A new product.", at=FRIDAY)
    with weeks.store.begin() as unit:
        locked = unit.goals.get(goals.id)
        unit.sheets.agree(number, at=FRIDAY)
        unit.goals.move(
            locked,
            GoalsEvent.AGREE,
            to=locked.state,
            owed_since=FRIDAY,
            sheet_id=None,
            agreed_sheet_id=number,
            wanted_from=None,
            by_id=None,
            at=FRIDAY,
        )
