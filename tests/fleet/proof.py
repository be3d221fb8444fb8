"""What must hold at the end, whatever went wrong on the way."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import inspect, select

from bot.domain.notices import CardStale, Sending
from bot.domain.nudging.notices import Nudged
from bot.domain.reviews.way import REVIEW
from bot.services.record.seal import seal_what_waits
from bot.services.record.verify import verify_record
from storage.models import Base
from storage.models.base import HistoryColumns
from storage.models.delivery import OutboxRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow
from storage.unit import Unit
from tests.builders.acting import acting
from tests.fleet.deeds import Quarter
from tests.fleet.town import Town

DONE = (Sending.SENT, Sending.DROPPED)
"""Sent, or never to be sent."""
HISTORIES = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, HistoryColumns)]


def assert_nothing_is_lost_or_doubled(quarter: Quarter) -> None:
    town = quarter.town
    assert_all_is_sent(town)
    assert_is_said_once(town)
    assert_is_history_whole(town)
    assert_happened_once(quarter)
    assert_is_reminded_once_a_day(town)
    by = acting(town.store, now=town.clock.now())
    seal_what_waits(by)
    found = verify_record(by)
    assert (found.broken, found.waiting) == (None, 0)


def rows(town: Town) -> list[OutboxRow]:
    return town.look(lambda unit: list(unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id))))


def said(town: Town, method: str) -> Counter[str]:
    """How often Slack took something of each mark."""
    marks: Counter[str] = Counter()
    for call in town.sandbox.calls:
        if call.method == method and call.error is None:
            marks[mark_of(call.arguments)] += 1
    return marks


def mark_of(arguments: Mapping[str, Any]) -> str:
    metadata = arguments.get("metadata") or {}
    if isinstance(metadata, str):
        metadata = json.loads(metadata)
    return str((metadata.get("event_payload") or {}).get("mark"))


def assert_all_is_sent(town: Town) -> None:
    left = [(row.id, row.kind, row.status, row.problem) for row in rows(town) if row.status not in DONE]
    assert left == []


def assert_is_said_once(town: Town) -> None:
    """Of no mark there are two messages, of each notice there is one, or its card was changed."""
    posted, updated = said(town, "chat.postMessage"), said(town, "chat.update")
    assert {mark: times for mark, times in posted.items() if times > 1} == {}
    silent = [
        (row.id, row.kind, row.payload)
        for row in rows(town)
        if row.status is Sending.SENT
        and row.kind != CardStale.kind
        and not posted[str(row.mark)]
        and not updated[str(row.mark)]
    ]
    assert silent == []
    for channel in list(town.sandbox.workspace.channels.values()):
        marks = Counter(mark_of(vars(each)) for each in channel.messages.values() if each.from_bot)
        assert {each: times for each, times in marks.items() if times > 1} == {}


def assert_is_history_whole(town: Town) -> None:
    """Numbers without gaps, each state where the one before ended."""
    for history in HISTORIES:
        [owner] = [
            column.key
            for column in inspect(history).columns
            if column.key.endswith("_id") and column.key not in ("by_id",)
        ]
        entries = town.look(partial(_all_of, history))
        subjects: dict[int, list[Any]] = defaultdict(list)
        for each in sorted(entries, key=lambda each: each.number):
            subjects[getattr(each, owner)].append(each)
        for subject, steps in subjects.items():
            where = (history.__name__, subject)
            assert [each.number for each in steps] == list(range(1, len(steps) + 1)), where
            for before, after in pairwise(steps):
                assert before.to_state == after.from_state, where


def assert_happened_once(quarter: Quarter) -> None:
    """What was done stands in the history as often as it was done; of a review nothing else does, and each
    step is one that its way allows.

    Whoever heard nothing does it again, and what may be done twice, as a check-in that is changed, was then
    done twice where the first was saved late.
    """
    wrong = [
        (f"{name} {event}", times, found)
        for (history, event, name), times in quarter.done.items()
        if not times
        <= (found := quarter.times(history, event, [name]))
        <= times + quarter.unanswered.get((history, event, name), 0)
    ]
    assert wrong == []
    allowed = REVIEW.transitions
    for name in quarter.employees:
        steps = quarter.town.look(partial(_reviews_of, quarter.town.people[name].id))
        assert [each for each in steps if allowed.get((each.from_state, each.event)) != each.to_state] == []
        done = {event for history, event, who in quarter.done if (history, who) == (ReviewHistoryRow, name)}
        assert {each.event for each in steps} == done, name


def assert_is_reminded_once_a_day(town: Town) -> None:
    reminded = Counter(
        (row.payload["to"], row.payload["day"]) for row in rows(town) if row.kind == Nudged.kind
    )
    assert {each: times for each, times in reminded.items() if times > 1} == {}
    assert reminded


def _all_of(history: type[Any], unit: Unit) -> list[Any]:
    return list(unit.session.scalars(select(history)))


def _reviews_of(employee: int, unit: Unit) -> Sequence[ReviewHistoryRow]:
    theirs = select(ReviewRow.id).where(ReviewRow.employee_id == employee)
    steps = select(ReviewHistoryRow).where(ReviewHistoryRow.review_id.in_(theirs))
    return unit.session.scalars(steps.order_by(ReviewHistoryRow.number)).all()
