"""The parts of a running sandbox, handed to everything that serves it."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.sandbox.state.app import App
from bot.sandbox.state.background import Background
from bot.sandbox.state.faults import Faults
from bot.sandbox.state.rate_limits import RateLimits
from bot.sandbox.state.seed import ClockControl
from bot.sandbox.state.stream import Stream
from bot.sandbox.state.triggers import ResponseUrls, Triggers
from bot.sandbox.state.view_stacks import ViewStacks
from bot.sandbox.state.workspace import Json, Workspace


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
    app: App
    background: Background
    clock: ClockControl | None
    calls: list[Call]
    in_flight: dict[str, int] = field(default_factory=dict)
    scheduled: dict[str, asyncio.Task[Any]] = field(default_factory=dict)
    known_options: dict[tuple[str, str, str], list[Json]] = field(default_factory=dict)
