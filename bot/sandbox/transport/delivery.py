"""What every way of reaching the app has in common."""

from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.state.workspace import Json

# Payload types whose acknowledgement may carry an answer.
ANSWERABLE = ("slash_commands", "view_submission", "block_suggestion")


@dataclass(frozen=True)
class Retry:
    """Which retry of an event this is, and why there had to be one."""

    number: int
    reason: str


@dataclass(frozen=True)
class Answer:
    """How the app took a payload; `reason` is Slack's name of the failure."""

    ok: bool
    payload: Json | None = None
    reason: str = ""
    no_retry: bool = False

    @property
    def late(self) -> bool:
        """Whether the app did not acknowledge in time."""
        return self.reason == "operation_timeout"


class Delivery(Protocol):
    """A way to the app: Socket Mode or signed HTTP."""

    async def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Send an `events_api`, `interactive` or `slash_commands` payload; wait for the acknowledgement."""

    async def stop(self) -> None:
        """Let go of everything that is open."""
