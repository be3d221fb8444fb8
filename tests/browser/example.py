"""The example company's workspace, as `make run` opens it, at a day of the story's choosing."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.clock import MovableClock
from bot.commands.org_file import read_organisation
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.local.workspace import LocalWorkspace
from bot.seed import EXAMPLE
from bot.services.organisation import colleagues, import_organisation
from storage.unit import Store

LAST_WEDNESDAY = datetime(2026, 12, 30, 1, 30, tzinfo=UTC)
"""Wednesday 30 December 2026, 9:30 in Hangzhou: the fourth quarter ends tomorrow."""


def example_workspace(store: Store, *, at: datetime = LAST_WEDNESDAY) -> LocalWorkspace:
    """The workspace of the example organisation; nobody has started it yet."""
    policy = Policy()
    reading = read_organisation(EXAMPLE, defaults=policy)
    today = at.astimezone(ZoneInfo(policy.default_timezone)).date()
    import_organisation(store, reading.organisation, now=at, today=today)
    return LocalWorkspace(store, policy=policy, clock=MovableClock(at), rate_limits=False)


def named(store: Store, name: str) -> Person:
    """Somebody of the company, by the name that colleagues write."""
    people = colleagues(store, default_locale="")
    found = next((person for person in people if person.name == name), None)
    assert found is not None, f"nobody in the company is called {name}"
    return found
