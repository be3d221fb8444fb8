"""Calls of a tracker, as errands of the outbox."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.delivery.errands import Errand, GivenUp, TryLater
from bot.domain.intake.tracker import Issue, IssueState
from bot.domain.notices import TRIED_FOR
from bot.services.intake.tracker import (
    issue_was_made,
    tracker_answers,
    tracker_failed,
    tracker_given_up,
)
from bot.trackers.tracker import Tracker, TrackerFailed, Trouble
from storage.unit import Store, Unit

UNTIL_MENDED_SECONDS = 900.0
"""When what somebody has to mend first is tried again."""
_OF_ONE_ISSUE = frozenset({Trouble.GONE, Trouble.NOT_TAKEN})
"""What is wrong with one issue where that is known, and not with the tracker."""
_PASSES = frozenset({Trouble.BUSY, Trouble.BROKEN, Trouble.SLOW, Trouble.AWAY})


@dataclass(frozen=True, kw_only=True)
class TrackerCall(Errand):
    """One step of a hand-over for its tracker. `key`: the issue's, None where it is not known to be made yet,
    with `title` and `body`. `comment`: empty where there is nothing to say, with a mark of its own; `state`:
    None where it stays. `hushed`: of a request that is private now, the marks of what was said before: all of
    it goes, `title` and `body` take the issue's place, and nothing is made anew.
    """

    handover_id: int
    key: str | None
    title: str
    body: str
    comment: str
    comment_mark: str
    state: IssueState | None
    since: datetime
    hushed: Collection[str] | None = None


@dataclass(frozen=True, kw_only=True)
class Done:
    """What came of it. `issue`: where it was made, or found again; `state`: where it is now, None where it
    was not moved. `no_step_to`: where its workflow does not lead.
    """

    issue: Issue | None = None
    state: IssueState | None = None
    no_step_to: IssueState | None = None


class TrackerCarrier:
    """Brings hand-overs to the tracker. What it does not take is tried for a week; admins hear it once."""

    def __init__(self, tracker: Tracker, *, name: str, store: Store, clock: Clock) -> None:
        self._tracker = tracker
        self._name = name
        self._store = store
        self._clock = clock

    def carry(self, errand: TrackerCall) -> Done:
        """Each part of it may be done twice."""
        try:
            return self._do(errand)
        except TrackerFailed as failed:
            now = self._clock.now()
            with self._store.begin() as unit:
                about = errand.key if failed.trouble in _OF_ONE_ISSUE else None
                tracker_failed(unit, self._name, failed.trouble.value, about=about, now=now)
            if now - errand.since > TRIED_FOR:
                raise GivenUp(failed.trouble.value) from None
            wait = None if failed.trouble in _PASSES else UNTIL_MENDED_SECONDS
            raise TryLater(failed.trouble.value, seconds=failed.seconds or wait) from None

    def carried(self, unit: Unit, errand: TrackerCall, receipt: Done, *, now: datetime) -> None:
        if receipt.issue is not None:
            issue_was_made(unit, receipt.issue, now=now)
        if receipt.state is not None:
            unit.tracker_issues.move(errand.handover_id, receipt.state)
        tracker_answers(unit, self._name, about=(errand.key, receipt.state), now=now)
        if receipt.no_step_to is not None:
            tracker_failed(unit, self._name, Trouble.NO_STEP.value, about=receipt.no_step_to, now=now)

    def given_up(self, unit: Unit, errand: TrackerCall, reason: str, *, now: datetime) -> None:  # noqa: ARG002 - a carrier's
        """The admins have heard of it already, and nobody can mend it any more."""
        tracker_given_up(unit, self._name, about=errand.key, now=now)

    def _do(self, errand: TrackerCall) -> Done:
        made, key = None, errand.key
        if key is None:
            there = self._tracker.find(errand.mark)
            if there is None and errand.hushed is not None:
                return Done()
            there = there or self._tracker.create(title=errand.title, body=errand.body, mark=errand.mark)
            key = there.key
            made = Issue(
                handover_id=errand.handover_id,
                tracker=self._name,
                key=key,
                url=there.url,
                state=IssueState.OPEN,
                synced_at=errand.since,
            )
        if errand.hushed is not None:
            self._tracker.replace(key, title=errand.title, body=errand.body)
            self._tracker.take_back(key, errand.hushed)
        if errand.comment:
            self._tracker.comment(key, errand.comment, mark=errand.comment_mark)
        try:
            if errand.state is not None:
                self._tracker.set_state(key, errand.state)
        except TrackerFailed as failed:
            if failed.trouble is not Trouble.NO_STEP:
                raise
            return Done(issue=made, no_step_to=errand.state)
        return Done(issue=made, state=errand.state)
