"""What people owe: one person's steps, or the whole company's in the same few queries."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.domain.owed import (
    Owed,
    RequestStep,
    ReviewStep,
    employee_owes,
    request_owed,
    review_owed,
    soonest_first,
)
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.nudging import is_unanswered
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.self_score import minutes
from bot.services.reviews.schemes import restore_scheme
from storage.unit import Unit


def owed_by(unit: Unit, person: Person, *, policy: Policy, now: datetime) -> tuple[Owed, ...]:
    """Everything that waits for this person, soonest due first."""
    return Ledger(unit, policy=policy, now=now, person=person).owed_by(person)


class Ledger:
    """What is open now, read once: of one person where there is one, else of everybody."""

    def __init__(self, unit: Unit, *, policy: Policy, now: datetime, person: Person | None = None) -> None:
        only = person.id if person else None
        self._unit = unit
        self._policy = policy
        self._now = now
        self._only = only
        self._reviews: dict[int, list[ReviewStep]] = {}
        self._requests: dict[int, list[RequestStep]] = {}
        for review in unit.waiting.reviews(only):
            for one in {review.employee_id, review.manager_id}:
                self._reviews.setdefault(one, []).append(review)
        for request in unit.waiting.requests(only):
            for one in {request.requester_id, request.owner_id}:
                self._requests.setdefault(one, []).append(request)
        self._schemes: dict[int, Scheme] = {}
        self._nudges: dict[date, dict[int, int]] = {}

    def owed_by(self, person: Person) -> tuple[Owed, ...]:
        """Everything that waits for this person, soonest due first."""
        hour, days = self._policy.schedule.opening_hour, self._policy.intake.reply_days
        reviews = (
            review_owed(
                step, person, now=self._now, opening_hour=hour, self_score_minutes=self._minutes(step)
            )
            for step in self._reviews.get(person.id, ())
        )
        requests = (request_owed(step, person, reply_days=days) for step in self._requests.get(person.id, ()))
        return soonest_first(owed for owed in (*reviews, *requests) if owed is not None)

    def team_behind(self, manager: Person, *, day: date) -> tuple[str, ...]:
        """Who of this manager's people did not move after enough reminders on days before `day`.

        Names only. Source: issue 2, story 3.
        """
        nudges = self._nudges_before(day)
        today = self._now.astimezone(manager.zone).date()
        behind: Sequence[ReviewStep] = [
            step
            for step in self._reviews.get(manager.id, ())
            if step.manager_id == manager.id
            and employee_owes(step, today=today)
            and is_unanswered(nudges.get(step.review_id, 0), schedule=self._policy.schedule)
        ]
        return tuple(sorted(dict.fromkeys(step.employee for step in behind)))

    def _minutes(self, step: ReviewStep) -> int:
        if step.cycle_id not in self._schemes:
            self._schemes[step.cycle_id] = restore_scheme(self._unit.reviews.cycle(step.cycle_id).scheme)
        return minutes(self._schemes[step.cycle_id], range(step.kpis))

    def _nudges_before(self, day: date) -> dict[int, int]:
        if day not in self._nudges:
            counts = self._unit.nudges.counts(before=day, manager_id=self._only)
            self._nudges[day] = dict(counts)
        return self._nudges[day]
