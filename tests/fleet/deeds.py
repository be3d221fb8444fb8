"""What people do, as one entry each: who does it about whom, by which history it is seen to be done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from storage.models.actions import ActionHistoryRow, ActionRow
from storage.models.feedback import FeedbackHistoryRow, FeedbackRow
from storage.models.goals import GoalsHistoryRow, GoalsRow
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.job_forms import JobFormHistoryRow, JobFormRow
from storage.models.recognition import RecognitionHistoryRow, RecognitionRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow
from storage.models.talks import TalkHistoryRow, TalkRow
from storage.models.weeks import CheckInHistoryRow, CheckInRow
from tests.fleet.town import Town

WHOSE: Mapping[type[Any], tuple[Any, Any]] = {
    ReviewHistoryRow: (ReviewHistoryRow.review_id == ReviewRow.id, ReviewRow.employee_id),
    TalkHistoryRow: (TalkHistoryRow.talk_id == TalkRow.id, TalkRow.employee_id),
    GoalsHistoryRow: (GoalsHistoryRow.goals_id == GoalsRow.id, GoalsRow.employee_id),
    JobFormHistoryRow: (JobFormHistoryRow.form_id == JobFormRow.id, JobFormRow.employee_id),
    CheckInHistoryRow: (CheckInHistoryRow.check_in_id == CheckInRow.id, CheckInRow.employee_id),
    FeedbackHistoryRow: (FeedbackHistoryRow.feedback_id == FeedbackRow.id, FeedbackRow.receiver_id),
    ActionHistoryRow: (ActionHistoryRow.action_id == ActionRow.id, ActionRow.person_id),
    RecognitionHistoryRow: (
        RecognitionHistoryRow.recognition_id == RecognitionRow.id,
        RecognitionRow.employee_id,
    ),
    RequestEntryRow: (RequestEntryRow.request_id == RequestRow.id, RequestRow.requester_id),
}
"""Of each history: what it is of, and whom that is about."""


class Quarter:
    """Who is in it, and how it stands."""

    def __init__(self, town: Town, employees: Sequence[str]) -> None:
        self.town = town
        self.employees = employees
        self.managers: Mapping[str, str] = {
            name: town.name_of(town.people[name].manager_id) for name in employees
        }
        self.done: dict[tuple[type[Any], Any, str], int] = {}
        """Of everything that was done, and to whom it was, how often."""
        self.unanswered: dict[tuple[type[Any], Any, str], int] = {}
        """How often somebody who did it heard nothing, and did it again: it may have been done each time."""
        self.at = ""
        """What is being done now."""

    @property
    def star(self) -> str:
        """Whose result is in the top band."""
        return self.employees[2]

    def teams(self) -> Mapping[str, Sequence[str]]:
        """Each manager's people."""
        teams: dict[str, list[str]] = {}
        for name, manager in self.managers.items():
            teams.setdefault(manager, []).append(name)
        return teams

    def times(self, history: type[Any], event: Any, about: Iterable[str]) -> int:
        """How often that stands in the histories of these people, of whoever has it least."""
        is_of, whose = WHOSE[history]
        ids = [self.town.people[name].id for name in about]
        counted = (
            select(whose, func.count())
            .join(history, is_of)
            .where(history.event == event, whose.in_(ids))
            .group_by(whose)
        )
        found = self.town.look(lambda unit: dict(unit.session.execute(counted).all()))
        return min(found.get(each, 0) for each in ids)


Groups = Callable[[Quarter], Iterable[tuple[str, Sequence[str]]]]
"""Who does it, once for each of these, about whom: several where one press is about them all."""


@dataclass(frozen=True, kw_only=True)
class Deed:
    """`does` presses what is on the screen of whoever does it, and raises where it is not there: they press
    again until it stands in the history as often as it was done. `keep`: what is open is not put away before.
    """

    by: Groups
    does: Callable[[Quarter, str, Sequence[str]], None]
    history: type[Any]
    event: Any
    keep: bool = False

    def is_done(self, quarter: Quarter) -> None:
        """By everybody who does it; then all that follows is sent."""
        theirs: dict[str, list[Callable[[], None]]] = {}
        for who, about in self.by(quarter):
            for name in about:
                key = (self.history, self.event, name)
                quarter.done[key] = quarter.done.get(key, 0) + 1
            theirs.setdefault(who, []).append(lambda who=who, about=about: self._once(quarter, who, about))
        quarter.town.all_do(theirs)

    def _once(self, quarter: Quarter, who: str, about: Sequence[str]) -> None:
        wanted = max(quarter.done[self.history, self.event, name] for name in about)
        unanswered = quarter.town.insist(
            who,
            lambda: self.does(quarter, who, about),
            until=lambda: quarter.times(self.history, self.event, about) >= wanted,
            keep=self.keep,
        )
        for name in about:
            key = (self.history, self.event, name)
            quarter.unanswered[key] = quarter.unanswered.get(key, 0) + unanswered
        quarter.town.put_away(who)


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of January 2027, counted on, at an hour in Hangzhou, and what is done then."""

    on: int
    hour: int = 10
    deeds: Sequence[Deed] = ()
