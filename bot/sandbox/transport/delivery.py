"""What every way of reaching the app has in common."""

from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.state.app import Answer
from bot.sandbox.state.workspace import Json

# Payload types whose acknowledgement may carry an answer.
ANSWERABLE = ("slash_commands", "view_submission", "block_suggestion")


@dataclass(frozen=True)
class Retry:
    """Which retry of an event this is, and why there had to be one."""

    number: int
    reason: str


class Delivery(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Send an `events_api`, `interactive` or `slash_commands` payload; wait for the acknowledgement."""

    async def stop(self) -> None:
        """Let go of everything that is open."""
