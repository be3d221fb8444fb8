"""Empty databases of both engines, and copies of what was prepared in one."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy.engine import make_url

from tests.builders.postgres import Postgres


class Databases(Protocol):
    """Of one engine, by their names."""

    engine: str

    def url(self, name: str) -> str:
        """The address of one, empty where nothing was put into it yet."""

    def copy(self, name: str, to: str) -> None:
        """Another like it, while nobody uses it."""


class Files:
    """SQLite, each a file of its own."""

    engine = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def copy(self, name: str, to: str) -> None:
        shutil.copy(self._path(name), self._path(to))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.db"


class OnServer:
    """PostgreSQL, each a database of one server, which keeps what is committed as anybody's does."""

    engine = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._url = url
        self._made: set[str] = set()

    def url(self, name: str) -> str:
        if name not in self._made:
            self._create(name)
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)

    def copy(self, name: str, to: str) -> None:
        self._create(to, like=name)

    def _create(self, name: str, *, like: str = "template1") -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        self._made.add(name)


@contextmanager
def on_server(folder: Path) -> Iterator[OnServer]:
    """A server for as long as it is used."""
    server = Postgres(folder)
    try:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM RESET ALL")
            connection.execute("SELECT pg_reload_conf()")
        yield OnServer(server.url)
    finally:
        server.stop()
