"""The line to the app: whatever goes out to it, and how much of that it has not acknowledged yet."""

from bot.sandbox.state.app import Answer
from bot.sandbox.state.background import Background
from bot.sandbox.state.seed import Timing
from bot.sandbox.state.workspace import Json, Workspace
from bot.sandbox.transport import events
from bot.sandbox.transport.delivery import Delivery, Retry
from bot.sandbox.transport.socket_mode import SocketMode


class Line:
    """The app as the rest of the sandbox knows it; without a `delivery` it is reached over its sockets."""

    def __init__(
        self,
        workspace: Workspace,
        *,
        sockets: SocketMode,
        delivery: Delivery | None,
        timing: Timing,
        background: Background,
    ) -> None:
        self._workspace = workspace
        self._delivery: Delivery = delivery or sockets
        self._timing = timing
        self._background = background
        self.sockets = sockets
        self.unacknowledged = 0

    async def reach(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Deliver a payload, counted while it is on its way."""
        self.unacknowledged += 1
        try:
            return await self._delivery.deliver(kind, payload, retry=retry)
        finally:
            self.unacknowledged -= 1

    def emit(self, subscription: str, event: Json) -> None:
        """Send an event if the manifest subscribes to it and holds its scope."""
        if events.is_wanted(self._workspace.manifest, subscription):
            self._background.later(self._send(events.envelope(self._workspace, event)))

    def ticket(self) -> str:
        """A ticket that opens one Socket Mode connection, once and soon."""
        return self.sockets.ticket()

    async def stop(self) -> None:
        """Let go of everything that is open."""
        await self._delivery.stop()

    async def _send(self, payload: Json) -> None:
        await events.send(
            lambda retry: self.reach("events_api", payload, retry=retry), self._timing.event_retries
        )
