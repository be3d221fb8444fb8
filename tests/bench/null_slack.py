"""A Slack that says yes to everything and does nothing: what Steward talks to while it is measured."""

import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from urllib.parse import parse_qs

from bot.domain.policy import Channels

DESK = Channels().intake.removeprefix("#")

_numbers = itertools.count(1)


class _YesMan(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body are two writes: kept connections would wait 40 ms

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        answer = json.dumps(_answer(self.path.rsplit("/", 1)[-1], body)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: nobody reads it."""


def _answer(method: str, body: str) -> dict[str, object]:
    if method == "auth.test":
        return {
            "ok": True,
            "url": "https://bench.example.com/",
            "team": "Bench",
            "team_id": "T0BENCH",
            "user": "steward",
            "user_id": "U0STEWARD",
            "bot_id": "B0BENCH",
        }
    if method == "conversations.open":
        users = parse_qs(body).get("users", ["U0NOBODY"])[0]
        return {"ok": True, "channel": {"id": f"D{users.removeprefix('U')}"}}
    if method == "conversations.list":
        return {"ok": True, "channels": [{"id": "C0BENCH", "name": DESK, "is_member": True}]}
    if method.startswith("users."):
        return {"ok": False, "error": "user_not_found"}
    if method.startswith("chat."):
        return {"ok": True, "channel": "D0BENCH", "ts": f"1790000000.{next(_numbers):06d}"}
    return {"ok": True}


@contextmanager
def null_slack(*, tls: SSLContext | None = None) -> Iterator[str]:
    """The base address of a null Slack that runs in a thread of this process."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _YesMan)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}/api/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
