"""PostgreSQL falls over while people hand in: nobody is told that something is saved which is not."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bot.app import Steward
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.slack.client import web_client
from bot.slack.requests import over_http
from messages.catalog import Words
from messages.refusals import refusal_text
from storage.engine import open_engine
from storage.unit import Store
from tests.bench.company import LOCALES
from tests.bench.handing_in import Ready, prepare_in
from tests.bench.null_slack import null_slack
from tests.bench.proof import prove_in
from tests.bench.signed import SECRET, signed
from tests.builders.postgres import Postgres
from tests.delivery.conftest import NOW

PEOPLE = 48
AT_ONCE = 6
PATIENCE_SECONDS = 60.0
SAVED, NOT_SAVED, DONE_BEFORE = "saved", "not saved", "done before"
SENTENCES = {
    str(refusal_text(Words(locale=locale, timezone="Asia/Shanghai", now=NOW), "database.not_saved", {}))
    for locale in LOCALES
}


@pytest.fixture
def ready(postgres: Postgres) -> Iterator[tuple[Store, Ready]]:
    postgres.keep_what_is_committed()
    store = Store(open_engine(postgres.url))
    yield store, prepare_in(store, people=PEOPLE)
    store.engine.dispose()
    postgres.empty()


def meaning(body: str) -> str:
    said = json.loads(body) if body else {}
    if said.get("response_action") != "push":
        return SAVED
    return NOT_SAVED if said["view"]["blocks"][0]["text"]["text"] in SENTENCES else DONE_BEFORE


def press(steward: Steward, payload: dict[str, Any]) -> str:
    """Hand in, and again until it is saved, as people are told; all that they were answered."""
    gives_up = time.monotonic() + PATIENCE_SECONDS
    heard: list[str] = []
    while not heard or heard[-1] == NOT_SAVED:
        assert time.monotonic() < gives_up, heard
        body, headers = signed(payload)
        answer = steward.bolt.dispatch(over_http(body, query={}, headers=headers))
        assert answer.status == 200, answer.status
        heard.append(meaning(answer.body))
        if heard[-1] == NOT_SAVED:
            time.sleep(0.2)
    # A connection that is lost over a COMMIT: it was done, and they were told to do it again.
    assert heard[-1] == SAVED or NOT_SAVED in heard, answer.body
    return heard[-1]


def hand_in_while_it_falls(
    steward: Steward, postgres: Postgres, clicks: Sequence[dict[str, Any]]
) -> Counter[str]:
    some_are_in = threading.Semaphore(0)

    def one(payload: dict[str, Any]) -> str:
        answer = press(steward, payload)
        some_are_in.release()
        return answer

    with ThreadPoolExecutor(AT_ONCE) as people:
        answers = people.map(one, clicks)
        for _ in range(2):
            for _ in range(AT_ONCE):
                some_are_in.acquire(timeout=PATIENCE_SECONDS)
            postgres.crash()
        return Counter(answers)


def test_what_is_answered_as_saved_is_saved_and_once(postgres: Postgres, ready: tuple[Store, Ready]) -> None:
    store, prepared = ready
    with null_slack() as slack:
        steward = Steward(
            store=store,
            client=web_client("xoxb-1", base_url=slack),
            clock=SystemClock(),
            policy=Policy(),
            signing_secret=SECRET,
        )
        answers = hand_in_while_it_falls(steward, postgres, prepared.clicks)

        proof = prove_in(store.engine, answered=PEOPLE, items=prepared.items)
        steward.stop()
    assert answers.total() == PEOPLE
    assert proof.problems == ()
