"""Alembic migrations, and running them from inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, delete, func, insert, inspect, select, table

from bot import __version__
from bot.clock import SystemClock
from storage.engine import WRITES
from storage.models.migrations import MigratedByRow, WorksFromRow
from storage.models.record import OpeningRow
from storage.record.guards import note_migration, remove_guards, set_guards, take_in

WORKS_FROM = "0.10.0"
"""The oldest version that works on a database of this one, beside it: migrations since then have only added.
With one that takes something away (a contract) it becomes the first version that does without.
"""


_HERE = Path(__file__).parent
_STANDS = table("alembic_version", column("version_num", String))

_MIGRATING = 0x5755504D
"""PostgreSQL's advisory lock: of processes that start at once one migrates, and the others find it done."""


class TooNew(Exception):
    """A newer version of Steward has migrated the database; `version` is which, where it is known."""

    def __init__(self, version: str | None) -> None:
        super().__init__(version)
        self.version = version


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`. Safe to run at every start. One that a newer version has migrated
    stays as it is, where that version says that this one works on it.

    Raises TooNew, having changed nothing, where it does not.
    """
    with engine.connect() as connection:
        stands = revision_of(connection)
        if revision == "head" and stands == revisions()[-1]:
            return  # as nearly always: nothing is locked for it
        if not knows(stands) and _works_here(connection, stands):
            return
    with engine.execution_options(**{WRITES: True}).connect() as connection, _tables_made_anew(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_MIGRATING)))
        before = revision_of(connection)
        if before != stands and before == revisions()[-1]:
            return
        _refuse_unknown(connection, before)
        had_a_record = inspect(connection).has_table(OpeningRow.__tablename__)
        remove_guards(connection)
        _migrate(connection, to=revision)
        after = revision_of(connection)
        if after == revisions()[-1]:
            _guard(connection, before=before if had_a_record else None, after=after)
        if after != before and inspect(connection).has_table(MigratedByRow.__tablename__):
            connection.execute(delete(MigratedByRow).where(MigratedByRow.revision == after))
            connection.execute(insert(MigratedByRow).values(revision=after, version=__version__))
        if after != before and inspect(connection).has_table(WorksFromRow.__tablename__):
            connection.execute(delete(WorksFromRow).where(WorksFromRow.revision == after))
            connection.execute(insert(WorksFromRow).values(revision=after, version=WORKS_FROM))


def _guard(connection: Connection, *, before: str | None, after: str | None) -> None:
    """The record's rows are guarded again, that they were not stands in it, and what is new waits for it."""
    set_guards(connection)
    if before and after and before != after:
        note_migration(connection, before=before, after=after, at=SystemClock().now())
    take_in(connection)


def _migrate(connection: Connection, *, to: str) -> None:
    # Alembic takes ten megabytes, which a process that finds everything done does not need.
    command, config = import_module("alembic.command"), import_module("alembic.config").Config()
    config.set_main_option("script_location", str(_HERE))  # the scripts stand beside this module
    config.attributes["connection"] = connection
    command.upgrade(config, to)


@cache
def revisions() -> tuple[str, ...]:
    """All that this version of Steward knows, the last one last: each is how its file's name begins."""
    return tuple(sorted(path.name.partition("_")[0] for path in (_HERE / "versions").glob("[0-9]*_*.py")))


@contextmanager
def _tables_made_anew(connection: Connection) -> Iterator[None]:
    """A transaction in which SQLite lets a table be replaced that others refer to; checked at its end.

    SQLite changes little of a table in place: Alembic copies it and drops the old one, which foreign
    keys forbid. They are switched outside of a transaction only. Source: sqlite.org/lang_altertable.html
    """
    if connection.dialect.name != "sqlite":
        with connection.begin():
            yield
        return
    database = connection.connection.driver_connection
    assert database is not None
    database.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"the migration would leave {len(broken)} rows that refer to nothing")
    finally:
        database.execute("PRAGMA foreign_keys=ON")


def revision_of(connection: Connection) -> str | None:
    """At which revision the database is; None where it was never migrated."""
    if not inspect(connection).has_table(_STANDS.name):
        return None
    return connection.scalar(select(_STANDS.c.version_num))


def is_behind(engine: Engine) -> bool:
    """Whether the database lacks what this version counts on. One that is ahead has all of it: a version's
    migrations only add, as far as the version before it is concerned.
    """
    with engine.connect() as connection:
        revision = revision_of(connection)
    return revision != revisions()[-1] and knows(revision)


def knows(revision: str | None) -> bool:
    """Whether this version of Steward can go on from there."""
    return revision is None or revision in revisions()


def _works_here(connection: Connection, revision: str | None) -> bool:
    """Whether the newer version that has migrated the database says that this one works on it."""
    if not inspect(connection).has_table(WorksFromRow.__tablename__):
        return False
    oldest = connection.scalar(select(WorksFromRow.version).where(WorksFromRow.revision == revision))
    return oldest is not None and parts_of(oldest) <= parts_of(__version__)


def parts_of(version: str) -> tuple[int, ...]:
    """A version's numbers, so that 0.10 comes after 0.9."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _refuse_unknown(connection: Connection, revision: str | None) -> None:
    if knows(revision):
        return
    version: str | None = None
    if inspect(connection).has_table(MigratedByRow.__tablename__):
        version = connection.scalar(select(MigratedByRow.version).where(MigratedByRow.revision == revision))
    raise TooNew(version)
