"""The desk at work, for tests: a second product manager, and what is done without a form."""

from datetime import datetime, timedelta

from bot.domain.people import Person, Role
from bot.domain.policy import Policy
from bot.services.intake.later import put_off
from bot.services.intake.take import take
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.intake import MORNING, POLICY
from tests.builders.people import WEBSITE, person

SOON = MORNING + timedelta(minutes=5)


def second_product_manager(store: Store, name: str = "Gao Min", *, timezone: str | None = None) -> Person:
    return person(store, name, department=WEBSITE, roles=(Role.PRODUCT_MANAGER,), timezone=timezone, kpis=())


def taken(store: Store, number: int, by: Person, *, now: datetime = SOON, policy: Policy = POLICY) -> None:
    take(acting(store, by=by, now=now, policy=policy), request_id=number)


def waits(
    store: Store,
    number: int,
    by: Person,
    *,
    until: datetime,
    reason: str = "",
    now: datetime = SOON,
) -> None:
    """It is put off."""
    put_off(acting(store, by=by, now=now), request_id=number, until=until, reason=reason)
