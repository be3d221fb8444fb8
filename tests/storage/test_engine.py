"""Which failures of a database are over by themselves."""

import sqlite3

import psycopg
import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError

from storage.engine import is_away, open_engine

HOST = "connection to server at 127.0.0.1, port 5432 failed: "


def failed(said: Exception) -> OperationalError:
    return OperationalError("select 1", {}, said)


@pytest.mark.parametrize(
    ("failure", "expected"),
    [
        (failed(psycopg.OperationalError(f"{HOST}Connection refused")), True),
        (failed(psycopg.OperationalError("server closed the connection unexpectedly")), True),
        (failed(psycopg.errors.TooManyConnections()), True),
        (failed(psycopg.errors.CannotConnectNow()), True),
        (failed(psycopg.errors.AdminShutdown()), True),
        (failed(psycopg.errors.DiskFull()), True),
        (failed(psycopg.OperationalError(f'{HOST}FATAL:  password authentication failed for "a"')), False),
        (failed(psycopg.OperationalError(f'{HOST}FATAL:  database "steward" does not exist')), False),
        (failed(sqlite3.OperationalError("database is locked")), True),
        (failed(sqlite3.OperationalError("unable to open database file")), False),
        (ProgrammingError("select 1", {}, psycopg.errors.UndefinedTable()), False),
        (ValueError("no address"), False),
    ],
)
def test_what_is_waited_for(failure: Exception, expected: bool) -> None:
    assert is_away(failure) is expected


def test_a_port_where_nobody_answers_is_waited_for() -> None:
    with pytest.raises(OperationalError) as refused:
        open_engine("postgresql://steward@127.0.0.1:9/steward").connect()

    assert is_away(refused.value)
