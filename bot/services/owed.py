"""What people owe: one person's steps, or the whole company's in the same few queries."""

from collections.abc import Collection
from datetime import datetime

from bot.domain.owed import (
    Owed,
    RequestStep,
    ReviewStep,
    is_closed_unsent,
    request_owed,
    review_owed,
    soonest_first,
)
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.kpis import Whose
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.self_score import minutes
from bot.services.reviews.schemes import restore_scheme
from storage.unit import Unit


def owed_by(unit: Unit, person: Person, *, policy: Policy, now: datetime) -> tuple[Owed, ...]:
    """Everything that waits for this person, soonest due first."""
    return Ledger(unit, policy=policy, only=[person.id]).owed_by(person, now=now)


class Ledger:
    """What is open, read once: of some people where they are named, else of everybody."""

    def __init__(self, unit: Unit, *, policy: Policy, only: Collection[int] | None = None) -> None:
        self._unit = unit
        self._policy = policy
        self._reviews: dict[int, list[ReviewStep]] = {}
        self._requests: dict[int, list[RequestStep]] = {}
        self._schemes: dict[int, Scheme] = {}
        for review in unit.waiting.reviews(only):
            for one in {review.employee_id, review.manager_id}:
                self._reviews.setdefault(one, []).append(review)
        for request in unit.waiting.requests(only):
            for one in {request.requester_id, request.owner_id}:
                self._requests.setdefault(one, []).append(request)

    def owed_by(self, person: Person, *, now: datetime) -> tuple[Owed, ...]:
        """Everything that waits for this person at that moment, soonest due first."""
        hour, days = self._policy.schedule.opening_hour, self._policy.intake.reply_days
        reviews = (
            review_owed(step, person, now=now, opening_hour=hour, self_score_minutes=self._minutes(step))
            for step in self._reviews.get(person.id, ())
        )
        requests = (request_owed(step, person, reply_days=days) for step in self._requests.get(person.id, ()))
        return soonest_first(owed for owed in (*reviews, *requests) if owed is not None)

    def closed_unsent(self, person: Person, *, now: datetime) -> tuple[ReviewStep, ...]:
        """This person's reviews whose self-score was not handed in and is not taken any more."""
        today = now.astimezone(person.zone).date()
        return tuple(
            step
            for step in self._reviews.get(person.id, ())
            if step.employee_id == person.id and is_closed_unsent(step, today=today)
        )

    def _minutes(self, step: ReviewStep) -> int:
        if step.cycle_id not in self._schemes:
            self._schemes[step.cycle_id] = restore_scheme(self._unit.reviews.cycle(step.cycle_id).scheme)
        counts = {Whose.OWN: step.kpis, Whose.TEAM: step.team_kpis}
        return minutes(self._schemes[step.cycle_id], counts)
