"""Which address is answered by what: the app's, the page's, and the page itself."""

from collections.abc import Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.sandbox.people.client_api import ClientApi
from bot.sandbox.people.guide import GuideKeeper
from bot.sandbox.state.context import Context
from bot.sandbox.transport.callbacks import Callbacks
from bot.sandbox.transport.socket_mode import SocketMode
from bot.sandbox.transport.stream import PageSocket
from bot.sandbox.transport.web_api import WebApi

STATIC = Path(__file__).parents[1] / "static"


def application(
    context: Context, *, sockets: SocketMode, guide: GuideKeeper, abort: Callable[[HTTPConnection], None]
) -> Starlette:
    """Everything that a running sandbox answers; `abort` cuts a connection."""
    callbacks = Callbacks(context)
    return Starlette(
        routes=[
            Route("/api/{method}", WebApi(context, abort).endpoint, methods=["GET", "POST"]),
            WebSocketRoute("/link/", sockets.endpoint),
            Route("/response/{key}", callbacks.respond, methods=["POST"]),
            Route("/upload/v1/{file}", callbacks.upload, methods=["POST", "PUT"]),
            Route("/files-pri/{file}/{name:path}", callbacks.private_file, methods=["GET"]),
            *ClientApi(context, guide).routes(),
            WebSocketRoute("/client/{user}/stream", PageSocket(context.stream).endpoint),
            Route("/", page, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
        ]
    )


async def page(_: HttpRequest) -> Response:
    """The page."""
    index = STATIC / "index.html"
    return FileResponse(index) if index.exists() else PlainTextResponse("The sandbox is running.")
