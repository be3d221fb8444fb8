"""Evidence for a self-score: out of the pocket, out of check-ins, and how it is balanced."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.goals.way import State as GoalsState
from bot.domain.people import Person
from bot.domain.reviews.self_score import Answer, Entered, SelfScoreForm
from bot.domain.weeks.check_in import Answers
from bot.domain.weeks.check_in_way import Event as CheckInEvent
from bot.domain.weeks.check_in_way import State as CheckInState
from bot.domain.weeks.pocket import Case
from bot.domain.weeks.week import Week
from bot.errors import Missing, Refusal
from bot.services.reviews.review_facts import review_facts
from bot.services.reviews.self_score import open_self_score, submit_self_score
from bot.services.reviews.self_score_evidence import take_from_check_in, take_from_pocket
from bot.services.weeks.pocket import read_case
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.approval import CONVERSION, DWELL, TEAMWORK
from tests.builders.check_ins import check_in, word
from tests.builders.people import Company
from tests.builders.pockets import CONVERSION as AT_CONVERSION
from tests.builders.pockets import kept
from tests.builders.self_score import MONDAY, fill, open_quarter, review_of
from tests.builders.world import World

LATER = MONDAY + timedelta(hours=4)


@pytest.fixture
def people(world: World) -> Company:
    open_quarter(world.store, by=world.people.hr)
    return world.people


@pytest.fixture
def review_id(store: Store, people: Company) -> int:
    return review_of(store, people.employee)


def opened(store: Store, review_id: int, by: Person) -> SelfScoreForm:
    return open_self_score(acting(store, by=by, now=MONDAY), review_id=review_id)


def taken(
    store: Store, review_id: int, by: Person, case: Case, *, acted_at: str = "", **entered: str
) -> SelfScoreForm:
    """A case for the conversion, by whoever has its form open."""
    return take_from_pocket(
        acting(store, by=by, now=LATER),
        review_id=review_id,
        step=1,
        entered=Entered(answers={CONVERSION: Answer(**entered)}),  # type: ignore[arg-type]
        item=CONVERSION,
        case_id=case.id,
        worded=lambda case: f"{case.words} (Wu Min)",
        acted_at=acted_at,
    )


def test_a_case_is_taken_with_what_was_typed_and_the_pocket_notes_its_use(
    store: Store, people: Company, review_id: int
) -> None:
    case = kept(store, people.employee, "Conversion is up", place=AT_CONVERSION)

    form = taken(store, review_id, people.employee, case, actual="3.8 %", evidence="Typed")

    assert form.draft.answer(*CONVERSION) == Answer(
        actual="3.8 %", evidence="Typed\n\nConversion is up (Wu Min)"
    )
    now = read_case(acting(store, by=people.employee), case_id=case.id)
    assert [(use.period, use.item) for use in now.uses] == [("2026Q4", CONVERSION)]
    assert opened(store, review_id, people.employee).draft.taken == {CONVERSION: 1}


def test_what_was_taken_is_the_managers_to_read_once_it_is_handed_in(
    store: Store, people: Company, review_id: int
) -> None:
    chen = people.employee
    case = kept(store, chen, "Conversion is up", place=AT_CONVERSION)
    taken(store, review_id, chen, case)
    fill(store, review_id, by=chen, now=LATER)

    form = opened(store, review_id, chen)
    assert form.saved_at is not None
    sent = submit_self_score(
        acting(store, by=chen, now=LATER), review_id=review_id, read_at=form.saved_at.isoformat()
    )

    assert sent.answers[CONVERSION].evidence == "Conversion is up (Wu Min)"
    with store.read() as unit:
        assert review_facts(unit, review_id).own[CONVERSION].evidence == "Conversion is up (Wu Min)"


def test_nobody_takes_what_is_somebody_elses_or_was_removed(
    store: Store, people: Company, review_id: int
) -> None:
    theirs = kept(store, people.colleague, "Theirs")
    with pytest.raises(Refusal, match=r"deed\.not_yours"):
        taken(store, review_id, people.employee, theirs)

    with pytest.raises(Refusal, match=r"review\.not_yours"):
        taken(store, review_id, people.colleague, theirs)
    assert opened(store, review_id, people.employee).draft.taken == {}


def test_a_late_click_takes_nothing(store: Store, people: Company, review_id: int) -> None:
    case = kept(store, people.employee, "Conversion is up", place=AT_CONVERSION)
    taken(store, review_id, people.employee, case, acted_at="2.0")

    again = taken(store, review_id, people.employee, case, acted_at="1.0", evidence="Older")

    assert again.draft.taken == {CONVERSION: 1}
    assert again.draft.answer(*CONVERSION).evidence == "Conversion is up (Wu Min)"


def test_an_item_of_another_screen_takes_nothing(store: Store, people: Company, review_id: int) -> None:
    case = kept(store, people.employee)
    with pytest.raises(Missing):
        take_from_pocket(
            acting(store, by=people.employee),
            review_id=review_id,
            step=1,
            entered=Entered(answers={}),
            item=TEAMWORK,
            case_id=case.id,
            worded=lambda case: case.words,
        )


def said(world: World, person: Person, line: str, *, monday: date = date(2026, 10, 12)) -> int:
    """The id of a check-in of that week in which this was said of the conversion."""
    goals = world.goals_at(GoalsState.AGREED, of=person)
    given = check_in(
        CheckInState.ANSWERED,
        employee_id=person.id,
        manager_id=world.people.manager.id,
        goals_id=goals.id,
        week=Week(monday),
    )
    with world.store.begin() as unit:
        [begun] = unit.check_ins.add([given], by_id=person.id, at=MONDAY)
        answered = replace(begun, state=CheckInState.ANSWERED)
        added = unit.check_ins.move(begun, CheckInEvent.ANSWER, to=answered, by_id=person.id, at=MONDAY)
        unit.check_ins.keep(added, Answers(kpis=(word(key="conversion", line=line),)))
    return added.id


def test_what_a_check_in_said_is_offered_at_its_kpi_and_taken_with_a_tap(
    world: World, store: Store, people: Company, review_id: int
) -> None:
    number = said(world, people.employee, "New landing page is up")

    [noted] = opened(store, review_id, people.employee).noted[CONVERSION]
    form = take_from_check_in(
        acting(store, by=people.employee, now=LATER),
        review_id=review_id,
        step=1,
        entered=Entered(answers={CONVERSION: Answer(actual="3.8 %")}),
        item=CONVERSION,
        check_in_id=number,
        worded=lambda each: f"{each.text} ({each.week})",
    )

    assert (noted.check_in_id, noted.text) == (number, "New landing page is up")
    assert form.draft.answer(*CONVERSION) == Answer(
        actual="3.8 %", evidence="New landing page is up (2026-10-12)"
    )
    assert form.draft.taken == {CONVERSION: 1}


def test_nobody_takes_what_a_colleague_said_or_what_was_said_of_something_else(
    world: World, store: Store, people: Company, review_id: int
) -> None:
    world.open_goals(people.employee, people.colleague)
    theirs = said(world, people.colleague, "Somebody else's")
    mine = said(world, people.employee, "About conversion", monday=date(2026, 9, 21))

    for number, item in ((theirs, CONVERSION), (mine, CONVERSION), (mine, DWELL)):
        with pytest.raises(Missing):
            take_from_check_in(
                acting(store, by=people.employee, now=LATER),
                review_id=review_id,
                step=1,
                entered=Entered(answers={}),
                item=item,
                check_in_id=number,
                worded=lambda each: each.text,
            )
