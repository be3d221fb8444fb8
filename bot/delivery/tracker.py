"""Calls of a tracker, as errands of the outbox."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.domain.intake.tracker import Issue, IssueState
from bot.domain.notices import TRIED_FOR
from bot.services.intake.tracker import issue_was_made, tracker_answers, tracker_failed
from bot.trackers.tracker import Tracker, TrackerFailed, Trouble
from storage.unit import Store, Unit

UNTIL_MENDED_SECONDS = 900.0
"""When what somebody has to mend first is tried again."""
_PASSES = frozenset({Trouble.BUSY, Trouble.BROKEN, Trouble.SLOW, Trouble.AWAY})


@dataclass(frozen=True, kw_only=True)
class TrackerCall(Errand):
    """One step of a hand-over for its tracker. `key`: the issue's, None where it is still to be made, with
    `title` and `body`. `comment`: empty where there is nothing to say; `state`: None where it stays.
    """

    handover_id: int
    key: str | None
    title: str
    body: str
    comment: str
    state: IssueState | None
    since: datetime


class TrackerCarrier:
    """Brings hand-overs to the tracker. What it does not take is tried for a week; admins hear it once."""

    def __init__(self, tracker: Tracker, *, name: str, store: Store, clock: Clock) -> None:
        self._tracker = tracker
        self._name = name
        self._store = store
        self._clock = clock

    def carry(self, errand: TrackerCall) -> Issue | None:
        """The issue, where it was made. The comment comes last: all before may be done twice."""
        try:
            return self._do(errand)
        except TrackerFailed as failed:
            now = self._clock.now()
            with self._store.begin() as unit:
                tracker_failed(unit, self._name, failed.trouble.value, now=now)
            if now - errand.since > TRIED_FOR:
                raise GivenUp(failed.trouble.value) from None
            wait = None if failed.trouble in _PASSES else UNTIL_MENDED_SECONDS
            raise TryLater(failed.trouble.value, seconds=failed.seconds or wait) from None

    def carried(self, unit: Unit, errand: TrackerCall, receipt: Issue | None, *, now: datetime) -> None:
        if receipt is not None:
            issue_was_made(unit, receipt, now=now)
        if errand.state is not None:
            unit.tracker_issues.move(errand.handover_id, errand.state)
        tracker_answers(unit, self._name, now=now)

    def given_up(self, unit: Unit, errand: TrackerCall, reason: str, *, now: datetime) -> None:
        """The admins have heard of it already."""

    def _do(self, errand: TrackerCall) -> Issue | None:
        made, key = None, errand.key
        if key is None:
            there = self._tracker.create(title=errand.title, body=errand.body, mark=errand.mark)
            key = there.key
            made = Issue(
                handover_id=errand.handover_id,
                tracker=self._name,
                key=key,
                url=there.url,
                state=IssueState.OPEN,
                synced_at=errand.since,
            )
        if errand.state is not None:
            self._tracker.set_state(key, errand.state)
        if errand.comment:
            self._tracker.comment(key, errand.comment)
        return made
