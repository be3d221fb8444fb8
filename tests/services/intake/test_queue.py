"""The queue as it is read: what stands on a page, with which clock, and what that costs."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, update

from bot.domain.intake.queue import QueuePage, Which
from bot.domain.intake.way import Event
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services.intake.queue import may_read_queue, read_my_queue, read_queue
from storage.models.intake import RequestRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk import second_product_manager, taken, waits
from tests.builders.intake import MORNING, POLICY, filed, stepped
from tests.builders.people import Company

HALF_PAST = MORNING + timedelta(minutes=30)


def look(
    store: Store,
    by: Person,
    which: Which | None = None,
    *,
    page: int = 1,
    now: datetime = HALF_PAST,
    policy: Policy = POLICY,
) -> QueuePage:
    return read_queue(acting(store, by=by, now=now, policy=policy), which=which, page=page)


def numbers(page: QueuePage) -> list[int]:
    return [line.request.number for line in page.lines]


def many(store: Store, people: Company, count: int) -> list[int]:
    return [filed(store, people.employee, submission=f"V{each}") for each in range(count)]


def test_each_stands_where_it_belongs(store: Store, people: Company) -> None:
    gao, sun = second_product_manager(store), people.product_manager
    new, theirs, asked, blocked, aside = many(store, people, 5)
    taken(store, theirs, gao)
    stepped(store, asked, Event.ASK, gao)
    stepped(store, blocked, Event.ACCEPT, gao)
    stepped(store, blocked, Event.BLOCK, gao, now=HALF_PAST)
    waits(store, aside, sun, until=MORNING + timedelta(days=1))

    counts = look(store, sun).counts
    found = {which: numbers(look(store, sun, which)) for which in Which}

    assert found == {
        Which.MINE: [new],
        Which.UNOWNED: [new],
        Which.REQUESTER: [asked],
        Which.BLOCKED: [blocked],
        Which.LATER: [aside],
        Which.ALL: [new, theirs, asked, blocked, aside],
    }
    assert {which: len(those) for which, those in found.items()} == counts


def test_what_a_blocked_one_waits_for_is_that_of_its_last_block(store: Store, people: Company) -> None:
    [number], sun = many(store, people, 1), people.product_manager
    stepped(store, number, Event.ACCEPT, sun)
    for minute, (step, waits_for) in enumerate(
        [(Event.BLOCK, "the server"), (Event.RESUME, ""), (Event.BLOCK, "the lawyers")], start=30
    ):
        stepped(store, number, step, sun, now=MORNING + timedelta(minutes=minute), waits_for=waits_for)

    [line] = look(store, sun, Which.BLOCKED).lines

    assert line.request.waits_for == "the lawyers"


@pytest.mark.parametrize(
    ("now", "minutes"),
    [
        (HALF_PAST, 30),
        (MORNING + timedelta(hours=1), 0),
        (MORNING + timedelta(hours=1, minutes=10), -10),
        # Lunch from 12:00 to 13:30, and the evening from 18:00, count for nothing.
        (MORNING + timedelta(hours=4), -90),
        (datetime(2026, 11, 24, 1, 0, tzinfo=UTC), -(60 + 270)),
    ],
)
def test_the_clock_counts_the_owners_working_minutes(
    store: Store, people: Company, now: datetime, minutes: int
) -> None:
    many(store, people, 1)

    [line] = look(store, people.product_manager, now=now).lines

    assert line.minutes == minutes


def test_without_a_wish_it_shows_ones_own_else_what_nobody_took_else_all(
    store: Store, people: Company
) -> None:
    gao = second_product_manager(store)
    nothing = look(store, gao).which
    [number] = many(store, people, 1)
    not_taken = look(store, gao).which
    taken(store, number, people.product_manager)
    taken_by_another = look(store, gao).which
    mine = look(store, people.product_manager).which

    assert (nothing, not_taken, taken_by_another, mine) == (
        Which.ALL,
        Which.UNOWNED,
        Which.ALL,
        Which.MINE,
    )


def test_three_hundred_are_paged_and_cost_as_many_statements_as_three(store: Store, people: Company) -> None:
    few = _cost(store, people, 3)

    cost = _cost(store, people, 297)

    pages = [look(store, people.product_manager, Which.ALL, page=page) for page in (1, 6, 7, 999)]
    assert [(each.span.page, each.span.first, each.span.last) for each in pages] == [
        (1, 1, 50),
        (6, 251, 300),
        (6, 251, 300),
        (6, 251, 300),
    ]
    assert pages[0].counts[Which.ALL] == 300
    assert cost == few
    assert cost <= 3


def _cost(store: Store, people: Company, more: int) -> int:
    """Statements of a look once there are so many more."""
    with store.begin() as unit:
        first = unit.session.query(RequestRow).count()
    for each in range(first, first + more):
        filed(store, people.employee, submission=f"V{each}")
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append(statement)

    event.listen(store.engine, "before_cursor_execute", listen)
    look(store, people.product_manager, Which.ALL)
    event.remove(store.engine, "before_cursor_execute", listen)
    return len(said)


@pytest.mark.parametrize("who", ["employee", "hr", "developer", "manager"])
def test_it_is_the_desks_alone(store: Store, people: Company, who: str) -> None:
    by = getattr(people, who)

    with pytest.raises(Refusal, match="not_yours"):
        look(store, by)

    assert not may_read_queue(acting(store, by=by))
    assert may_read_queue(acting(store, by=people.admin))


def test_others_see_their_own_newest_first_and_how_many_more(store: Store, people: Company) -> None:
    mine = many(store, people, 12)
    filed(store, people.colleague, submission="V99")
    with store.begin() as unit:
        unit.session.execute(
            update(RequestRow).where(RequestRow.id == mine[-1]).values(happened="The newest\nof all")
        )

    found = read_my_queue(acting(store, by=people.employee, now=HALF_PAST))

    assert [each.number for each in found.listed] == mine[:1:-1]
    assert (found.total, found.listed[0].title) == (12, "The newest")
