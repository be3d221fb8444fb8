"""With what a use case works in tests: somebody, or the company itself, on a Monday morning."""

from datetime import UTC, datetime

from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.acting import Acting
from storage.unit import Store

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou and Chengdu."""


def acting(
    store: Store, *, by: Person | None = None, now: datetime = MONDAY, policy: Policy | None = None
) -> Acting:
    """By the store's own policy unless told otherwise; `by` None is the company itself."""
    return Acting(store=store, by=by, now=now, policy=policy or store.policy)
