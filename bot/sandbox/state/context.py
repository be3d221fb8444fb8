"""The parts of a running sandbox, handed to everything that serves it."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.people.guide import GuideBook, GuideKeeper
from bot.sandbox.state.faults import Faults
from bot.sandbox.state.rate_limits import RateLimits
from bot.sandbox.state.seed import ClockControl, Timing
from bot.sandbox.state.stream import Stream
from bot.sandbox.state.triggers import ResponseUrls, Triggers
from bot.sandbox.state.view_stacks import ViewStacks
from bot.sandbox.state.workspace import Json, Workspace
from bot.sandbox.transport.delivery import Answer, Delivery, Retry
from bot.sandbox.transport.socket_mode import SocketMode


@dataclass(frozen=True)
class Call:
    """A Web API call that came in, for assertions; `error` None means it was answered ok."""

    method: str
    arguments: Json
    error: str | None
    at: datetime


@dataclass
class Context:
    """Everything a method, an event or a click may need."""

    workspace: Workspace
    views: ViewStacks
    triggers: Triggers
    response_urls: ResponseUrls
    faults: Faults
    limits: RateLimits
    stream: Stream
    sockets: SocketMode
    delivery: Delivery
    timing: Timing
    clock: ClockControl | None
    book: GuideBook | None
    calls: list[Call]
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    unacknowledged: int = 0
    in_flight: dict[str, int] = field(default_factory=dict)
    scheduled: dict[str, asyncio.Task[Any]] = field(default_factory=dict)
    known_options: dict[tuple[str, str, str], list[Json]] = field(default_factory=dict)

    guide: GuideKeeper = field(init=False)

    def __post_init__(self) -> None:
        self.guide = GuideKeeper(self.book, workspace=self.workspace, stream=self.stream, later=self.later)
        self.stream.on_change = self.guide.stir

    async def reach(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Deliver a payload to the app, counted while it is on its way."""
        self.unacknowledged += 1
        try:
            return await self.delivery.deliver(kind, payload, retry=retry)
        finally:
            self.unacknowledged -= 1

    def later(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Run work in the background; it ends with the sandbox."""
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task
