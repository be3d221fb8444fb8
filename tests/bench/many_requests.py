"""So many open requests that can be found, written in bulk: what branches write, each time otherwise."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from bot.clock import SystemClock
from bot.domain.intake.similar import Found, folded, terms_of
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import FILED, Event
from storage.intake.similar import TEXT_KEPT
from storage.models.intake import RequestEntryRow, RequestRow
from storage.models.similar import SearchDocumentRow, SearchPostingRow
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
SEED = 9
AT_ONCE = 500
"""Documents whose postings are written with one statement."""


def write_requests(store: Store, number: int, *, requesters: list[int]) -> None:
    """Write them, filed one minute after the other until now, with the index by which they are found.

    The planner of PostgreSQL then learns what is there, as it does by itself within a minute.
    """
    chance = Random(SEED)
    now = SystemClock().now()
    with store.begin() as unit:
        for first in range(1, number + 1, AT_ONCE):
            rows = [
                {
                    **_told(chance),
                    "id": place,
                    "requester_id": requesters[place % len(requesters)],
                    "owner_id": BOSS,
                    "submission": f"bench:{place}",
                    "branch": ("Hangzhou", "Chengdu")[place % 2],
                    "state": FILED,
                    "filed_at": now - timedelta(minutes=number - place),
                    "answer_by": now + timedelta(hours=4),
                    "owed_since": now - timedelta(minutes=number - place),
                    "version": 1,
                }
                for place in range(first, min(first + AT_ONCE, number + 1))
            ]
            unit.session.execute(insert(RequestRow), rows)
            unit.session.execute(insert(RequestEntryRow), [_filing(row) for row in rows])
            found = [_document(row) for row in rows]
            unit.session.execute(insert(SearchDocumentRow), [document for document, _ in found])
            unit.session.execute(
                insert(SearchPostingRow),
                [
                    {
                        "kind": Found.REQUEST,
                        "document_id": document["document_id"],
                        "term": term,
                        "frequency": times,
                    }
                    for document, terms in found
                    for term, times in terms.items()
                ],
            )
    if store.engine.dialect.name == "postgresql":
        with store.engine.connect() as connection:
            connection.exec_driver_sql("SELECT setval('requests_id_seq', (SELECT max(id) FROM requests))")
            connection.exec_driver_sql("ANALYZE")
            connection.commit()


def happened(chance: Random) -> str:
    """What somebody writes: one thing, or one and another, with what was seen of it."""
    said = chance.sample(SAID, k=chance.choice((1, 1, 2)))
    detail = chance.choice(DETAILS).format(
        number=chance.randrange(10_000, 99_999), hour=chance.randrange(9, 22)
    )
    return "\n".join((*said, detail))


def _told(chance: Random) -> dict[str, Any]:
    return {
        "kind": chance.choice((Kind.WRONG, Kind.QUESTION, Kind.CHANGE)),
        "page": f"https://shop.example.com/{chance.choice(PAGES)}/{chance.randrange(1, 2_000)}",
        "happened": happened(chance),
        "expected": chance.choice(EXPECTED),
        "since": "",
        "urgency": chance.choice(tuple(Urgency)),
    }


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


def _document(row: Mapping[str, Any]) -> tuple[dict[str, Any], Mapping[str, int]]:
    text = "\n".join((row["happened"], row["page"], row["expected"]))
    terms = terms_of(text)
    return {
        "kind": Found.REQUEST,
        "document_id": row["id"],
        "length": sum(terms.values()),
        "text": folded(text)[:TEXT_KEPT],
    }, terms
