"""The sandbox as a whole: a server in its own thread, with switches for tests."""

import asyncio
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles

from bot.sandbox.people.client_api import ClientApi, change_user
from bot.sandbox.people.driver import Person
from bot.sandbox.people.guide import GuideBook
from bot.sandbox.state import events, posting
from bot.sandbox.state.context import Call, Context
from bot.sandbox.state.faults import Faults
from bot.sandbox.state.ids import wall_clock
from bot.sandbox.state.rate_limits import RateLimits
from bot.sandbox.state.seed import ClockControl, Seed, SeedChannel, SeedUser, Timing
from bot.sandbox.state.stream import Stream
from bot.sandbox.state.triggers import ResponseUrls, Triggers
from bot.sandbox.state.view_stacks import ViewStacks
from bot.sandbox.state.workspace import User, Workspace, later
from bot.sandbox.transport.callbacks import Callbacks
from bot.sandbox.transport.delivery import Delivery
from bot.sandbox.transport.http_delivery import HttpDelivery
from bot.sandbox.transport.socket_mode import SocketMode
from bot.sandbox.transport.web_api import WebApi

STATIC = Path(__file__).parents[1] / "static"
START_DEADLINE = 10.0
STOP_DEADLINE = 2.0
IDLE_SECONDS = 75
"""How long an idle connection stays open, as with other servers: a client that keeps it closes first."""


class Sandbox:
    """A local Slack workspace. `start` returns when it listens; `stop` leaves nothing behind.

    `guide` fills the page's guide; without there is none. `rate_limits` off is for scenario tests that
    must be fast; `timing` shortens Slack's deadlines.
    """

    def __init__(
        self,
        seed: Seed,
        *,
        clock: ClockControl | None = None,
        guide: GuideBook | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        rate_limits: bool = True,
        timing: Timing | None = None,
    ) -> None:
        self._seed = seed
        self._clock = clock
        self._guide = guide
        self._address = (host, port)
        self._rate_limits = rate_limits
        self._timing = timing or Timing()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._server: uvicorn.Server | None = None
        self._context: Context | None = None
        self._stopping: asyncio.Event | None = None
        self._people: list[Person] = []
        self.faults = Faults()
        self.calls: list[Call] = []
        self.url = ""

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base_url."""
        return f"{self.url}/api/"

    @property
    def workspace(self) -> Workspace:
        """The state, to look at; the event loop owns it."""
        return self._running().workspace

    def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        listener = listen(*self._address)
        host, port = listener.getsockname()[:2]
        self.url = f"http://{host}:{port}"
        started: Future[None] = Future()
        self._thread = threading.Thread(target=self._run, args=(listener, started), name="sandbox")
        self._thread.start()
        started.result(START_DEADLINE)

    def stop(self) -> None:
        """Stop listening and end every connection, task and thread."""
        for person in self._people:
            person.leave()
        self._people.clear()
        if self._thread is None:
            return
        if self._stopping is not None:
            self._soon(self._stopping.set)
        self._thread.join()
        self._thread = self._loop = self._server = self._context = self._stopping = None

    def __enter__(self) -> "Sandbox":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def person(self, user_id: str) -> Person:
        """Somebody at the keyboard; speaks the same client API as the page."""
        if user_id not in self.workspace.users:
            raise LookupError(f"There is no {user_id} in the sandbox")
        person = Person(self.url, user_id)
        self._people.append(person)
        return person

    def change_user(self, user_id: str, **changes: Any) -> None:
        """Change a person's locale, tz, deleted and so on; fires user_change."""
        context = self._running()
        self._on_loop(lambda: change_user(context, context.workspace.users[user_id], changes))

    def add_user(self, seed: SeedUser) -> None:
        """Somebody joins the workspace; fires team_join."""
        context = self._running()

        def join() -> None:
            workspace = context.workspace
            fields = {key: getattr(seed, key) for key in SeedUser.__dataclass_fields__}
            workspace.users[seed.id] = User(**fields, updated=workspace.timestamps.seconds())
            workspace.app_direct(seed.id).opened = False
            events.user_changed(context, workspace.users[seed.id], joined=True)
            context.stream.tell_everybody("people", "conversations")

        self._on_loop(join)

    def join_channel(self, user_id: str, channel_id: str, *, inviter: str | None = None) -> None:
        """Put somebody (also the bot) into a channel; fires member_joined_channel."""
        context = self._running()

        def join() -> None:
            channel = context.workspace.channels[channel_id]
            if user_id not in channel.members:
                channel.members.append(user_id)
                events.member_joined(context, channel, user_id, inviter)
                context.stream.tell_everybody("conversations")

        self._on_loop(join)

    def archive_channel(self, channel_id: str, *, archived: bool = True) -> None:
        """Archive a channel, or unarchive it; it keeps its name, and posting there is refused meanwhile."""
        context = self._running()

        def archive() -> None:
            context.workspace.channels[channel_id].archived = archived
            context.stream.tell_everybody("conversations")

        self._on_loop(archive)

    def rename_channel(self, channel_id: str, name: str) -> None:
        """Give a channel another name. Raises ValueError where one has it, archived ones too."""
        context = self._running()

        def rename() -> None:
            _check_free(context.workspace, name)
            context.workspace.channels[channel_id].name = name
            context.stream.tell_everybody("conversations")

        self._on_loop(rename)

    def delete_channel(self, channel_id: str) -> None:
        """Delete a channel with all that was written in it; its name is free, its id never comes back."""
        context = self._running()

        def remove() -> None:
            del context.workspace.channels[channel_id]
            context.stream.tell_everybody("conversations")

        self._on_loop(remove)

    def create_channel(self, seed: SeedChannel) -> None:
        """Somebody makes a channel; fires channel_created. Raises ValueError where one has its name,
        archived ones too: as in Slack, they keep it until they are renamed or deleted."""
        context = self._running()

        def create() -> None:
            workspace = context.workspace
            _check_free(workspace, seed.name)
            channel = workspace.add_seeded(seed)
            events.channel_created(context, channel)
            context.stream.tell_everybody("conversations")

        self._on_loop(create)

    def remove_message(self, channel_id: str, ts: str) -> None:
        """Delete a message as a workspace admin would."""
        context = self._running()
        self._on_loop(lambda: posting.delete(context, context.workspace.channels[channel_id].messages[ts]))

    def has_shown(self, user_id: str, callback_id: str) -> bool:
        """Whether the app ever showed somebody a view with this callback id; "home" is their Home tab."""
        return (user_id, callback_id) in self._running().views.shown

    def has_read(self, user_id: str, channel_id: str, thread_ts: str, *, since: datetime) -> bool:
        """Whether somebody read in a thread what others wrote at `since` or later, to the end."""
        channel = self._running().workspace.channels[channel_id]
        messages = list(channel.messages.values())  # whoever asks is not on the event loop, which adds to it
        theirs = [each.ts for each in messages if each.thread_ts == thread_ts and each.user != user_id]
        read = channel.last_read.get((user_id, thread_ts), "0")
        return bool(theirs) and float(theirs[-1]) >= since.timestamp() and not later(theirs[-1], read)

    def connections(self) -> int:
        """How many Socket Mode connections the app holds."""
        return len(self._running().sockets.connections)

    def _running(self) -> Context:
        if self._context is None:
            raise RuntimeError("The sandbox is not running")
        return self._context

    def _on_loop(self, work: Callable[[], None]) -> None:
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

    def _run(self, listener: socket.socket, started: "Future[None]") -> None:
        asyncio.run(self._serve(listener, started))

    async def _serve(self, listener: socket.socket, started: "Future[None]") -> None:
        self._loop = asyncio.get_running_loop()
        stopping = self._stopping = asyncio.Event()
        context = self._context = self._build()
        self.faults.attach(
            cut_sockets=lambda: self._soon(context.sockets.cut),
            say_goodbye=lambda reason: self._soon(lambda: context.later(context.sockets.goodbye(reason))),
        )
        config = uvicorn.Config(
            self._application(context),
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
        await self._end(context, server)

    async def _end(self, context: Context, server: uvicorn.Server) -> None:
        for each in server.servers:
            each.close()
        await context.delivery.stop()
        # A page or client that does not answer the closing handshake must not hold up the end.
        for protocol in list(server.server_state.connections):
            abort(protocol)
        for task in context.tasks:
            task.cancel()
        await asyncio.gather(*context.tasks, return_exceptions=True)
        # What still serves a connection sees that it is gone and ends by itself.
        if server.server_state.tasks:
            await asyncio.wait(server.server_state.tasks, timeout=STOP_DEADLINE)

    def _soon(self, work: Callable[[], object]) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(work)

    def _build(self) -> Context:
        clock = self._clock
        workspace = Workspace(self._seed, clock.now if clock else wall_clock)
        workspace.public_url = self.url
        sockets = SocketMode(workspace.app_id, self._timing, self._abort)
        app = self._seed.app
        delivery: Delivery = sockets
        if app.request_url:
            delivery = HttpDelivery(app.request_url, app.signing_secret, self._timing)
        return Context(
            workspace=workspace,
            views=ViewStacks(workspace),
            triggers=Triggers(self._timing),
            response_urls=ResponseUrls(self._timing),
            faults=self.faults,
            # Where the clock is moved, Slack's minutes have passed as well.
            limits=RateLimits(
                on=self._rate_limits, now=(lambda: clock.now().timestamp()) if clock else time.monotonic
            ),
            stream=Stream(),
            sockets=sockets,
            delivery=delivery,
            timing=self._timing,
            clock=clock,
            book=self._guide,
            calls=self.calls,
        )

    def _application(self, context: Context) -> Starlette:
        callbacks = Callbacks(context)
        api = WebApi(context, self._abort)
        return Starlette(
            routes=[
                Route("/api/{method}", api.endpoint, methods=["GET", "POST"]),
                WebSocketRoute("/link/", context.sockets.endpoint),
                Route("/response/{key}", callbacks.respond, methods=["POST"]),
                Route("/upload/v1/{file}", callbacks.upload, methods=["POST", "PUT"]),
                Route("/files-pri/{file}/{name:path}", callbacks.private_file, methods=["GET"]),
                *ClientApi(context).routes(),
                Route("/", page, methods=["GET"]),
                Mount("/static", StaticFiles(directory=STATIC, check_dir=False)),
            ]
        )

    def _abort(self, connection: HTTPConnection) -> None:
        """Cut a connection's TCP stream, as a failing network would."""
        if self._server is None or connection.client is None:
            return
        peer = (connection.client.host, connection.client.port)
        for protocol in list(self._server.server_state.connections):
            if getattr(protocol, "client", None) == peer:
                abort(protocol)


def _check_free(workspace: Workspace, name: str) -> None:
    if workspace.channel_named(name):
        raise ValueError("name_taken")


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


async def page(_: HttpRequest) -> Response:
    """The page."""
    index = STATIC / "index.html"
    return FileResponse(index) if index.exists() else PlainTextResponse("The sandbox is running.")
