"""The company of a rehearsal: a database of its own, gone afterwards, in which everybody has an account."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.domain.leave_import import LeaveEntry
from bot.domain.organisation import Organisation, Problem
from bot.domain.policy import Policy
from bot.opening import open_store
from bot.services.acting import Acting
from bot.services.people.leave_import import import_leave
from bot.services.people.organisation import import_organisation
from storage.rehearsed import forgetful
from storage.unit import Store


@contextmanager
def empty_company(policy: Policy) -> Iterator[Store]:
    """A migrated database in a folder that goes with it; nothing in it is anybody's."""
    with TemporaryDirectory(prefix="steward-rehearsal-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'rehearsal.db'}", policy=policy)
        forgetful(store.engine)
        try:
            yield store
        finally:
            store.engine.dispose()


def employ(
    store: Store, organisation: Organisation, leave: Sequence[LeaveEntry], *, policy: Policy, at: datetime
) -> Sequence[tuple[int, Problem]]:
    """Everybody of a sound organisation, with an account, and who is away; what is wrong with that, by line.

    Raises as `import_organisation`.
    """
    acting = Acting(store=store, by=None, now=at, policy=policy)
    import_organisation(acting, organisation, today=acting.today)
    with store.begin() as unit:
        for person in unit.people.active():
            unit.accounts.link(person, f"U{person.id:08d}", locale=person.locale, timezone=person.timezone)
        unit.rehearsed.take(at)
    return import_leave(acting, leave).problems if leave else ()
