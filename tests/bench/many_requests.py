"""So many open requests that can be found, written in bulk: what branches write, each time otherwise."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any, cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.domain.intake.similar import Found, folded, terms_of
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import FILED, Event
from storage.intake.similar import TEXT_KEPT
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.similar import SearchDocumentRow
from storage.unit import Store
from tests.bench.company import BOSS
from tests.labelled import HELD_OUT, TUNING, questions

SAID = tuple(text for pair in (*questions(TUNING), *questions(HELD_OUT)) for text in pair)
"""Everything that is in the labelled set, in English, in both ways of writing Chinese, and mixed."""
DETAILS = (
    "Order {number}, seen by a customer in Hangzhou at {hour} o'clock.",
    "Article {number}: it was right last week, and two customers have called about it.",
    "订单号 {number}，杭州店的顾客 {hour} 点发现的。",
    "商品编号 {number}，上周还是好的，已经有两位顾客打电话来问。",
    "訂單編號 {number}，成都門市 {hour} 點收到客人反映。",
    "SKU {number} 在 iPhone 上打开是这样，Chrome 里是好的。",
)
EXPECTED = ("", "", "As before.", "和以前一样", "應該跟上週一樣")
PAGES = (
    "product",
    "campaign/autumn",
    "cart",
    "checkout",
    "account/orders",
    "member",
    "store/chengdu",
    "help",
)
_DOCUMENTS = cast(Table, SearchDocumentRow.__table__)
SEED = 9
AT_ONCE = 500
"""Requests that are written with one statement."""


@dataclass(frozen=True, kw_only=True)
class Invented:
    """What somebody told, and how it is found."""

    told: Mapping[str, Any]
    terms: Mapping[str, int]
    text: str


def invented(number: int) -> list[Invented]:
    """So many, always the same."""
    chance = Random(SEED)
    return [_invented(chance) for _ in range(number)]


def write_requests(store: Store, requests: Sequence[Invented], *, requesters: Sequence[int]) -> None:
    """Write them, filed one minute after the other until now, with the index by which they are found.

    PostgreSQL then looks at what is there, as it does by itself within a minute or two.
    """
    now = SystemClock().now()
    numbered = list(enumerate(requests, start=1))
    with store.begin() as unit:
        for first in range(0, len(numbered), AT_ONCE):
            some = numbered[first : first + AT_ONCE]
            rows = [
                {
                    **each.told,
                    "id": number,
                    "requester_id": requesters[number % len(requesters)],
                    "owner_id": BOSS,
                    "submission": f"bench:{number}",
                    "branch": ("Hangzhou", "Chengdu")[number % 2],
                    "state": FILED,
                    "filed_at": now - timedelta(minutes=len(requests) - number),
                    "answer_by": now + timedelta(hours=4),
                    "owed_since": now - timedelta(minutes=len(requests) - number),
                    "version": 1,
                }
                for number, each in some
            ]
            unit.session.execute(insert(RequestRow), rows)
            unit.session.execute(insert(RequestEntryRow), [_filing(row) for row in rows])
            unit.session.execute(insert(_DOCUMENTS), [_document(number, each) for number, each in some])
            _write_postings(unit.session, [row for number, each in some for row in _postings(number, each)])
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SELECT setval('requests_id_seq', (SELECT max(id) FROM requests))")
            connection.exec_driver_sql("VACUUM ANALYZE")


def happened(chance: Random) -> str:
    """What somebody writes: one thing, or one and another, with what was seen of it."""
    said = chance.sample(SAID, k=chance.choice((1, 1, 2)))
    detail = chance.choice(DETAILS).format(
        number=chance.randrange(10_000, 99_999), hour=chance.randrange(9, 22)
    )
    return "\n".join((*said, detail))


def _invented(chance: Random) -> Invented:
    told = {
        "kind": chance.choice((Kind.WRONG, Kind.QUESTION, Kind.CHANGE)),
        "page": f"https://shop.example.com/{chance.choice(PAGES)}/{chance.randrange(1, 2_000)}",
        "happened": happened(chance),
        "expected": chance.choice(EXPECTED),
        "since": "",
        "urgency": chance.choice(tuple(Urgency)),
    }
    text = "\n".join(str(told[name]) for name in ("happened", "page", "expected"))
    return Invented(told=told, terms=terms_of(text), text=folded(text)[:TEXT_KEPT])


def _filing(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "request_id": row["id"],
        "number": 1,
        "event": Event.FILE,
        "from_state": FILED,
        "to_state": FILED,
        "by_id": row["requester_id"],
        "at": row["filed_at"],
    }


def _document(number: int, each: Invented) -> dict[str, Any]:
    length = sum(each.terms.values())
    return {"kind": Found.REQUEST, "document_id": number, "length": length, "text": each.text}


def _postings(number: int, each: Invented) -> Iterator[tuple[Any, ...]]:
    for term, often in each.terms.items():
        yield term, Found.REQUEST.value, number, often


def _write_postings(session: Session, rows: Sequence[tuple[Any, ...]]) -> None:
    """The quickest way that each database has: half a million of them are the bulk of it."""
    cursor = session.connection().connection.cursor()
    names = "term, kind, document_id, frequency"
    if session.get_bind().dialect.name == "postgresql":
        with cursor.copy(f"COPY search_postings ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.executemany(f"INSERT INTO search_postings ({names}) VALUES (?, ?, ?, ?)", rows)
