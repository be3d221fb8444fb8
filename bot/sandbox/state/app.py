"""The app at the other end, as everybody sees it who has something to tell or ask it."""

from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.state.workspace import Json


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


class App(Protocol):
    """The app, whichever way it is reached."""

    @property
    def unacknowledged(self) -> int:
        """How many payloads are on their way."""

    async def reach(self, kind: str, payload: Json) -> Answer:
        """Deliver an `interactive` or `slash_commands` payload; the answer once it is acknowledged."""

    def emit(self, subscription: str, event: Json) -> None:
        """Send an event in its own time, if the manifest subscribes to it and holds its scope."""

    def ticket(self) -> str:
        """A ticket that opens one Socket Mode connection, once and soon."""
