"""Alembic migrations, and running them from inside."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage.engine import WRITES


def configuration() -> Config:
    """Alembic's configuration without a file: the scripts stand beside this module."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to `revision`. Safe to run at every start."""
    config = configuration()
    with engine.execution_options(**{WRITES: True}).connect() as connection, _tables_made_anew(connection):
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


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
