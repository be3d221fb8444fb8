"""Triggers that refuse to change the rows of the record, and put new ones among what waits to be sealed.

They are made from the table of sources, not by a migration: `upgrade` takes them away, migrates, and makes
them anew, so that neither a copied table nor a new source is ever without.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, text

from bot.domain.record.openings import Opening
from storage.models.record import LinkRow, OpeningRow, WaitingRow
from storage.record.sources import SOURCES, Parts, Source

PREFIX = "record_guard_"
_IS_OPEN = (
    "coalesce((SELECT step FROM record_openings WHERE step <> 'migrated' ORDER BY id DESC LIMIT 1), 'closed')"
    " = 'opened'"
)
_SAYS = "the record: rows of {table} are only ever added"


@dataclass(frozen=True, kw_only=True)
class Guard:
    """One trigger. `event`: UPDATE, DELETE, TRUNCATE or INSERT. It refuses where `refuses` holds, an SQL
    condition of OLD and NEW; or it writes to what waits, for a row of `waits_as` of which it holds.
    """

    name: str
    table: str
    event: str
    refuses: str = ""
    waits_as: str = ""

    def statements(self, dialect: str) -> Iterator[str]:
        """What makes it."""
        says = _SAYS.format(table=self.table)
        name, condition = f"{PREFIX}{self.name}", self.refuses or "1=1"
        waits = f"INTO record_waiting (source, row_id) VALUES ('{self.waits_as}', NEW.id)"
        when = "AFTER" if self.waits_as else "BEFORE"
        if dialect == "sqlite":
            does = f"INSERT OR IGNORE {waits}" if self.waits_as else f"SELECT RAISE(ABORT, '{says}')"
            on = f"{when} {self.event} ON {self.table} WHEN {condition}"
            yield f"CREATE TRIGGER {name} {on} BEGIN {does}; END"
            return
        does = f"INSERT {waits} ON CONFLICT DO NOTHING" if self.waits_as else f"RAISE EXCEPTION '{says}'"
        row = {"UPDATE": "NEW", "DELETE": "OLD"}.get(self.event, "NULL")
        body = f" BEGIN IF {condition} THEN {does}; END IF; RETURN {row}; END "
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        on = f"{when} {self.event} ON {self.table} FOR EACH {each}"
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        yield f"CREATE TRIGGER {name} {on} EXECUTE FUNCTION {name}()"


def guards(dialect: str) -> Sequence[Guard]:
    """Every trigger that has to be there."""
    found = [guard for source in SOURCES.values() for guard in _of_source(source, dialect)]
    found += _of_the_chain(dialect)
    if dialect == "sqlite":
        return found
    tables = sorted({guard.table for guard in found})
    return [*found, *(Guard(name=f"empty_{table}", table=table, event="TRUNCATE") for table in tables)]


def _of_the_chain(dialect: str) -> Iterator[Guard]:
    """It gives up nothing but salts; what waits goes once it is sealed."""
    fixed = [column.key for column in LinkRow.__table__.c if column.key != "salts"]
    chain, waiting = LinkRow.__tablename__, WaitingRow.__tablename__
    changed = f"NOT ({_IS_OPEN}) OR {_differs(fixed, dialect)}"
    yield Guard(name=f"change_{chain}", table=chain, event="UPDATE", refuses=changed)
    yield Guard(name=f"delete_{chain}", table=chain, event="DELETE")
    sealed = f"SELECT 1 FROM {chain} WHERE source = OLD.source AND row_id = OLD.row_id"
    yield Guard(name=f"change_{waiting}", table=waiting, event="UPDATE")
    yield Guard(name=f"delete_{waiting}", table=waiting, event="DELETE", refuses=f"NOT EXISTS ({sealed})")


def _of_source(source: Source, dialect: str) -> Iterator[Guard]:
    table, name = source.table.name, source.table.name
    closed = "1=1" if source.row is OpeningRow else f"NOT ({_IS_OPEN})"
    stands = f"OLD.{source.laid_ready} > 0" if source.laid_ready else "1=1"
    changed = _differs(["id", *source.fixed], dialect)
    yield Guard(
        name=f"change_{name}", table=table, event="UPDATE", refuses=f"({changed}) AND {stands} AND {closed}"
    )
    yield Guard(name=f"delete_{name}", table=table, event="DELETE", refuses=f"{stands} AND {closed}")
    new = f"NEW.{source.laid_ready} > 0" if source.laid_ready else "1=1"
    yield Guard(name=f"add_{name}", table=table, event="INSERT", refuses=new, waits_as=source.name)
    if source.laid_ready:
        shown = f"NOT ({stands}) AND {new}"
        yield Guard(name=f"show_{name}", table=table, event="UPDATE", refuses=shown, waits_as=source.name)
    if source.parts:
        yield from _of_parts(source, source.parts, closed)


def _of_parts(source: Source, parts: Parts, closed: str) -> Iterator[Guard]:
    table = parts.table.name
    owner = f"SELECT 1 FROM {source.table.name} o WHERE o.id = OLD.{parts.owner}"
    stands = f"EXISTS ({owner}{f' AND o.{source.laid_ready} > 0' if source.laid_ready else ''})"
    for event, what in (("UPDATE", "change"), ("DELETE", "delete")):
        yield Guard(name=f"{what}_{table}", table=table, event=event, refuses=f"{stands} AND {closed}")


def _differs(columns: Sequence[str], dialect: str) -> str:
    """Whether one of these columns is not what it was."""
    if dialect == "sqlite":
        each = (f'OLD."{name}" IS NOT NEW."{name}"' for name in columns)
    else:  # PostgreSQL compares no JSON; as text it does
        each = (f'OLD."{name}"::text IS DISTINCT FROM NEW."{name}"::text' for name in columns)
    return f"({' OR '.join(each)})"


def missing_guards(connection: Connection) -> Sequence[Guard]:
    """Those that are not there, are switched off, or do something else."""
    dialect = connection.dialect.name
    there = _standing(connection)
    return [
        guard
        for guard in guards(dialect)
        if there.get((f"{PREFIX}{guard.name}", guard.table)) not in _does(guard, dialect)
    ]


def _does(guard: Guard, dialect: str) -> Sequence[str]:
    """What the database keeps of it: on SQLite the statement, on PostgreSQL the body of the function."""
    made = list(guard.statements(dialect))
    return made if dialect == "sqlite" else [made[0].split("$$")[1]]


def set_guards(connection: Connection) -> None:
    """Make every one of them, anew where it is there."""
    remove_guards(connection)
    for guard in guards(connection.dialect.name):
        for statement in guard.statements(connection.dialect.name):
            connection.exec_driver_sql(statement)


def remove_guards(connection: Connection) -> None:
    """Take away whichever there are: a migration copies tables, and changes what is in them."""
    for name, table in sorted(_standing(connection, with_those_off=True)):
        on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
        connection.exec_driver_sql(f"DROP TRIGGER {name}{on}")


def _standing(connection: Connection, *, with_those_off: bool = False) -> Mapping[tuple[str, str], str]:
    """By name and table: what each does."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        on = "" if with_those_off else " AND t.tgenabled IN ('O', 'A')"
        query = (
            "SELECT t.tgname, c.relname, p.prosrc FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            f" WHERE NOT t.tgisinternal AND pg_table_is_visible(c.oid){on}"
        )
    rows = connection.execute(text(query))
    return {(name, table): does for name, table, does in rows if name.startswith(PREFIX)}


def take_in(connection: Connection) -> None:
    """Whatever is in neither the chain nor what waits for it waits from now on: old rows, those of a source
    that is new, and those that a migration wrote.
    """
    for source in SOURCES.values():
        stands = f"t.{source.laid_ready} > 0" if source.laid_ready else "1=1"
        nowhere = (
            f"NOT EXISTS (SELECT 1 FROM {each} k WHERE k.source = '{source.name}' AND k.row_id = t.id)"
            for each in ("record", "record_waiting")
        )
        connection.exec_driver_sql(
            f"INSERT INTO record_waiting (source, row_id) SELECT '{source.name}', t.id"
            f" FROM {source.table.name} t WHERE {stands} AND {' AND '.join(nowhere)} ORDER BY t.id"
        )


def note_migration(connection: Connection, *, before: str, after: str, at: datetime) -> None:
    """The guards were off while the database was brought from one revision to another."""
    connection.execute(
        insert(OpeningRow).values(step=Opening.MIGRATED, why=f"{before} → {after}", by_id=None, at=at)
    )
