"""Website requests for tests: filed ones in a database, and ready facts for cards."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.intake.facts import Attachment, RequestFacts, Step
from bot.domain.intake.triage import Kind, Urgency
from bot.domain.intake.way import PROMISED, Event, State
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.services.intake.request_facts import request_facts
from bot.services.intake.triage import take_step
from bot.services.intake.visibility import change_visibility
from bot.services.intake.website_issue import Issue, file_request
from storage.models.delivery import OutboxRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.people import CHEN, SUN

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Monday 10:00 in Hangzhou and Chengdu."""

POLICY = Policy()
LONGEST = "<!channel> & <@U0SUN> " * 136
"""The longest text a form takes, full of what has to be escaped."""


def issue(**changes: Any) -> Issue:
    """Something is wrong with the basket."""
    values: dict[str, Any] = {
        "kind": Kind.WRONG,
        "page": "https://shop.example/basket",
        "happened": "The basket is empty after paying.",
        "expected": "What I bought",
        "since": "this morning",
        "urgency": Urgency.TODAY,
    }
    return Issue(**{**values, **changes})


def filed(
    store: Store,
    by: Person,
    *,
    now: datetime = MORNING,
    submission: str = "V1",
    subject: str = "",
    policy: Policy = POLICY,
    **changes: Any,
) -> int:
    """A request as its requester filed it; its number."""
    return file_request(
        acting(store, by=by, now=now, policy=policy), issue(**changes), subject=subject, submission=submission
    )


def stepped(
    store: Store,
    request_id: int,
    event: Event,
    by: Person,
    *,
    text: str = "Here is what I say.",
    due_on: date | None = None,
    seen: int | None = None,
    waits_for: str = "",
    submission: str | None = None,
    now: datetime = MORNING + timedelta(minutes=25),
) -> None:
    """The desk does something, having seen all that happened unless told otherwise."""
    take_step(
        acting(store, by=by, now=now),
        request_id=request_id,
        event=event,
        text=text,
        due_on=due_on,
        seen=read(store, request_id).desk_seen if seen is None else seen,
        waits_for=waits_for,
        submission=submission or f"{event}:{by.id}:{now.timestamp()}",
    )


def read(store: Store, request_id: int) -> RequestFacts:
    with store.read() as unit:
        return request_facts(unit, request_id)


def announced(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """Every notice written so far: its kind and what it holds."""
    with store.read() as unit:
        rows = unit.session.scalars(select(OutboxRow).order_by(OutboxRow.id)).all()
        return [(row.kind, row.payload) for row in rows]


def kinds(store: Store) -> list[str]:
    return [kind for kind, _ in announced(store)]


def seen_by(
    store: Store,
    request_id: int,
    event: Event,
    by: Person,
    *,
    now: datetime = MORNING + timedelta(minutes=30),
) -> None:
    """It becomes private, or is opened again."""
    change_visibility(acting(store, by=by, now=now), request_id=request_id, event=event)


SCREENSHOT = Attachment(
    file_id="F1", name="basket.png", mimetype="image/png", permalink="https://x.example/F1"
)


def step(
    number: int,
    event: Event,
    by: Person,
    *,
    text: str = "",
    due_on: date | None = None,
    files: Sequence[Attachment] = (),
    waits_for: str = "",
) -> Step:
    return Step(
        number=number,
        event=event,
        by=by,
        at=MORNING + timedelta(minutes=25),
        text=text,
        due_on=due_on,
        files=tuple(files),
        waits_for=waits_for,
    )


def facts(
    state: State = State.NEW, *steps: Step, files: Sequence[Attachment] = (), **changes: Any
) -> RequestFacts:
    """Request 214 of Chen Jie, with Sun Li; `steps` follow the filing, and an acceptance's day holds."""
    accepted = [each for each in steps if each.event is Event.ACCEPT and state in PROMISED]
    filing = Step(number=1, event=Event.FILE, by=CHEN, at=MORNING, text="", due_on=None, files=tuple(files))
    values: dict[str, Any] = {
        "id": 214,
        "requester": CHEN,
        "owner": SUN,
        "branch": "Chengdu",
        "kind": Kind.WRONG,
        "page": "https://shop.example/basket",
        "happened": "The basket is empty after paying.",
        "expected": "What I bought",
        "since": "this morning",
        "urgency": Urgency.TODAY,
        "state": state,
        "filed_at": MORNING,
        "answer_by": MORNING + timedelta(hours=1),
        "due_on": accepted[-1].due_on if accepted else None,
        "from_message": False,
        "source_link": None,
        "steps": (filing, *steps),
        "owed_since": MORNING,
    }
    return RequestFacts(**{**values, **changes})
