"""An HTTP server in a thread of its own, with a way in for work that belongs on its event loop."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future

import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection

START_DEADLINE = 10.0
STOP_DEADLINE = 2.0
IDLE_SECONDS = 75
"""How long an idle connection stays open, as with other servers: a client that keeps it closes first."""


class Server:
    """Listens at one address. `start` returns when it answers; `stop` leaves nothing behind."""

    def __init__(self, host: str, port: int) -> None:
        self._address = (host, port)
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None
        self._stopping: asyncio.Event | None = None
        self.url = ""

    def listen(self) -> None:
        """Take the port; from now on `url` holds. Raises OSError when it is taken."""
        self._listener = listen(*self._address)
        host, port = self._listener.getsockname()[:2]
        self.url = f"http://{host}:{port}"

    def start(self, application: Starlette, end: Callable[[], Awaitable[None]]) -> None:
        """Answer at the port that was taken; `end` lets go of the application's own work at the stop."""
        listener, started = self._listener, Future[None]()
        if listener is None:
            raise RuntimeError("There is no port yet to answer at")
        serving = self._serve(application, end, listener, started)
        self._thread = threading.Thread(target=asyncio.run, args=(serving,), name="sandbox")
        self._thread.start()
        started.result(START_DEADLINE)

    def stop(self) -> None:
        """Stop listening and end every connection, task and thread."""
        if self._thread is None:
            return
        if self._stopping is not None:
            self.soon(self._stopping.set)
        self._thread.join()
        self._listener = self._thread = self._loop = self._server = self._stopping = None

    def soon(self, work: Callable[[], object]) -> None:
        """Have work done on the event loop, if there is one, without waiting for it."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(work)

    def do(self, work: Callable[[], None]) -> None:
        """Have work done on the event loop. Raises what it raises, if a LookupError or ValueError."""
        done: Future[None] = Future()

        def run() -> None:
            try:
                work()
            except (LookupError, ValueError) as refused:
                done.set_exception(refused)
            else:
                done.set_result(None)

        if self._loop is None:
            raise RuntimeError("The sandbox is not running")
        self._loop.call_soon_threadsafe(run)
        done.result(START_DEADLINE)

    def abort(self, connection: HTTPConnection) -> None:
        """Cut a connection's TCP stream, as a failing network would."""
        if self._server is None or connection.client is None:
            return
        peer = (connection.client.host, connection.client.port)
        for protocol in list(self._server.server_state.connections):
            if getattr(protocol, "client", None) == peer:
                abort(protocol)

    async def _serve(
        self,
        application: Starlette,
        end: Callable[[], Awaitable[None]],
        listener: socket.socket,
        started: "Future[None]",
    ) -> None:
        self._loop = asyncio.get_running_loop()
        stopping = self._stopping = asyncio.Event()
        config = uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            lifespan="off",
            ws="websockets-sansio",
            timeout_keep_alive=IDLE_SECONDS,
        )
        config.load()
        server = self._server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        # Started without uvicorn's main loop, whose ticks would make every stop take a fifth of a second.
        await server.startup(sockets=[listener])
        started.set_result(None)
        await stopping.wait()
        await _end(server, end)


async def _end(server: uvicorn.Server, end: Callable[[], Awaitable[None]]) -> None:
    for each in server.servers:
        each.close()
    # A page or client that does not answer the closing handshake must not hold up the end.
    for protocol in list(server.server_state.connections):
        abort(protocol)
    await end()
    # What still serves a connection sees that it is gone and ends by itself.
    if server.server_state.tasks:
        await asyncio.wait(server.server_state.tasks, timeout=STOP_DEADLINE)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that names TCP: without, asyncio leaves Nagle's delay on, 40 ms for each answer."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def abort(protocol: object) -> None:
    """Cut the TCP stream below one of the server's protocols."""
    transport = getattr(protocol, "transport", None)
    if transport is not None:
        transport.abort()
