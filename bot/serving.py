"""An HTTP application on a socket, in a thread of its own."""

import gc
import socket
import threading
import time

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SetupError

START_DEADLINE_SECONDS = 10.0


def settle_in() -> None:
    """What is loaded by now stays for as long as the process: the garbage collector need not walk it again.

    Once a process, when all is put together; under load it takes a tenth off the slowest answers.
    """
    gc.collect()
    gc.freeze()


class Serving:
    """Takes its port when it is made, so that others can be told of it before anything answers there."""

    def __init__(self, *, host: str, port: int) -> None:
        try:
            self._listener = _listen(host, port)
        except OSError as error:
            raise SetupError(
                f"Cannot listen on {host}:{port}: {error.strerror}. Choose another port."
            ) from None
        address = self._listener.getsockname()
        self.url = f"http://{address[0]}:{address[1]}"
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None

    def start(self, application: ASGIApp) -> None:
        """Answer requests in the background; returns when it does."""
        config = uvicorn.Config(application, log_config=None, access_log=False, lifespan="off")
        config.timeout_graceful_shutdown = 5
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listener]}, name="http", daemon=True
        )
        self._thread.start()
        deadline = time.monotonic() + START_DEADLINE_SECONDS
        while not self._server.started and time.monotonic() < deadline:
            time.sleep(0.005)

    def stop(self) -> None:
        """Finish the requests under way and close the port."""
        if self._server and self._thread:
            self._server.should_exit = True
            self._thread.join()
        self._listener.close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that names TCP: asyncio leaves Nagle's delay on where it does not, 40 ms for each answer."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
