"""What stands on Home, and for whom."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select

from bot.domain.home import Look, Section, Tab
from bot.domain.intake.way import REQUEST, Event, State
from bot.domain.obligations import Kind
from bot.domain.pages import LINES, Span
from bot.domain.people import Person
from bot.domain.reviews.way import REVIEW, Mark
from bot.domain.reviews.way import State as ReviewState
from bot.services.home import home_facts, look_at_home, open_home
from bot.services.intake.join import join
from bot.services.intake.queue import read_my_queue
from storage.models.home import HomeStaleRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import filed, stepped
from tests.builders.people import Company
from tests.builders.world import World

NOW = datetime(2027, 1, 8, 8, 0, tzinfo=UTC)


def home(store: Store, person: Person) -> Mapping[Section, Any]:
    return home_facts(acting(store, by=person, now=NOW)).of


def marks(store: Store, person: Person) -> int:
    """How often something was committed that is to be seen on their Home."""
    with store.read() as unit:
        query = select(func.count()).select_from(HomeStaleRow).where(HomeStaleRow.person_id == person.id)
        return unit.session.scalar(query) or 0


def test_a_new_colleagues_home_is_empty(store: Store, people: Company) -> None:
    facts = home(store, people.employee)

    assert set(facts) == {Section.OWED, Section.FEEDBACK, Section.LOOKS}
    assert facts[Section.OWED].owed == ()
    assert facts[Section.LOOKS] == 0


def test_everybody_sees_what_is_theirs(world: World, store: Store, people: Company) -> None:
    world.open_quarter(people.employee, people.colleague)
    world.review_at(ReviewState.SELF_SCORED)

    employee, manager, hr = home(store, people.employee), home(store, people.manager), home(store, people.hr)

    assert employee[Section.REVIEW].stage is REVIEW.stage(ReviewState.SELF_SCORED)
    assert Section.TEAM not in employee
    assert [owed.kind for owed in manager[Section.OWED].owed] == [Kind.APPROVAL]
    assert [(each.name, each.review) for each in manager[Section.TEAM].members[:2]] == [
        ("Chen Jie", Mark.WAITS),
        ("Wu Min", Mark.OPEN),
    ]
    assert hr[Section.CYCLE].counts == {Mark.WAITS: 1, Mark.OPEN: 1}
    assert Section.CYCLE not in manager


def test_who_left_is_not_counted(world: World, store: Store, people: Company) -> None:
    world.review_at(ReviewState.GOALS_AGREED)
    world.leaves(people.employee, at=NOW)

    facts = home(store, people.hr)

    assert facts[Section.CYCLE].counts == {}


def test_open_requests_stand_with_their_owner_and_settled_ones_do_not(
    world: World, store: Store, people: Company
) -> None:
    world.request_at(State.ANSWERED, submission="V1")
    asked = world.request_at(State.ASKED, submission="V2").id

    mine, desk = home(store, people.employee), home(store, people.product_manager)

    assert [(each.number, each.stage, each.owner) for each in mine[Section.REQUESTS].listed] == [
        (asked, REQUEST.stage(State.ASKED), "Sun Li")
    ]
    assert Section.DESK not in mine
    assert desk[Section.DESK].counts == {"asked": 1}
    assert Section.REQUESTS not in desk


def test_what_was_joined_to_another_stands_as_that_one_does_until_it_is_settled(
    world: World, store: Store, people: Company
) -> None:
    first = world.request_at(State.NEW, submission="V1").id
    second = filed(store, people.colleague, submission="V2", happened="The same here")
    join(
        acting(store, by=people.product_manager, now=NOW),
        request_id=second,
        original_id=first,
        seen=0,
        submission="V3",
    )

    def theirs() -> list[tuple[int, str, int | None, str]]:
        facts = home(store, people.colleague).get(Section.REQUESTS)
        assert (facts.span.total if facts else 0) == read_my_queue(acting(store, by=people.colleague)).total
        listed = facts.listed if facts else ()
        return [(each.number, each.title, each.joined_to, each.stage.key) for each in listed]

    assert theirs() == [(second, "The same here", first, "new")]
    open_home(acting(store, by=people.colleague, now=NOW))
    before = marks(store, people.colleague)

    stepped(store, first, Event.ACCEPT, people.product_manager, now=NOW)
    assert theirs() == [(second, "The same here", first, "accepted")]
    assert marks(store, people.colleague) > before

    stepped(store, first, Event.FINISH, people.product_manager, now=NOW)
    assert theirs() == []


def test_more_requests_than_a_page_has_lines_are_read_page_by_page(store: Store, people: Company) -> None:
    for number in range(LINES + 2):
        filed(store, people.employee, submission=f"V{number}")

    first = home(store, people.employee)[Section.REQUESTS]
    look_at_home(acting(store, by=people.employee, now=NOW), Look(tab=Tab.REQUESTS, page=2))
    second = home(store, people.employee)[Section.REQUESTS]

    assert (len(first.listed), first.span) == (LINES, Span(page=1, shown=LINES, total=LINES + 2))
    assert (len(second.listed), second.span) == (2, Span(page=2, shown=2, total=LINES + 2))
