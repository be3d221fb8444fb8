"""What is old enough to go, and that it went."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, select, true
from sqlalchemy.orm import Session

from bot.domain.intake.way import REQUEST
from bot.domain.notices import Sending
from bot.domain.privacy.retention import Rule, Went
from storage.models import Base
from storage.models.privacy import RetentionRunRow
from storage.privacy.held import SOURCE_OF, Held
from storage.privacy.holdings import HOLDINGS, referred
from storage.record.record import Record

TABLES = Base.metadata.tables
BATCH = 2000
"""Rows of a table that go in one transaction: nobody else waits long. The rest goes in the next."""


@dataclass(frozen=True, kw_only=True)
class _Part:
    """One table of a rule. `old`: which rows are before a moment. `keeps_row`: only its words go.
    `without`: tables whose rows have to be gone first.
    """

    name: str
    old: Callable[[Table, datetime], ColumnElement[bool]]
    keeps_row: bool = False
    without: Sequence[tuple[str, str]] = ()


def _at(column: str) -> Callable[[Table, datetime], ColumnElement[bool]]:
    return lambda table, before: table.c[column] < before


def _on(column: str) -> Callable[[Table, datetime], ColumnElement[bool]]:
    return lambda table, before: table.c[column] < before.date()


def _in(
    column: str, old: Callable[[Table, datetime], ColumnElement[bool]]
) -> Callable[..., ColumnElement[bool]]:
    """Rows of another one's that is old."""

    def inside(table: Table, before: datetime) -> ColumnElement[bool]:
        key = referred(table.c[column])
        return table.c[column].in_(select(key).where(old(key.table, before)))

    return inside


def _review(table: Table, before: datetime) -> ColumnElement[bool]:
    cycles = TABLES["cycles"]
    return table.c.cycle_id.in_(select(cycles.c.id).where(cycles.c.ends_on < before.date()))


def _request(table: Table, before: datetime) -> ColumnElement[bool]:
    return table.c.state.in_(REQUEST.where(lambda stage: stage.closed)) & (table.c.owed_since < before)


def _sent(table: Table, before: datetime) -> ColumnElement[bool]:
    return (table.c.status != Sending.PENDING) & (table.c.created_at < before)


_OF_REVIEW = _in("review_id", _review)
_OF_REQUEST = _in("request_id", _request)
_OF_CASE = _in("case_id", _at("kept_at"))

RULES: Mapping[Rule, Sequence[_Part]] = {
    Rule.REVIEWS: (
        *(
            _Part(name=name, old=_OF_REVIEW, keeps_row=True)
            for name in ("review_history", "scores", "calibration_moves", "contributions", "recognitions")
        ),
        _Part(name="recognition_history", old=_in("recognition_id", _OF_REVIEW), keeps_row=True),
        _Part(name="talk_history", old=_in("talk_id", _OF_REVIEW), keeps_row=True),
        _Part(name="talk_preparations", old=_in("talk_id", _OF_REVIEW), keeps_row=True),
    ),
    Rule.CHECK_INS: (
        _Part(name="check_in_answers", old=_in("check_in_id", _on("week"))),
        _Part(name="check_in_history", old=_in("check_in_id", _on("week"))),
        _Part(
            name="check_ins",
            old=_on("week"),
            without=(("check_in_answers", "check_in_id"), ("check_in_history", "check_in_id")),
        ),
    ),
    Rule.FEEDBACK: (
        _Part(name="feedback_history", old=_in("feedback_id", _at("given_at"))),
        _Part(name="feedback", old=_at("given_at"), without=(("feedback_history", "feedback_id"),)),
        _Part(name="input_givers", old=_in("request_id", _at("asked_at")), keeps_row=True),
        _Part(name="input_requests", old=_at("asked_at"), keeps_row=True),
    ),
    Rule.POCKET: (
        _Part(name="pocket_contents", old=_in("case_id", _OF_CASE)),
        _Part(name="pocket_files", old=_OF_CASE, without=(("pocket_contents", "case_id"),)),
        _Part(name="pocket_uses", old=_OF_CASE),
        _Part(
            name="pocket_cases",
            old=_at("kept_at"),
            without=(("pocket_files", "case_id"), ("pocket_uses", "case_id"), ("pocket_contents", "case_id")),
        ),
    ),
    Rule.REQUESTS: (
        *(
            _Part(name=name, old=_OF_REQUEST, keeps_row=True)
            for name in (
                "request_details",
                "request_entries",
                "request_files",
                "request_briefs",
                "satisfaction",
            )
        ),
        _Part(name="requests", old=_request, keeps_row=True),
    ),
    Rule.DRAFTS: (_Part(name="drafts", old=_at("saved_at")),),
    Rule.OUTBOX: (_Part(name="outbox", old=_sent),),
    Rule.LOOKS: tuple(_Part(name=name, old=_at("at")) for name in ("viewed_as", "gates_views", "file_looks")),
}


class Retention:
    """What is old. Whatever changes the record is for within `record.opened` alone."""

    def __init__(self, session: Session, held: Held) -> None:
        self._session = session
        self._held = held

    def old(self, rule: Rule, *, before: datetime) -> Iterator[Went]:
        """What would go; how many rows have words in them that would."""
        for part in RULES[rule]:
            table = TABLES[part.name]
            which = part.old(table, before)
            if part.keeps_row:
                which = which & self._says_something(part)
            elif part.name in SOURCE_OF:
                which = which & (table.c.id != self._newest(table))
            rows = self._session.scalar(select(func.count()).select_from(table).where(which)) or 0
            if rows:
                yield Went(rule=rule, table=part.name, before=before, rows=rows)

    def let_go(self, rule: Rule, *, before: datetime, at: datetime, record: Record) -> Sequence[Went]:
        """Take away what is old, a batch of each table; what went, none where nothing is left."""
        gone = []
        for part in RULES[rule]:
            rows = self._blank(part, before, record) if part.keeps_row else 0
            if rows:
                self._note(rule, part.name, before=before, rows=rows, at=at)
            if not part.keeps_row:
                rows = self._delete(rule, part, before=before, at=at, record=record)
            if rows:
                gone.append(Went(rule=rule, table=part.name, before=before, rows=rows))
        return gone

    def _blank(self, part: _Part, before: datetime, record: Record) -> int:
        holding = HOLDINGS[part.name]
        key = next(iter(holding.table.primary_key.columns))
        which = part.old(holding.table, before) & self._says_something(part)
        done, last = 0, -1
        while not done:
            some = list(
                self._session.scalars(select(key).where(which, key > last).order_by(key).limit(BATCH))
            )
            if not some:
                break
            done, last = self._held.blank(holding, key.in_(some), record), some[-1]
        return done

    def _says_something(self, part: _Part) -> ColumnElement[bool]:
        """It has words left: of texts only, a list that is empty is not told from one that is not."""
        holding, source = HOLDINGS[part.name], SOURCE_OF.get(part.name)
        names = [name for name in holding.texts if source is None or name in source.erasable]
        return or_(*(self._held.says(holding.table.c[name]) for name in names))

    def _delete(self, rule: Rule, part: _Part, *, before: datetime, at: datetime, record: Record) -> int:
        table, source = TABLES[part.name], SOURCE_OF.get(part.name)
        which = part.old(table, before)
        which = which & _is_free(table, part)
        if source is None:
            return self._delete_plain(rule, part.name, which, before=before, at=at)
        query = (
            select(table.c.id)
            .where(which, table.c.id != self._newest(table))
            .order_by(table.c.id)
            .limit(BATCH)
        )
        ids = list(self._session.scalars(query))
        for first, last in _spans(ids):
            self._session.execute(delete(table).where(table.c.id.between(first, last)))
            for row_id in range(first, last + 1):
                record.forget_all_salts(source.name, row_id)
            self._note(
                rule,
                part.name,
                before=before,
                rows=last - first + 1,
                at=at,
                source=source.name,
                first_id=first,
                last_id=last,
            )
        return len(ids)

    def _newest(self, table: Table) -> int | None:
        """It stays: SQLite would give its number to the next row, and a number is sealed once."""
        newest: int | None = self._session.scalar(select(func.max(table.c.id)))
        return newest

    def _delete_plain(
        self, rule: Rule, name: str, which: ColumnElement[bool], *, before: datetime, at: datetime
    ) -> int:
        rows = self._session.execute(delete(TABLES[name]).where(which)).rowcount  # type: ignore[attr-defined]
        if rows:
            self._note(rule, name, before=before, rows=rows, at=at)
        return int(rows)

    def _note(
        self,
        rule: Rule,
        name: str,
        *,
        before: datetime,
        rows: int,
        at: datetime,
        source: str | None = None,
        first_id: int | None = None,
        last_id: int | None = None,
    ) -> None:
        row = RetentionRunRow(rule=rule, table_name=name, before=before, rows=rows, at=at)
        row.source, row.first_id, row.last_id = source, first_id, last_id
        self._session.add(row)
        self._session.flush()


def _is_free(table: Table, part: _Part) -> ColumnElement[bool]:
    """Nothing is left that belongs to the row."""
    key = next(iter(table.primary_key.columns))
    own = [TABLES[child].c[column] for child, column in part.without]
    return and_(true(), *(~select(each).where(each == key).exists() for each in own))


def _spans(ids: Collection[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order, as first and last of what follows without a gap."""
    first = last = None
    for each in ids:
        if last is not None and each == last + 1:
            last = each
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = each
    if first is not None and last is not None:
        yield first, last
