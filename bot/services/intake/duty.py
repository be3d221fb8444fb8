"""Whose turn it is at the website desk, and until when an answer is owed."""

from datetime import datetime

from bot.domain.intake.triage import answer_by, on_duty
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.errors import Refusal
from storage.unit import Unit


def person_on_duty(unit: Unit, *, policy: Policy) -> Person:
    """The product manager on duty. Raises Refusal("request.nobody_on_duty") where there is none."""
    found = find_on_duty(unit, policy=policy)
    if found is None:
        raise Refusal("request.nobody_on_duty")
    return found


def find_on_duty(unit: Unit, *, policy: Policy) -> Person | None:
    """The product manager on duty, None where nobody has the role."""
    return on_duty(unit.people.holding(Role.PRODUCT_MANAGER), email=policy.intake.on_duty)


def answer_owed_by(owner: Person, *, policy: Policy, now: datetime) -> datetime:
    """When somebody who asks now is owed an answer, in the owner's working hours."""
    return answer_by(
        now,
        zone=owner.zone,
        calendar=owner.calendar,
        starts=policy.hours.start,
        ends=policy.hours.end,
        minutes=policy.intake.first_answer_minutes,
    )
