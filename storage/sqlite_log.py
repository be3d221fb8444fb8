"""SQLite's log beside the database file: what is written goes there first, and into the file later."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from storage.engine import WAITS_SECONDS

LONGEST = 64 * 2**20
"""Bytes. By itself it begins anew at some four MB, as soon as nobody reads for a moment."""

PATIENCE_SECONDS = 0.2
"""For readers to end. Whoever wants to write waits meanwhile: a tenth of what they wait at most."""


def cut_log(engine: Engine, *, longest: int = LONGEST) -> int:
    """Take a log of more bytes than these into the file, and begin it anew: where at every moment somebody
    reads it never does so by itself. Returns how long it is now: as it was, where readers did not end in time
    or somebody writes, which is left for the next time. 0 where there is none, and on PostgreSQL.
    """
    if engine.dialect.name != "sqlite":
        return 0
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        [(_, _, database), *_] = cursor.execute("PRAGMA database_list").fetchall()
        log = Path(f"{database}-wal")
        if _length(log) > longest:
            cursor.execute(f"PRAGMA busy_timeout={round(1000 * PATIENCE_SECONDS)}")
            try:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            finally:
                cursor.execute(f"PRAGMA busy_timeout={WAITS_SECONDS * 1000}")
        return _length(log)


def _length(log: Path) -> int:
    try:
        return log.stat().st_size
    except FileNotFoundError:
        return 0
