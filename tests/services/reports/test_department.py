"""A department's month on a real database: what is counted, what is hidden, and who reads it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.actions.action import ActionKind, TrainingKind
from bot.domain.actions.trainings import Answer
from bot.domain.actions.way import Event as ActionEvent
from bot.domain.goals.anchors import Direction
from bot.domain.goals.figures import NewFigure, Owner, Place
from bot.domain.intake.handover_way import Event
from bot.domain.intake.handover_way import State as HandoverState
from bot.domain.intake.way import Event as RequestEvent
from bot.domain.intake.way import State as RequestState
from bot.domain.obligations import Kind, Subject
from bot.domain.people import Grade, Person
from bot.domain.quantities import Quantity
from bot.domain.reports.counting import Count
from bot.domain.reports.department import DepartmentReport, Suggested
from bot.domain.reports.month import Month
from bot.domain.reviews.recognition_way import State as RecognitionState
from bot.domain.weeks.suggestion_way import State
from bot.errors import Refusal
from bot.services.actions.action import write_action
from bot.services.actions.follow_up import follow_up
from bot.services.actions.trainings import take_up, turn_down
from bot.services.reports.department import ask_for_deck, read_department
from storage.models.feedback import SuggestionRow
from storage.models.handover import HandoverEntryRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.obligations import ObligationRow
from storage.models.people import DepartmentRow, PersonRow
from storage.models.recognition import RecognitionRow
from storage.unit import Store
from tests.builders.actions import typed
from tests.builders.counting import statements
from tests.builders.feedback import Saying
from tests.builders.figures import counted
from tests.builders.goals import open_goals_of
from tests.builders.intake import announced, filed
from tests.builders.job_forms import filled, of_goals, rated
from tests.builders.matrix import team
from tests.builders.people import MARKETING, TECHNICAL, WEBSITE, kpi_sheet, person
from tests.builders.shared import Sharing
from tests.builders.world import World

NOVEMBER = Month(year=2026, number=11)
MADE = datetime(2026, 12, 2, 2, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


def read(world: World, *, name: str = MARKETING, by: Person | None = None) -> DepartmentReport:
    return read_department(world.acting(by, at=MADE), name=name, month=None)[0]


def owes(world: World, people: Sequence[Person], kind: Kind, *done: date | None, due: date) -> None:
    """A step of each of these, done on a day or not, by its turn."""
    with world.store.begin() as unit:
        for number, (who, day) in enumerate(zip(people, done, strict=True)):
            unit.session.add(
                ObligationRow(
                    person_id=who.id,
                    kind=kind,
                    subject=Subject.CHECK_IN,
                    subject_id=1000 + number,
                    other_id=world.people.manager.id,
                    since=MONDAY - timedelta(days=20),
                    opens_at=MONDAY - timedelta(days=20),
                    due_on=due,
                    minutes=1,
                    done_at=None if day is None else datetime(day.year, day.month, day.day, 4, tzinfo=UTC),
                )
            )


def department_id(store: Store, name: str = MARKETING) -> int:
    with store.read() as unit:
        return unit.session.query(DepartmentRow.id).filter(DepartmentRow.name == name).scalar()


def enters(world: World, place: Place, value: str, *, as_of: date) -> None:
    [cycle] = {review.cycle_id for review in (world.review_of(world.people.employee),)}
    figure = NewFigure(place=place, typed=f"{value} %", value=Decimal(value), source="Shop", as_of=as_of)
    with world.store.begin() as unit:
        unit.figures.add(cycle, [figure], by_id=None, at=MADE)


def test_steps_of_the_month_are_counted_by_what_became_of_them(world: World) -> None:
    six = team(world)
    on_time, late = date(2026, 11, 20), date(2026, 11, 24)
    owes(world, six, Kind.CHECK_IN, on_time, on_time, late, None, on_time, on_time, due=date(2026, 11, 23))
    owes(world, six[:4], Kind.GOALS, on_time, on_time, on_time, on_time, due=date(2026, 11, 23))
    owes(world, six, Kind.APPROVAL, *[None] * 6, due=date(2026, 12, 1))
    owes(world, six, Kind.PLAN, *[None] * 6, due=date(2026, 11, 23))

    found = read(world).completion

    assert found.check_ins == Count(total=6, done=4, late=2)
    assert found.goals is None
    assert found.reviews == Count()


def test_a_department_of_four_has_no_figure_about_people_and_all_of_its_kpis(world: World) -> None:
    four = [each for each in world.people.everyone if each.department == MARKETING]
    owes(world, four, Kind.CHECK_IN, *[date(2026, 11, 20)] * 4, due=date(2026, 11, 23))
    with world.store.begin() as unit:
        kpi_sheet(unit, department_id=department_id(world.store), kpis=(("visits", "Visits", 100),))

    found = read(world)

    assert (len(four), found.is_small) == (4, True)
    assert {*found.happened, found.growth.requirements, found.suggestions} == {None}
    assert [each.name for each in found.kpis] == ["Visits"]
    assert not found.is_nothing


def test_what_was_given_suggested_and_begun_is_counted_of_five_and_of_no_fewer(world: World) -> None:
    six, saying = team(world), Saying(world.store, world.people)
    for receiver in six[1:]:
        saying.give(six[0], receiver)
    made = [saying.suggest(each) for each in six]
    with world.store.begin() as unit:
        unit.session.get_one(SuggestionRow, made[0].id).state = State.ADOPTED

    found = read(world)

    assert found.feedback == Count(total=5)
    assert found.suggestions == Suggested(adopted=1, waiting=5)


def test_trainings_are_told_of_five_and_of_nobody_and_actions_by_their_day(world: World) -> None:
    manager = world.acting(world.people.manager, at=MONDAY)
    for number, who in enumerate(team(world)):
        by = world.acting(who, at=MONDAY + timedelta(days=1))
        said = typed(kind=ActionKind.TRAINING.value, training="on_the_job")
        made = take_up(
            by, action_id=write_action(manager, person_id=who.id, typed=said, submission=f"V{number}").id
        )
        if number < 4:
            follow_up(by, action_id=made.id, seen=made.version, event=ActionEvent.FINISH)

    growth = read(world).growth

    assert growth.trainings_begun == Count(total=6)
    assert growth.trainings_done is None
    assert (growth.kinds, growth.offers) == ({TrainingKind.ON_THE_JOB: 6}, {Answer.TAKEN_UP: 6})
    assert (growth.pairings_begun, growth.pairings_done) == (Count(), Count())
    assert read(world).actions is None


def test_that_one_declined_hides_who_took_it_up(world: World) -> None:
    manager = world.acting(world.people.manager, at=MONDAY)
    for number, who in enumerate(team(world)):
        by, said = world.acting(who, at=MONDAY), typed(kind="training")
        made = write_action(manager, person_id=who.id, typed=said, submission=f"V{number}")
        if number:
            take_up(by, action_id=made.id)
        else:
            turn_down(by, action_id=made.id, why="Learnt already")

    growth = read(world).growth

    assert (growth.trainings_begun, growth.offers) == (Count(total=5), None)


def test_what_posts_ask_for_is_counted_as_managers_rated_it(world: World) -> None:
    five = team(world)[:5]
    for goals, who in zip(open_goals_of(world.store, *five), five, strict=True):
        facts = filled(world.store, of_goals(world.store, goals.id), who)
        rated(world.store, facts, world.people.manager, "met" if who is five[0] else "partly")

    later = world.acting(at=datetime(2027, 2, 2, 2, 0, tzinfo=UTC))
    met = read_department(later, name=MARKETING, month=None)[0].growth.requirements

    assert met is not None
    assert (met.done * 5, met.total > 5) == (met.total, True)


def test_who_agreed_to_a_post_of_the_month_is_named_and_nobody_else(world: World) -> None:
    agreed, declined, later = team(world)[:3]
    reviews = world.open_quarter(agreed, declined, later)
    states = (RecognitionState.AGREED, RecognitionState.DECLINED, RecognitionState.AGREED)
    posted = (MONDAY, MONDAY, MADE)
    with world.store.begin() as unit:
        for review, state, at in zip(reviews, states, posted, strict=True):
            unit.session.add(
                RecognitionRow(
                    review_id=review.id,
                    employee_id=review.employee_id,
                    by_id=world.people.manager.id,
                    words="She saw it first.",
                    channel="wins",
                    asking=1,
                    state=state,
                    version=1,
                    asked_at=MONDAY,
                    goes_at=at,
                )
            )

    assert read(world).recognised == (agreed.name,)


def test_kpis_say_what_they_came_to_month_by_month(world: World) -> None:
    world.open_quarter(world.people.employee)
    marketing = department_id(world.store)
    with world.store.begin() as unit:
        kpi_sheet(unit, department_id=marketing, kpis=(("visits", "Visits", 60), ("cost", "Cost", 40)))
    counted(world.store, quantity=Quantity.PERCENT, direction=Direction.HIGHER)
    visits = Place(owner=Owner.DEPARTMENT, owner_id=marketing, kpi="visits")
    for value, day in (("1", date(2026, 10, 31)), ("3.6", date(2026, 11, 30)), ("9", date(2026, 12, 1))):
        enters(world, visits, value, as_of=day)

    first, second = read(world).kpis

    assert [(str(each.month), each.value) for each in first.readings] == [
        ("2026-10", Decimal("1")),
        ("2026-11", Decimal("3.6")),
    ]
    assert (first.attained(first.newest), second.newest) == (100, None)


def test_what_two_people_share_is_named_without_a_figure(world: World) -> None:
    Sharing(world.store, world.people).both_share()

    [shared] = read(world).shared

    assert (shared.name, shared.has_few, shared.readings) == ("Visits", True, ())


def test_briefs_are_in_time_where_they_were_ready_by_their_day(world: World) -> None:
    """Of six developers: three on the day, one a day later, two not at all."""
    people = world.people
    coders = [people.developer] + [
        person(world.store, f"D{number} Coder", department=TECHNICAL, manager=people.boss, kpis=())
        for number in range(5)
    ]
    ready = (25, 25, 26, None, 25, None)
    requests = [filed(world.store, people.employee, submission=f"R{number}") for number in range(6)]
    with world.store.begin() as unit:
        for number, (who, day) in enumerate(zip(coders, ready, strict=True)):
            handover = unit.handovers.add(
                request_id=requests[number],
                brief=1,
                assignee_id=who.id,
                by_id=people.product_manager.id,
                due_on=date(2026, 11, 25),
                submission=f"V{number}",
                at=MONDAY,
            )
            if day is not None:
                unit.session.add(
                    HandoverEntryRow(
                        handover_id=handover.id,
                        number=1,
                        event=Event.READY,
                        from_state=HandoverState.STARTED,
                        to_state=HandoverState.READY,
                        at=datetime(2026, 11, day, 9, 0, tzinfo=UTC),
                    )
                )

    assert read(world, name=TECHNICAL).handovers == Count(total=6, done=3, late=3)


def test_questions_are_those_about_website_requests_and_briefs_and_what_was_replied(world: World) -> None:
    people = world.people
    six = team(world)
    asked, reply = MONDAY, MONDAY + timedelta(days=1)
    later = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)  # answered by now, and asked in another month

    def said(request_id: int, *entries: tuple[RequestEvent, datetime]) -> None:
        with world.store.begin() as unit:
            for number, (event, at) in enumerate(entries, start=2):
                state = RequestState.ASKED
                row = {"event": event, "from_state": state, "to_state": state, "at": at}
                unit.session.add(RequestEntryRow(request_id=request_id, number=number, **row))

    requests = [filed(world.store, who, submission=f"Q{number}") for number, who in enumerate(six)]
    for number, request in enumerate(requests):
        answered = [(RequestEvent.REPLY, later)] if number < 4 else []
        said(request, (RequestEvent.REPLY, asked), (RequestEvent.ASK, reply), *answered)
    said(filed(world.store, six[0], submission="Q9"), (RequestEvent.ASK, later))

    assert read(world).questions == Count(total=6, done=4)

    owners = [
        person(world.store, f"Owner{number} Li", department=WEBSITE, manager=people.product_manager)
        for number in range(5)
    ]
    assert read(world, name=WEBSITE).questions == Count()
    with world.store.begin() as unit:
        for number, owner in enumerate(owners):
            request = requests[number]
            unit.session.get_one(RequestRow, request).owner_id = owner.id
            handover = unit.handovers.add(
                request_id=request,
                brief=1,
                assignee_id=people.developer.id,
                by_id=owner.id,
                due_on=None,
                submission=f"H{number}",
                at=MONDAY,
            )
            for place, event in enumerate((Event.ASK, Event.REPLY)[: 1 + number % 2], start=1):
                state = HandoverState.SENT
                row = {"event": event, "from_state": state, "to_state": state, "at": MONDAY}
                unit.session.add(HandoverEntryRow(handover_id=handover.id, number=place, **row))
    assert read(world, name=WEBSITE).questions == Count(total=5, done=2)
    with world.store.begin() as unit:
        unit.session.get_one(RequestRow, requests[4]).owner_id = owners[0].id
    assert read(world, name=WEBSITE).questions is None, "about four people"


def test_a_head_reads_their_own_hr_any_and_nobody_else_one(world: World) -> None:
    people = world.people
    other = person(world.store, "Ma Chao", department=WEBSITE, grade=Grade.SENIOR, manager=people.boss)
    with world.store.begin() as unit:
        unit.session.get_one(PersonRow, people.product_manager.id).manager_id = other.id

    assert read(world, by=people.boss).department == MARKETING
    assert read(world, by=people.hr, name="website  PRODUCT").department == WEBSITE
    for by, name, code in (
        (people.employee, MARKETING, r"deck\.not_yours"),
        (people.manager, "", r"deck\.not_yours"),
        (other, MARKETING, r"deck\.not_yours"),
        (people.hr, "Sales", r"deck\.department"),
        (people.hr, "", r"deck\.department"),
    ):
        with pytest.raises(Refusal, match=code):
            read(world, by=by, name=name)


def test_a_head_who_names_none_gets_their_own_each_with_slides(world: World) -> None:
    acting = world.acting(world.people.boss, at=MADE)

    asked = ask_for_deck(acting, name="", month=NOVEMBER)

    assert MARKETING in asked
    told = [kind for kind, each in announced(world.store) if each.get("month") == "2026-11"]
    assert told == ["DepartmentReported", "DeckMade"] * len(asked)


def test_the_number_of_statements_does_not_grow_with_the_people(world: World) -> None:
    def asked() -> int:
        with statements(world.store.engine) as found:
            read(world)
        return len(found)

    before = asked()
    team(world)

    assert asked() == before
