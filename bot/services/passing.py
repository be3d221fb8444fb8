"""What is shown stays what holds, though only a day or an hour passed: cards are brought up to date."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.intake.notices import MyRequestChanged, RequestCardChanged
from bot.domain.notices import Notice
from bot.domain.nudging.notices import NudgeChanged
from bot.domain.owed import Owed
from bot.domain.people import Person, Role
from bot.domain.places import known_timezone
from bot.domain.policy import Policy
from bot.domain.reviews.notices import (
    QuarterCardChanged,
    QuestionCardChanged,
    SelfScoreHandedIn,
    TeamProgressChanged,
)
from bot.domain.reviews.states import State
from bot.services.acting import Acting
from bot.services.owed import Ledger
from storage.passing import Days, PassedReview
from storage.unit import Unit

CARDS = "cards"
BATCH = 500
"""Notices written in one transaction: nobody else waits long for the database."""

NEVER = timedelta(days=400)
"""How far back is looked where nobody ever looked: days that passed before that matter to nobody."""

REMINDED = timedelta(days=14)
"""How long a reminder that no newer one replaced is kept up to date."""


def bring_up_to_date(acting: Acting) -> int:
    """Announce anew every card of which a day, in its reader's zone, or an hour has passed since the last
    time; returns how many notices that were.

    Days that were missed are made up for. Safe to run twice and in two processes at once: what passed
    is part of each notice's key. A card that shows the same all the same is not touched by delivery.
    """
    with acting.store.read() as unit:
        before = unit.passing.until(CARDS) or acting.now - NEVER
        days = list(_days(unit, acting, before=before))
        late = unit.passing.unanswered(since=before, until=acting.now)
        notices = [
            *_reviews(unit, days),
            *(notice for row in late for notice in _request(row.id, row.requester_id, row.answer_by)),
            *_promises(unit, days, policy=acting.policy),
            *(_reminders(unit, acting, before=before) if days or late else ()),
        ]
    for start in range(0, len(notices), BATCH):
        with acting.store.begin() as unit:
            unit.outbox.add(*notices[start : start + BATCH], now=acting.now)
    if days or late or before > acting.now:  # after a rehearsal of days to come time goes on from now
        with acting.store.begin() as unit:
            unit.passing.set_until(CARDS, at=acting.now)
    return len(notices)


def next_deadlines(acting: Acting, *, today: date) -> tuple[date | None, datetime | None]:
    """The next day, today perhaps, and the next hour that anything open is due."""
    with acting.store.read() as unit:
        return unit.passing.next_day(today), unit.passing.next_hour(acting.now)


def _days(unit: Unit, acting: Acting, *, before: datetime) -> Iterator[Days]:
    """The days that are over since `before`; the same ones in few groups of time zones."""
    zones: dict[tuple[date, date], set[str]] = {}
    for name in {*unit.passing.zones(), acting.policy.default_timezone}:
        zone = ZoneInfo(known_timezone(name, default=acting.policy.default_timezone))
        first, end = before.astimezone(zone).date(), acting.now.astimezone(zone).date()
        if first < end:
            zones.setdefault((first, end), set()).add(name)
    for (first, end), names in sorted(zones.items()):
        yield Days(zones=frozenset(names), first=first, end=end)


def _reviews(unit: Unit, days: Sequence[Days]) -> Iterator[Notice]:
    for some in days:
        version = _passed(some.end)
        for review in unit.passing.of_employees(some):
            yield from _for_the_employee(review, version)
        to_approve = unit.passing.of_managers(some)
        for review in to_approve:
            if review.state is State.SELF_SCORED:
                yield SelfScoreHandedIn(to=review.manager_id, review_id=review.review_id, version=version)
        concerned = {(review.cycle_id, review.manager_id) for review in to_approve}
        for cycle_id, manager_id in unit.passing.threads({cycle_id for cycle_id, _ in concerned}):
            if (cycle_id, manager_id) in concerned:
                yield TeamProgressChanged(to=manager_id, cycle_id=cycle_id, version=version)


def _for_the_employee(review: PassedReview, version: str) -> Iterator[Notice]:
    yield QuarterCardChanged(to=review.employee_id, review_id=review.review_id, version=version)
    if review.state is State.MORE_ASKED and review.question is not None:
        yield QuestionCardChanged(
            to=review.employee_id, review_id=review.review_id, number=review.question, version=version
        )


def _promises(unit: Unit, days: Sequence[Days], *, policy: Policy) -> Iterator[Notice]:
    """Of whichever zone's day it is: a card whose reader's day is not over yet is not touched."""
    for some in days:
        for row, due_on in unit.passing.promised(some):
            own = unit.people.get(row.requester_id).value().timezone
            version = _passed(due_on)
            if own in some.zones:
                yield MyRequestChanged(to=row.requester_id, request_id=row.id, version=version)
            if policy.default_timezone in some.zones:
                yield RequestCardChanged(request_id=row.id, version=version)


def _request(request_id: int, requester_id: int, answer_by: datetime) -> tuple[Notice, ...]:
    version = f"passed:{answer_by.isoformat()}"
    return (
        RequestCardChanged(request_id=request_id, version=version),
        MyRequestChanged(to=requester_id, request_id=request_id, version=version),
    )


def _reminders(unit: Unit, acting: Acting, *, before: datetime) -> Iterator[Notice]:
    """The reminders that stand and say something else now: to those who owe it, their managers, and HR."""
    standing = unit.passing.reminded(since=max(before, acting.now - NEVER) - REMINDED)
    if not standing:
        return
    ledger = Ledger(unit, policy=acting.policy)
    changed: set[int] = set()
    for row, _ in standing:
        person = row.value()
        then, today = ledger.owed_by(person, now=before), ledger.owed_by(person, now=acting.now)
        if _said(then, person, before) != _said(today, person, acting.now):
            changed.add(person.id)
    hears = {row.manager_id for row, _ in standing if row.id in changed}
    hears |= {row.id for row in unit.people.holding(Role.HR)}
    version = f"passed:{acting.now:%Y-%m-%dT%H:%M}"
    for row, day in standing:
        if row.id in changed or row.id in hears:
            yield NudgeChanged(to=row.id, day=day.isoformat(), version=version)


def _said(owed: Sequence[Owed], person: Person, now: datetime) -> list[tuple[str, int, bool]]:
    return [(each.kind.value, each.subject_id, each.is_late(now, person=person)) for each in owed]


def _passed(day: date) -> str:
    return f"passed:{day.isoformat()}"
