"""What the page listens to: short notes on what changed, never the data itself."""

import asyncio
from collections.abc import Callable, Iterable

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.state.workspace import Json


class Stream:
    """One queue per open page."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[Json]]] = {}
        self.on_change: Callable[[], None] = lambda: None

    @property
    def is_watched(self) -> bool:
        """Whether any page is open."""
        return any(self._queues.values())

    def tell(self, users: Iterable[str], *changed: str, notice: Json | None = None) -> None:
        """Tell the pages of these people what to fetch again."""
        note: Json = {"changed": list(changed)}
        if notice:
            note["notice"] = notice
        for user in users:
            for queue in self._queues.get(user, ()):
                queue.put_nowait(note)
        self.on_change()

    def tell_everybody(self, *changed: str) -> None:
        """Tell every open page."""
        self.tell(list(self._queues), *changed)

    async def endpoint(self, socket: WebSocket) -> None:
        """One page's connection."""
        await socket.accept()
        queue: asyncio.Queue[Json] = asyncio.Queue()
        user = socket.path_params["user"]
        self._queues.setdefault(user, set()).add(queue)
        sender = asyncio.create_task(self._send(socket, queue))
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            self._queues[user].discard(queue)
            sender.cancel()
            await asyncio.gather(sender, return_exceptions=True)

    async def _send(self, socket: WebSocket, queue: asyncio.Queue[Json]) -> None:
        while True:
            note = await queue.get()
            await socket.send_json(note)
