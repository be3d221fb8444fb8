"""Whose turn it is at the website desk, and until when an answer is owed."""

from datetime import datetime

from bot.domain.access import Deed, require
from bot.domain.intake.triage import Urgency, on_duty
from bot.domain.intake.visibility import Guarded, may_read
from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.domain.working_hours import WorkingHours
from bot.errors import Refusal
from bot.services.acting import Acting
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


def only_the_desk(unit: Unit, acting: Acting, request: Guarded | None = None) -> None:
    """Raises Refusal("request.product_managers_only"), which names whom to ask, for anybody else.

    `request`: the one in question; of a private one "request.is_private" for an admin.
    """

    def refusal() -> Refusal:
        by = acting.by
        if request is not None and by is not None and by.has(Role.ADMIN) and not may_read(request, by):
            return its_readers_only(unit, request)
        duty = find_on_duty(unit, policy=acting.policy)
        return Refusal("request.product_managers_only", name=duty.name if duty else None)

    require(Deed.TRIAGE, acting.by, request, refuse=refusal)


def its_readers_only(unit: Unit, request: Guarded) -> Refusal:
    """What whoever may not read a private request is told; who filed it is not."""
    return Refusal("request.is_private", owner=unit.people.get(request.owner_id).name)


def hours_of(_unit: Unit, _person: Person, *, policy: Policy) -> WorkingHours:
    """When somebody at the desk works, by their own clock."""
    return policy.hours.working


def answer_owed_by(unit: Unit, owner: Person, *, urgency: Urgency, policy: Policy, now: datetime) -> datetime:
    """When somebody who asks now is owed an answer, in the owner's working hours."""
    return hours_of(unit, owner, policy=policy).after(
        now,
        policy.intake.answer_minutes(urgency),
        zone=owner.zone,
        calendar=owner.calendar,
    )
