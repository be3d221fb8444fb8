"""What a click costs, from Slack's request to the answer: SQL statements, and a processor's time."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident
from typing import Any

from slack_bolt import App
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from bot.app import Steward
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.opening import open_store
from bot.slack.client import web_client
from bot.slack.requests import over_http
from messages.intake.similar_modal import CALLBACK as SHOWN_INSTEAD
from messages.intake.website_issue_form import CALLBACK
from messages.reviews.approve_modal import APPROVE_FORM
from messages.reviews.my_review_card import OPEN
from storage.models.reviews import ReviewRow
from tests.bench.agreeing import ask_for_goals, kpis, openings, sendings, signatures
from tests.bench.company import BOSS, TEAM, slack_id
from tests.bench.handing_in import prepare
from tests.bench.null_slack import null_slack
from tests.bench.signed import SECRET, click, home_opened, signed, submission
from tests.bench.yardsticks import open_work, work_app
from tests.labelled import TEXTS, found

TOKEN = "xoxb-bench"
WORK = "work"
PAGE = "https://shop.example.com/"
NOT_DONE = '"errors"', '"push"', SHOWN_INSTEAD
"""In an answer: something was wrong, or something is asked first."""


@dataclass
class Asked:
    """What was asked of a database. A statement that is run for many rows at once counts once."""

    statements: int = 0
    begun: int = 0
    committed: int = 0


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """Something that a person does: what it asked of the database, and the least that it took."""

    name: str
    asked: Asked
    processor_ms: float


@contextmanager
def asked_of(engine: Engine) -> Iterator[Asked]:
    """Counts what this thread asks meanwhile; BEGIN and COMMIT, which SQLite gets as statements, are not
    counted among the statements. Open Homes are drawn by other threads, whenever those get to it.
    """
    asked, ours = Asked(), get_ident()

    def statement(_connection: Any, _cursor: Any, said: str, *_rest: Any) -> None:
        asked.statements += get_ident() == ours and not said.startswith("BEGIN")

    def begin(_connection: Any) -> None:
        asked.begun += get_ident() == ours

    def commit(_connection: Any) -> None:
        asked.committed += get_ident() == ours

    listening: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", statement),
        ("begin", begin),
        ("commit", commit),
    ]
    for name, listener in listening:
        event.listen(engine, name, listener)
    try:
        yield asked
    finally:
        for name, listener in listening:
            event.remove(engine, name, listener)


def measure_interactions(folder: Path, *, people: int = 3 * TEAM) -> list[Interaction]:
    """Each as Slack sends it, once for each of so many people: a self-score, its approval, a request, Home.

    The first of each is counted, the others are timed. Raises RuntimeError where one is not answered well.
    """
    database = folder / "interactions.db"
    clicks = prepare(database, people=people).clicks
    employees = [click["user"]["id"] for click in clicks]
    with null_slack() as slack:
        steward = Steward(
            store=open_store(f"sqlite:///{database}"),
            client=web_client(TOKEN, base_url=slack),
            clock=SystemClock(),
            policy=Policy(),
            signing_secret=SECRET,
        )
        # What a process asks once is not counted. Not the employees': an open Home is drawn with each click.
        _answer(steward.bolt, home_opened(user=slack_id(BOSS)))
        measured = [_work(folder, clicks, slack=slack)]
        measured += [
            _interaction(steward, name, payloads())
            for name, payloads in (
                ("a self-score opened", lambda: [opening(each) for each in clicks]),
                ("a self-score handed in", lambda: clicks),
                ("a self-score approved", lambda: approvals(steward.store.engine)),
                ("a website request filed", lambda: _website_issues(employees)),
                ("Home opened", lambda: [home_opened(user=each) for each in employees]),
            )
        ]
        agreeing = ask_for_goals(steward.store)
        measured += [
            _interaction(steward, name, payloads())
            for name, payloads in (
                ("a KPI sheet opened", lambda: openings(agreeing)),
                ("a KPI put on it", lambda: kpis(agreeing)),
                ("a KPI sheet signed and sent", lambda: sendings(steward.store, agreeing)),
                ("a KPI sheet agreed to", lambda: signatures(steward.store, agreeing)),
            )
        ]
        steward.stop()
    return measured


def _work(folder: Path, clicks: Sequence[dict[str, Any]], *, slack: str) -> Interaction:
    """What the others are held against: a listener that reads a row, updates one and inserts one."""
    engine = open_work(f"sqlite:///{folder / 'interactions-work.db'}")
    app = work_app(
        web_client(TOKEN, base_url=slack), listens_to=clicks[0]["view"]["callback_id"], engine=engine
    )
    with asked_of(engine) as asked:
        _answer(app, clicks[0])
    seconds = min(_answer(app, payload) for payload in clicks[1:])
    engine.dispose()
    return Interaction(name=WORK, asked=asked, processor_ms=seconds * 1000)


def _interaction(steward: Steward, name: str, payloads: Sequence[dict[str, Any]]) -> Interaction:
    with asked_of(steward.store.engine) as asked:
        _answer(steward.bolt, payloads[0])
    seconds = min(_answer(steward.bolt, payload) for payload in payloads[1:])
    return Interaction(name=name, asked=asked, processor_ms=seconds * 1000)


def _answer(app: App, payload: dict[str, Any]) -> float:
    """How many seconds of a processor the answer took; what Slack took is not among them."""
    body, headers = signed(payload)
    begun = time.thread_time()
    answer = app.dispatch(over_http(body, query={}, headers=headers))
    seconds = time.thread_time() - begun
    if answer.status != 200 or any(each in answer.body for each in NOT_DONE):
        raise RuntimeError(f"{payload['type']}: answered {answer.status} {answer.body[:200]}")
    return seconds


def opening(last_click: dict[str, Any]) -> dict[str, Any]:
    """The click that opened this form."""
    review = json.loads(last_click["view"]["private_metadata"])["review"]
    return click(user=last_click["user"]["id"], action_id=OPEN, value=str(review))


def approvals(engine: Engine) -> list[dict[str, Any]]:
    """Each review's manager has seen the sum, and presses that it stands."""
    with Session(engine) as session:
        reviews = session.scalars(select(ReviewRow).order_by(ReviewRow.id)).all()
    return [
        submission(
            user=slack_id(each.manager_id),
            view={
                "type": "modal",
                "callback_id": APPROVE_FORM,
                "private_metadata": f"{each.id}:{each.version}",
                "state": {"values": {}},
            },
        )
        for each in reviews
    ]


def _website_issues(users: Sequence[str]) -> list[dict[str, Any]]:
    """Each about something else: what is like another is not filed before its writer said so."""
    unlike: list[str] = []
    for text in TEXTS:
        if len(unlike) < len(users) and not (unlike and found(text, unlike)):
            unlike.append(text)
    return [website_issue(user, happened=text) for user, text in zip(users, unlike, strict=True)]


def website_issue(user: str, *, happened: str, view: str = "") -> dict[str, Any]:
    """The form handed in. `view`: its id, where somebody hands in more than one."""
    typed = {
        "kind": {"type": "radio_buttons", "selected_option": {"value": "wrong"}},
        "page": {"type": "plain_text_input", "value": PAGE},
        "happened": {"type": "plain_text_input", "value": happened},
        "expected": {"type": "plain_text_input", "value": None},
        "since": {"type": "plain_text_input", "value": "This morning"},
        "urgency": {"type": "static_select", "selected_option": {"value": "today"}},
        "files": {"type": "file_input", "files": []},
    }
    opened = {
        **({"id": view} if view else {}),
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": '{"subject": "", "channel": null, "ts": null, "round": 0}',
        "state": {"values": {name: {"field": value} for name, value in typed.items()}},
    }
    return submission(user=user, view=opened)
