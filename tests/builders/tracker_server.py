"""A tracker on loopback: it takes only what its documentation describes, and answers in that shape."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

UPDATED = "2026-11-27T09:00:00Z"


@dataclass(frozen=True)
class Shape:
    """One endpoint: what a body must and may hold, and the number of a good answer."""

    method: str
    path: str
    status: int
    answer: Callable[..., Any]
    needs: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()


@dataclass
class Desk:
    """One tracker with at most one issue. `wrong`: (status, headers) with which the next calls are answered;
    `lost`: of how many calls that change something the answer is lost after they are done; `silent`: it takes
    calls and says nothing until it is set; `away`: it hangs up.
    """

    shapes: list[Shape]
    access: tuple[str, str]
    port: int = 0
    issue: dict[str, Any] = field(default_factory=dict)
    comments: list[dict[str, Any]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    created: int = 0
    wrong: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    lost: int = 0
    silent: threading.Event | None = None
    away: bool = False
    refused: list[str] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What stands under it."""
        return [str(each["body"]) for each in self.comments]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def tracker_server(desk: Desk) -> Iterator[Desk]:
    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            if silent := desk.silent:
                silent.wait(5)
            if silent or desk.away:
                self.close_connection = True
                return
            status, answer, headers = _answer(desk, self.command, self.path, dict(self.headers), body)
            content = b"" if answer is None else json.dumps(answer).encode()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """A test needs none."""

    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.do)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    desk.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield desk
    finally:
        if desk.silent:
            desk.silent.set()
        server.shutdown()
        server.server_close()
        thread.join()


def _answer(
    desk: Desk, method: str, target: str, headers: dict[str, str], body: bytes
) -> tuple[int, Any, dict[str, str]]:
    if desk.wrong:
        status, more = desk.wrong.pop(0)
        return status, {"message": "as the test wants it"}, more
    name, value = desk.access
    if {each.lower(): said for each, said in headers.items()}.get(name.lower()) != value:
        return 401, {"message": "who are you"}, {}
    parts = urlsplit(target)
    query = {each: said[0] for each, said in parse_qs(parts.query).items()}
    for shape in desk.shapes:
        if shape.method == method and (fits := re.fullmatch(shape.path, parts.path)):
            sent = json.loads(body) if body else {}
            extra = set(sent) - shape.needs - shape.may
            if not shape.needs <= set(sent) or extra:
                desk.refused.append(f"{method} {parts.path} {sorted(sent)}")
                return 422, {"message": "not as documented"}, {}
            answer = shape.answer(desk, sent, query, *fits.groups())
            if desk.lost and method != "GET":
                desk.lost -= 1
                return 502, None, {}
            if answer is None and shape.status == 200:
                return 404, {"message": "none"}, {}
            return shape.status, answer, {}
    desk.refused.append(f"{method} {parts.path}")
    return 404, {"message": "no such endpoint"}, {}
