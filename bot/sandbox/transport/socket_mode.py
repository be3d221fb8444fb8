"""Socket Mode: single-use URLs, envelopes, acknowledgements, disconnect frames."""

import asyncio
import json
import random
import secrets
import time
import uuid
from collections.abc import Callable
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.sandbox.state.app import Answer
from bot.sandbox.state.seed import Timing
from bot.sandbox.state.workspace import Json
from bot.sandbox.transport.delivery import ANSWERABLE, Retry

MOST_CONNECTIONS = 10  # Source: slack.md, Socket Mode.


class SocketMode:
    """The app's live connections; a payload goes to any one of them."""

    def __init__(self, app_id: str, timing: Timing, abort: Callable[[WebSocket], None]) -> None:
        self._app_id = app_id
        self._timing = timing
        self._abort = abort
        self._tickets: dict[str, float] = {}
        self._waiting: dict[str, asyncio.Future[Json | None]] = {}
        self.connections: list[WebSocket] = []

    def ticket(self) -> str:
        """A ticket that opens one connection, once and soon."""
        ticket = secrets.token_urlsafe(16)
        self._tickets[ticket] = time.monotonic()
        return ticket

    async def endpoint(self, socket: WebSocket) -> None:
        """One connection from its handshake to its end."""
        issued = self._tickets.pop(socket.query_params.get("ticket", ""), None)
        if issued is None or time.monotonic() - issued > self._timing.socket_ticket_lifetime:
            await socket.close(4403)
            return
        await socket.accept()
        if len(self.connections) >= MOST_CONNECTIONS:
            await socket.send_json(disconnect_frame("too_many_websockets"))
            await socket.close()
            return
        self.connections.append(socket)
        try:
            await socket.send_json(self._hello())
            while True:
                self._read(await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            if socket in self.connections:
                self.connections.remove(socket)

    async def deliver(self, kind: str, payload: Json, *, retry: Retry | None = None) -> Answer:
        """Send an envelope and wait for its acknowledgement."""
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind in ANSWERABLE or payload.get("type") in ANSWERABLE,
        }
        if kind == "events_api":
            envelope["retry_attempt"] = retry.number if retry else 0
            envelope["retry_reason"] = retry.reason if retry else ""
        acknowledged: asyncio.Future[Json | None] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = acknowledged
        try:
            if not await self._send(envelope):
                return Answer(False, reason="dispatch_failed")
            answer = await asyncio.wait_for(acknowledged, self._timing.ack_deadline)
        except TimeoutError:
            return Answer(False, reason="operation_timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]
        return Answer(True, answer if envelope["accepts_response_payload"] else None)

    async def goodbye(self, reason: str) -> None:
        """Tell every connection to go elsewhere; only a `warning` leaves it open."""
        for socket in list(self.connections):
            await socket.send_json(disconnect_frame(reason))
            if reason != "warning":
                self.connections.remove(socket)
                await socket.close()

    def cut(self) -> None:
        """Break every connection without a word."""
        for socket in self.connections:
            self._abort(socket)

    async def stop(self) -> None:
        """Nothing to let go of: the connections end with the server."""

    async def _send(self, envelope: Json) -> bool:
        candidates = list(self.connections)
        random.shuffle(candidates)
        for socket in candidates:
            try:
                await socket.send_json(envelope)
            except (WebSocketDisconnect, RuntimeError):
                # The other end just went; another connection may still be there.
                continue
            return True
        return False

    def _read(self, raw: str) -> None:
        try:
            frame: Any = json.loads(raw)
        except ValueError:
            return
        waiting = self._waiting.get(frame.get("envelope_id", "")) if isinstance(frame, dict) else None
        if waiting is not None and not waiting.done():
            payload = frame.get("payload")
            waiting.set_result(payload if isinstance(payload, dict) else None)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "sandbox", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self._app_id},
        }


def disconnect_frame(reason: str) -> Json:
    """What Slack sends before it closes a connection."""
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "sandbox"}}
