"""The connection of an open page, on which it hears what to fetch again."""

import asyncio

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.state.stream import Stream
from bot.sandbox.state.workspace import Json


class PageSocket:
    """One connection for each open page."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    async def endpoint(self, socket: WebSocket) -> None:
        """A page's connection from its handshake to its end."""
        await socket.accept()
        with self._stream.watch(socket.path_params["user"]) as queue:
            sender = asyncio.create_task(send(socket, queue))
            try:
                while True:
                    await socket.receive_text()
            except WebSocketDisconnect:
                pass
            finally:
                sender.cancel()
                await asyncio.gather(sender, return_exceptions=True)


async def send(socket: WebSocket, queue: "asyncio.Queue[Json]") -> None:
    """Pass on each note as it comes."""
    while True:
        await socket.send_json(await queue.get())
