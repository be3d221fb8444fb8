"""Engines of a run that know what the run has learnt already."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

from storage.engine import open_engine
from storage.keyring import Keyring
from tests.builders.keys import BY_DEFAULT

REMEMBERED = 4000
"""Statements; there are fewer in all the code."""

_first: dict[str, Engine] = {}


def taught_engine(url: str, *, keyring: Keyring | None = BY_DEFAULT) -> Engine:
    """As `open_engine`, with connections of its own, but what was compiled for another is not compiled again.

    The SQL of a statement is remembered by dialect: to compile all of it anew for each test took a quarter of
    the time of a test that asks a database. A running program compiles once as well.
    """
    engine = open_engine(url, keyring=keyring)
    name = engine.dialect.name
    if name == "sqlite":
        event.listen(engine, "connect", _trust_the_machine)
    else:
        event.listen(engine, "before_cursor_execute", _refuse_to_write_in_a_reading)
    if name in _first:
        engine.dialect = _first[name].dialect
        engine.dialect.steward_keyring = keyring  # that of the test that runs: there is one at a time
        engine.update_execution_options(**_first[name].get_execution_options())
        return engine
    engine.update_execution_options(compiled_cache=LRUCache(REMEMBERED))
    with engine.connect():  # a dialect asks the database what it is when its own engine first connects
        _first[name] = engine
    return engine


def _trust_the_machine(connection: Any, _record: Any) -> None:
    # No test's database outlives a power cut: nothing waits until the disk has it. A process that dies loses
    # nothing by that.
    connection.execute("PRAGMA synchronous=OFF").close()


def _refuse_to_write_in_a_reading(
    connection: Connection, _cursor: Any, said: str, *_rest: Any, **_options: Any
) -> None:
    # Where nothing was begun nothing is taken back either: it would be kept, whatever became of the use case.
    is_reading = connection.get_execution_options().get("isolation_level") == "AUTOCOMMIT"
    assert not (is_reading and said.startswith(("INSERT", "UPDATE", "DELETE"))), said
