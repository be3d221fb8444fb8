"""A request filed complete where many are open: what is alike is shown first, and it is sent all the same."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from slack_bolt import App
from sqlalchemy import func, select

from bot.app import Steward
from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.opening import open_store
from bot.slack.client import web_client
from bot.slack.requests import over_http
from messages.intake.similar_modal import CALLBACK
from storage.models.intake import RequestRow
from storage.unit import Store
from tests.bench.company import TEAM, slack_id, staff
from tests.bench.many_requests import happened, invented, write_requests
from tests.bench.null_slack import null_slack
from tests.bench.signed import SECRET, signed, submission
from tests.bench.statements import TOKEN, Asked, asked_of, website_issue
from tests.bench.yardsticks import open_work, work_app

SEED = 11
"""Another than that of what is open: nobody files what was filed to the letter."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A click of filing it: what it asked of the database the first time, and how long the answer took."""

    name: str
    asked: Asked
    p50_ms: float


@dataclass(frozen=True, kw_only=True)
class Filing:
    """`steps` are what somebody does, in turn; `whole_p50_ms` is of all of them together."""

    requests: int
    work_p50_ms: float
    steps: tuple[Step, ...]
    whole_p50_ms: float

    @property
    def ratio(self) -> float:
        return self.whole_p50_ms / self.work_p50_ms


def measure_filing(size: int, *, folder: Path, times: int) -> Filing:
    """File so many as Slack sends them, each signed and answered, beside one answer of *work* each.

    Where what is alike is shown instead, it is pressed that this one is different. Raises RuntimeError where
    not each of them became one request.
    """
    store = open_store(f"sqlite:///{folder / f'filing-{size}.db'}")
    employees = staff(store, TEAM)
    write_requests(store, invented(size), requesters=employees)
    engine = open_work(f"sqlite:///{folder / f'filing-{size}-work.db'}")
    forms = _forms([slack_id(each) for each in employees], times=times + 1)
    with null_slack() as slack:
        client = web_client(TOKEN, base_url=slack)
        steward = Steward(
            store=store, client=client, clock=SystemClock(), policy=Policy(), signing_secret=SECRET
        )
        work = work_app(client, listens_to=forms[0]["view"]["callback_id"], engine=engine)
        _answer(work, forms[0])
        counts = _counted(steward, forms[0])
        yardstick, sending, insisting = [], [], []
        for form in forms[1:]:
            yardstick.append(_answer(work, form)[0])
            seconds, is_shown = _answer(steward.bolt, form)
            sending.append(seconds)
            insisting.append(_answer(steward.bolt, _different(form))[0] if is_shown else 0.0)
        steward.stop()
    _all_filed(store, size + len(forms))
    store.engine.dispose()
    engine.dispose()
    pressed = [each for each in insisting if each]
    names = "sent: what is alike is shown", "“Mine is different”: filed"
    return Filing(
        requests=size,
        work_p50_ms=median(yardstick) * 1000,
        steps=tuple(
            Step(name=name, asked=asked, p50_ms=median(seconds) * 1000)
            for name, asked, seconds in zip(names, counts, (sending, pressed), strict=True)
        ),
        whole_p50_ms=median(map(sum, zip(sending, insisting, strict=True))) * 1000,
    )


def _counted(steward: Steward, form: dict[str, Any]) -> tuple[Asked, Asked]:
    with asked_of(steward.store.engine) as sent:
        _, is_shown = _answer(steward.bolt, form)
    if not is_shown:
        raise RuntimeError("nothing was shown that is like the first request")
    with asked_of(steward.store.engine) as insisted:
        _answer(steward.bolt, _different(form))
    return sent, insisted


def _forms(users: list[str], *, times: int) -> list[dict[str, Any]]:
    chance = Random(SEED)
    return [
        website_issue(users[number % len(users)], view=f"V0FILED{number}", happened=happened(chance))
        for number in range(times)
    ]


def _different(form: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends when it is pressed under what was shown in the form's place."""
    view = {
        "id": form["view"]["id"],
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": json.dumps({"submission": form["view"]["id"]}),
        "state": {"values": {}},
    }
    return submission(user=form["user"]["id"], view=view)


def _answer(app: App, payload: dict[str, Any]) -> tuple[float, bool]:
    """How many seconds the answer took, and whether it shows something in the form's place."""
    body, headers = signed(payload)
    begun = time.perf_counter()
    answer = app.dispatch(over_http(body, query={}, headers=headers))
    seconds = time.perf_counter() - begun
    if answer.status != 200 or '"errors"' in answer.body or '"push"' in answer.body:
        raise RuntimeError(f"{payload['type']}: answered {answer.status} {answer.body[:200]}")
    return seconds, '"update"' in answer.body


def _all_filed(store: Store, number: int) -> None:
    with store.read() as unit:
        there = unit.session.scalar(select(func.count()).select_from(RequestRow))
    if there != number:
        raise RuntimeError(f"{there} requests are there, and {number} were filed")
