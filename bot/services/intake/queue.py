"""The desk's queue, page by page; and what somebody who is not the desk has asked for."""

from collections.abc import Mapping, Sequence

from bot.domain.access import Deed, may, require
from bot.domain.intake.desk_facts import MyQueue
from bot.domain.intake.queue import InQueue, QueueLine, QueuePage, Which, due_next_first, holds
from bot.domain.pages import LINES, Span
from bot.domain.people import Person
from bot.services.acting import Acting
from bot.services.intake.duty import hours_of
from storage.unit import Unit

MINE_SHOWN = 10


def may_read_queue(acting: Acting) -> bool:
    """Whether the queue is theirs to read."""
    return may(Deed.READ_QUEUE, acting.by)


def read_queue(acting: Acting, *, which: Which | None = None, page: int = 1) -> QueuePage:
    """A page of it; of a page that is gone, the last. `which` None: one's own, else what nobody took, else
    all.

    One statement for the requests, whatever their number, and a few for the people who have them.
    """
    require(Deed.READ_QUEUE, acting.by)
    with acting.store.read() as unit:
        return queue_page(unit, acting, which=which, page=page, most=LINES)


def read_my_queue(acting: Acting) -> MyQueue:
    """What somebody has asked for themselves and is not settled."""
    require(Deed.READ_OWN_REQUESTS, acting.by)
    with acting.store.read() as unit:
        found = unit.overview.open_requests(acting.person.id, first=0, most=MINE_SHOWN)
        total = unit.overview.how_many_open(acting.person.id)
    return MyQueue(listed=tuple(found), total=total)


def queue_page(
    unit: Unit, acting: Acting, *, which: Which | None, page: int = 1, most: int = LINES
) -> QueuePage:
    """The same within a transaction, at most so many lines."""
    reader = acting.person
    every = unit.queue.open_to(reader, now=acting.now)
    owners = {each.id: each for each in unit.people.values({each.owner_id for each in every})}
    counts = {each: sum(holds(each, one, reader_id=reader.id) for one in every) for each in Which}
    which = which or next((each for each in (Which.MINE, Which.UNOWNED) if counts[each]), Which.ALL)
    listed = due_next_first(
        (each for each in every if holds(which, each, reader_id=reader.id)),
        zones={number: owner.zone for number, owner in owners.items()},
    )
    last = max(1, -(-len(listed) // most))
    page = min(max(page, 1), last)
    shown = listed[(page - 1) * most : page * most]
    lines = _lines(unit, acting, shown, owners)
    return QueuePage(
        which=which,
        lines=lines,
        span=Span(page=page, shown=len(lines), total=len(listed)),
        counts=counts,
    )


def _lines(
    unit: Unit, acting: Acting, shown: Sequence[InQueue], owners: Mapping[int, Person]
) -> tuple[QueueLine, ...]:
    hours = {
        number: hours_of(unit, owners[number], policy=acting.policy)
        for number in dict.fromkeys(each.owner_id for each in shown)
    }

    def minutes(each: InQueue) -> int | None:
        if not each.stage.answer_owed:
            return None
        owner, now = owners[each.owner_id], acting.now
        begun, until = sorted((now, each.answer_by))
        worked = hours[owner.id].minutes_between(begun, until, zone=owner.zone, calendar=owner.calendar)
        return worked if each.answer_by > now else -worked

    return tuple(
        QueueLine(
            request=each,
            owner=owners[each.owner_id],
            minutes=minutes(each),
            is_mine=each.owner_id == acting.person.id,
        )
        for each in shown
    )
