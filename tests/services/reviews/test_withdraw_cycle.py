"""Withdrawing a cycle: while nothing was handed in, for everybody at once, and nothing is lost."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.domain.drafts import Form
from bot.domain.goals.job_form_way import Event as FormEvent
from bot.domain.goals.job_form_way import State as FormState
from bot.domain.goals.way import Event as GoalsEvent
from bot.domain.goals.way import State as GoalsState
from bot.domain.home import Section
from bot.domain.people import Person
from bot.domain.reviews.cycles import WithdrawnCycle
from bot.domain.reviews.notices import ReviewWithdrawn
from bot.domain.reviews.way import Event, State
from bot.errors import Refusal
from bot.services.goals.advance_job_form import advance as advance_form
from bot.services.goals.agreement import take_back as take_sheet_back
from bot.services.home import home_facts
from bot.services.obligations import owed_by, rebuild
from bot.services.reviews.advance import hand_over
from bot.services.reviews.cycle_status import cycle_status
from bot.services.reviews.extend_cycle import extend_cycle
from bot.services.reviews.find_cycle import find_cycle
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.self_score import keep_step, open_self_score, submit_self_score
from bot.services.reviews.sent_self_score import self_score_preview
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from storage.models.delivery import CardRow
from storage.models.reviews import CycleRow, ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import proposed
from tests.builders.nudges import nudged
from tests.builders.people import Company
from tests.builders.self_score import MONDAY, STEPS, fill, open_quarter, review_of
from tests.builders.told import told
from tests.builders.world import World

WEDNESDAY = MONDAY + timedelta(days=2)
FRIDAY = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
REASON = "The KPI sheets were last year's."


@pytest.fixture
def people(world: World) -> Company:
    open_quarter(world.store, by=world.people.hr)
    return world.people


def withdraw(store: Store, *, by: Person | None, now: datetime = WEDNESDAY) -> WithdrawnCycle:
    asked = ask_to_withdraw(acting(store, by=by), name="2026Q4", reason=REASON)
    return withdraw_cycle(acting(store, by=by, now=now), cycle_id=asked.cycle_id, reason=REASON)


def was_told(store: Store, *people: Person) -> None:
    """Their quarter's card stands."""
    for person in people:
        key = f"my-review:{review_of(store, person)}"
        with store.begin() as unit:
            unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=MONDAY))


def refusal(what: Callable[[], object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        what()
    return refused.value


def test_before_it_is_withdrawn_hr_reads_how_many_were_told(store: Store, people: Company) -> None:
    was_told(store, people.employee, people.colleague)

    asked = ask_to_withdraw(acting(store, by=people.hr), name="2026q4", reason=REASON)

    assert (asked.name, asked.people, asked.told) == ("2026Q4", 7, 2)
    assert cycle_status(acting(store), name="2026Q4").name == "2026Q4"


def test_a_withdrawn_cycle_is_on_record_with_who_when_and_why(store: Store, people: Company) -> None:
    withdraw(store, by=people.hr)

    with store.read() as unit:
        cycle = unit.session.scalars(select(CycleRow)).one()
        assert (cycle.withdrawn_at, cycle.withdrawn_by_id) == (WEDNESDAY, people.hr.id)
        assert cycle.withdrawn_because == REASON
        reviews = unit.session.scalars(select(ReviewRow)).all()
        assert {review.state for review in reviews} == {State.WITHDRAWN}
        for review in reviews:
            assert [row.event for row in unit.reviews.history(review.id)] == [Event.OPEN, Event.WITHDRAW]
            last = unit.reviews.history(review.id)[-1]
            assert (last.number, last.by_id, last.at, last.note) == (
                review.version,
                people.hr.id,
                WEDNESDAY,
                REASON,
            )


def test_everyone_under_review_gets_their_card_changed_and_a_word_about_it(
    store: Store, people: Company
) -> None:
    withdraw(store, by=people.hr)

    with store.read() as unit:
        reviews = unit.session.scalars(select(ReviewRow)).all()
    staff = {review.employee_id for review in reviews}
    cards = {(f"my-review:{review.id}", review.employee_id) for review in reviews}
    notices = told(store)
    assert {each for each in notices if each[0].startswith("my-review:")} == cards
    assert {to for kind, to in notices if kind == ReviewWithdrawn.kind} == staff


def test_nudges_home_and_status_forget_it(store: Store, people: Company) -> None:
    withdraw(store, by=people.hr)

    assert nudged(store, now=FRIDAY) == set()
    home = home_facts(acting(store, by=people.employee, now=FRIDAY)).of
    assert home[Section.OWED].owed == ()
    assert Section.REVIEW not in home
    team = home_facts(acting(store, by=people.manager, now=FRIDAY)).of[Section.TEAM]
    assert (team.reviews, {each.review for each in team.members}) == (None, {None})
    assert Section.CYCLE not in home_facts(acting(store, by=people.hr, now=FRIDAY)).of
    assert refusal(lambda: cycle_status(acting(store), name=None)).code == "cycle.none"


def test_whoever_asks_for_it_by_name_is_told_who_withdrew_it_when_and_why(
    store: Store, people: Company
) -> None:
    withdraw(store, by=people.hr)

    asks: list[Callable[[], object]] = [
        lambda: cycle_status(acting(store, by=people.employee), name="2026q4"),
        lambda: ask_to_withdraw(acting(store, by=people.hr), name="2026Q4", reason=REASON),
        lambda: extend_cycle(
            acting(store, by=people.hr, now=FRIDAY), name="2026Q4", closes=date(2027, 2, 5), reason=REASON
        ),
    ]
    for ask in asks:
        told = refusal(ask)
        assert told.code == "cycle.withdrawn"
        assert told.facts == {"name": "2026Q4", "by": "Zhou Jing", "on": WEDNESDAY, "reason": REASON}


def test_it_is_not_withdrawn_once_somebody_handed_in_and_says_who(store: Store, people: Company) -> None:
    review_id = review_of(store, people.employee)
    form = fill(store, review_id, by=people.employee)
    hand_in(store, review_id, people.employee, form.saved_at)

    for attempt in (
        lambda: ask_to_withdraw(acting(store, by=people.hr), name="2026Q4", reason=REASON),
        lambda: withdraw_cycle(acting(store, by=people.hr, now=WEDNESDAY), cycle_id=1, reason=REASON),
    ):
        told = refusal(attempt)
        assert told.code == "cycle.handed_in"
        assert told.facts == {"name": "2026Q4", "names": ["Chen Jie"], "more": 0}
    with store.read() as unit:
        assert unit.reviews.look(review_of(store, people.colleague)).state is State.GOALS_AGREED


def hand_in(store: Store, review_id: int, by: Person, read_at: datetime | None) -> None:
    assert read_at is not None
    submit_self_score(acting(store, by=by, now=MONDAY), review_id=review_id, read_at=read_at.isoformat())


def test_only_hr_and_the_command_line_withdraw_and_never_without_a_reason(
    store: Store, people: Company
) -> None:
    for somebody in (people.manager, people.boss, people.admin):
        assert refusal(lambda by=somebody: withdraw(store, by=by)).code == "cycle.not_hr"  # type: ignore[misc]
    for reason in ("", "  ", "x" * 501):
        asked = refusal(
            lambda text=reason: ask_to_withdraw(acting(store, by=people.hr), name="2026Q4", reason=text)  # type: ignore[misc]
        )
        assert asked.code == "cycle.withdraw_reason"

    assert withdraw(store, by=None).name == "2026Q4"


def test_the_same_period_can_be_opened_again_and_drafts_are_kept_out_of_sight(
    store: Store, people: Company
) -> None:
    before = review_of(store, people.employee)
    fill(store, before, by=people.employee)
    withdraw(store, by=people.hr)

    open_quarter(store, by=people.hr, now=FRIDAY)

    with store.read() as unit:
        reopened = find_cycle(unit, "2026Q4")
        again = unit.session.scalars(
            select(ReviewRow.id).where(
                ReviewRow.cycle_id == reopened.id, ReviewRow.employee_id == people.employee.id
            )
        ).one()
        assert unit.drafts.get(people.employee.id, Form.SELF_SCORE, str(before)) is not None
    assert again != before
    form = open_self_score(acting(store, by=people.employee, now=FRIDAY), review_id=again)
    assert (form.draft.step, form.saved_at) == (1, None)
    home = home_facts(acting(store, by=people.employee, now=FRIDAY + timedelta(days=4)))
    assert home.of[Section.REVIEW].review_id == again


def test_every_old_button_says_that_it_was_withdrawn(store: Store, people: Company) -> None:
    review_id, chen = review_of(store, people.employee), people.employee
    form = fill(store, review_id, by=chen)
    withdraw(store, by=people.hr)
    theirs = acting(store, by=chen, now=FRIDAY)

    clicks: list[Callable[[], object]] = [
        lambda: open_self_score(theirs, review_id=review_id),
        lambda: self_score_preview(theirs, review_id=review_id),
        lambda: keep_step(theirs, review_id=review_id, step=1, entered=STEPS[0], go_to=1),
        lambda: hand_in(store, review_id, chen, form.saved_at),
    ]
    for click in clicks:
        told = refusal(click)
        assert told.code == "review.withdrawn"
        assert told.facts == {"name": "2026Q4", "by": "Zhou Jing", "on": WEDNESDAY, "reason": REASON}


def test_a_change_of_manager_leaves_what_was_withdrawn_alone(store: Store, people: Company) -> None:
    withdraw(store, by=people.hr)

    with store.begin() as unit:
        hand_over(unit, people.employee.id, people.boss, acting(store, now=FRIDAY))

    with store.read() as unit:
        assert unit.reviews.look(review_of(store, people.employee)).manager_id == people.manager.id


def outcomes(*deeds: Callable[[], object]) -> list[str]:
    """All of them at once: what each was refused with, or "done"."""
    ready = threading.Barrier(len(deeds))
    found = [""] * len(deeds)

    def run(number: int) -> None:
        ready.wait()
        try:
            deeds[number]()
        except Refusal as refused:
            found[number] = refused.code
        else:
            found[number] = "done"

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_of_two_who_withdraw_it_at_once_one_does_and_the_other_is_told(store: Store, people: Company) -> None:
    asked = ask_to_withdraw(acting(store, by=people.hr), name="2026Q4", reason=REASON)

    def click() -> None:
        withdraw_cycle(acting(store, by=people.hr, now=WEDNESDAY), cycle_id=asked.cycle_id, reason=REASON)

    assert sorted(outcomes(click, click, click)) == ["cycle.withdrawn", "cycle.withdrawn", "done"]
    with store.read() as unit:
        assert len(unit.reviews.history(review_of(store, people.employee))) == 2


def test_of_two_who_open_it_at_once_one_does_and_the_other_is_told(store: Store, people: Company) -> None:
    def click() -> None:
        open_quarter(store, by=people.hr, now=FRIDAY)

    withdraw(store, by=people.hr)

    assert sorted(outcomes(click, click, click)) == ["cycle.already_open", "cycle.already_open", "done"]


def test_who_hands_in_while_it_is_withdrawn_wins_or_is_told(store: Store, people: Company) -> None:
    review_id = review_of(store, people.employee)
    form = fill(store, review_id, by=people.employee)
    asked = ask_to_withdraw(acting(store, by=people.hr), name="2026Q4", reason=REASON)

    handed, withdrawn = outcomes(
        lambda: hand_in(store, review_id, people.employee, form.saved_at),
        lambda: withdraw_cycle(
            acting(store, by=people.hr, now=WEDNESDAY), cycle_id=asked.cycle_id, reason=REASON
        ),
    )

    assert (handed, withdrawn) in {("done", "cycle.handed_in"), ("review.withdrawn", "done")}
    state = State.SELF_SCORED if handed == "done" else State.WITHDRAWN
    with store.read() as unit:
        assert unit.reviews.look(review_id).state is state


JANUARY = datetime(2027, 1, 6, 2, 0, tzinfo=UTC)


def take_back(world: World, name: str = "2027Q1", *, at: datetime = JANUARY) -> WithdrawnCycle:
    hr = world.acting(world.people.hr, at=at)
    asked = ask_to_withdraw(hr, name=name, reason=REASON)
    assert asked.is_in_goals
    return withdraw_cycle(hr, cycle_id=asked.cycle_id, reason=REASON)


def test_goals_are_taken_back_with_their_cycle_and_both_sides_see_it(world: World) -> None:
    employee, colleague, manager = world.people.employee, world.people.colleague, world.people.manager
    one, other = world.open_goals(employee, colleague)
    with world.store.begin() as unit:
        key = f"my-goals:{one.id}"
        unit.session.add(CardRow(key=key, channel="D1", ts=key, fingerprint="", posted_at=JANUARY))

    withdrawn = take_back(world)

    assert (withdrawn.people, withdrawn.told) == (2, 1)
    assert [world.reload(each).state for each in (one, other)] == [GoalsState.WITHDRAWN] * 2
    with world.store.read() as unit:
        assert unit.cycles.names() == []
        last = unit.goals.history(one.id)[-1]
        assert (last.event, last.note, last.by_id) == (GoalsEvent.WITHDRAW, REASON, world.people.hr.id)
        assert owed_by(unit, employee, world.acting(at=JANUARY)) == ()
    assert world.notices() == [
        (f"my-goals:{one.id}", employee.id),
        (f"goals-team:{one.cycle_id}:{manager.id}", manager.id),
        ("GoalsWithdrawn", employee.id),
        (f"my-goals:{other.id}", colleague.id),
        ("GoalsWithdrawn", colleague.id),
    ]
    assert rebuild(world.acting(at=JANUARY)) == 0
    assert open_cycle(world.acting(at=JANUARY), name="2027Q1").name == "2027Q1"


@pytest.mark.parametrize("state", [GoalsState.SENT, GoalsState.ADJUSTED, GoalsState.AGREED])
def test_goals_that_somebody_signed_are_not_taken_back(world: World, state: GoalsState) -> None:
    goals = world.goals_at(state)

    refused = refusal(lambda: take_back(world))

    assert (refused.code, refused.facts["names"]) == ("cycle.signed", ["Chen Jie"])
    assert world.reload(goals).state is state


def test_a_form_that_was_filled_in_is_signed_and_one_that_was_not_is_taken_back(world: World) -> None:
    one, other = world.open_goals(world.people.employee, world.people.colleague)
    with world.store.begin() as unit:
        form = unit.job_forms.get(unit.job_forms.of_goals(one.id).id)
        employee = world.acting(world.people.employee, at=JANUARY)
        filled = advance_form(unit, form, FormEvent.FILL, employee, filled=1)
    assert refusal(lambda: take_back(world)).facts["names"] == ["Chen Jie"]
    with world.store.begin() as unit:
        advance_form(unit, unit.job_forms.get(filled.id), FormEvent.TAKE_BACK, employee)

    take_back(world)

    with world.store.read() as unit:
        for goals in (one, other):
            left = unit.job_forms.of_goals(goals.id)
            assert left.state is FormState.WITHDRAWN
            last = unit.job_forms.history(left.id)[-1]
            assert (last.event, last.note) == (FormEvent.WITHDRAW, REASON)
    assert rebuild(world.acting(at=JANUARY)) == 0


def test_what_was_signed_and_taken_back_by_its_employee_is_signed_by_nobody(world: World) -> None:
    goals = world.goals_at(GoalsState.SENT)
    assert goals.sheet_id is not None
    employee = world.acting(world.people.employee, at=JANUARY)
    take_sheet_back(employee, goals_id=goals.id, sheet_id=goals.sheet_id)

    assert take_back(world).people == 1


def test_somebody_who_signs_while_the_cycle_is_withdrawn_has_signed_or_not(world: World) -> None:
    goals = world.goals_at(GoalsState.OPEN)
    both = threading.Barrier(2)
    found: list[str] = []

    def act(name: str, deed: Callable[[], object]) -> None:
        both.wait()
        try:
            deed()
        except Refusal as refused:
            found.append(f"{name}: {refused.code}")

    def sends() -> None:
        proposed(world.store, goals.id, world.people.employee, at=JANUARY)

    threads = [
        threading.Thread(target=act, args=("send", sends)),
        threading.Thread(target=act, args=("withdraw", lambda: take_back(world))),
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    after = world.reload(goals).state
    assert (after, found) in [
        (GoalsState.SENT, ["withdraw: cycle.signed"]),
        (GoalsState.WITHDRAWN, ["send: goals.withdrawn"]),
        (GoalsState.WITHDRAWN, ["send: goals.changed_since"]),
    ]
    assert rebuild(world.acting(at=JANUARY)) == 0
