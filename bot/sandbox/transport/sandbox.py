"""The sandbox as a whole: started and stopped, changed from outside, and asked what has happened."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.people import admin
from bot.sandbox.people.driver import Person
from bot.sandbox.people.guide import GuideBook, GuideKeeper
from bot.sandbox.state import posting
from bot.sandbox.state.background import Background
from bot.sandbox.state.context import Call, Context
from bot.sandbox.state.faults import Faults
from bot.sandbox.state.ids import wall_clock
from bot.sandbox.state.rate_limits import RateLimits
from bot.sandbox.state.seed import ClockControl, Seed, SeedChannel, SeedUser, Timing
from bot.sandbox.state.stream import Stream
from bot.sandbox.state.triggers import ResponseUrls, Triggers
from bot.sandbox.state.view_stacks import ViewStacks
from bot.sandbox.state.workspace import Workspace, later
from bot.sandbox.transport.http_delivery import HttpDelivery
from bot.sandbox.transport.line import Line
from bot.sandbox.transport.routes import application
from bot.sandbox.transport.server import Server
from bot.sandbox.transport.socket_mode import SocketMode


@dataclass(frozen=True)
class Running:
    """What there is while the sandbox runs; the event loop owns it."""

    context: Context
    line: Line
    guide: GuideKeeper

    async def end(self) -> None:
        """Let go of the app, and break off what goes on in the background."""
        await self.line.stop()
        await self.context.background.end()


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
        self._rate_limits = rate_limits
        self._timing = timing or Timing()
        self._server = Server(host, port)
        self._parts: Running | None = None
        self._people: list[Person] = []
        self.faults = Faults()
        self.calls: list[Call] = []

    @property
    def url(self) -> str:
        """Where the page is."""
        return self._server.url

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base_url."""
        return f"{self.url}/api/"

    @property
    def workspace(self) -> Workspace:
        """The state, to look at; the event loop owns it."""
        return self._context.workspace

    def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        running = self._build()
        context, sockets, soon = running.context, running.line.sockets, self._server.soon
        self._server.listen()
        context.workspace.public_url = self.url
        self._parts = running
        self.faults.attach(
            cut_sockets=lambda: soon(sockets.cut),
            say_goodbye=lambda reason: soon(lambda: context.background.later(sockets.goodbye(reason))),
        )
        served = application(context, sockets=sockets, guide=running.guide, abort=self._server.abort)
        self._server.start(served, running.end)

    def stop(self) -> None:
        """Stop listening and end every connection, task and thread."""
        for person in self._people:
            person.leave()
        self._people.clear()
        self._server.stop()
        self._parts = None

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
        self._do(lambda context: admin.change_user(context, context.workspace.users[user_id], changes))

    def add_user(self, seed: SeedUser) -> None:
        """Somebody joins the workspace; fires team_join."""
        self._do(lambda context: admin.add_user(context, seed))

    def join_channel(self, user_id: str, channel_id: str, *, inviter: str | None = None) -> None:
        """Put somebody (also the bot) into a channel; fires member_joined_channel."""
        self._do(lambda context: admin.join_channel(context, user_id, channel_id, inviter))

    def archive_channel(self, channel_id: str, *, archived: bool = True) -> None:
        """Archive a channel, or unarchive it; it keeps its name, and posting there is refused meanwhile."""
        self._do(lambda context: admin.archive_channel(context, channel_id, archived=archived))

    def rename_channel(self, channel_id: str, name: str) -> None:
        """Give a channel another name. Raises ValueError where one has it, archived ones too."""
        self._do(lambda context: admin.rename_channel(context, channel_id, name))

    def delete_channel(self, channel_id: str) -> None:
        """Delete a channel with all that was written in it; its name is free, its id never comes back."""
        self._do(lambda context: admin.delete_channel(context, channel_id))

    def create_channel(self, seed: SeedChannel) -> None:
        """Somebody makes a channel; fires channel_created. Raises ValueError where one has its name,
        archived ones too: as in Slack, they keep it until they are renamed or deleted."""
        self._do(lambda context: admin.create_channel(context, seed))

    def remove_message(self, channel_id: str, ts: str) -> None:
        """Delete a message as a workspace admin would."""
        self._do(lambda context: posting.delete(context, context.workspace.channels[channel_id].messages[ts]))

    def has_shown(self, user_id: str, callback_id: str, *, about: str | None = None) -> bool:
        """Whether the app ever showed somebody a view with this callback id; "home" is their Home tab.

        `about`: its private metadata; left out, it may have any.
        """
        shown = self._context.views.shown.get((user_id, callback_id), ())
        return bool(shown) if about is None else about in shown

    def has_read(self, user_id: str, channel_id: str, thread_ts: str, *, since: datetime) -> bool:
        """Whether somebody read in a thread what others wrote at `since` or later, to the end."""
        channel = self.workspace.channels[channel_id]
        messages = list(channel.messages.values())  # whoever asks is not on the event loop, which adds to it
        theirs = [each.ts for each in messages if each.thread_ts == thread_ts and each.user != user_id]
        read = channel.last_read.get((user_id, thread_ts), "0")
        return bool(theirs) and float(theirs[-1]) >= since.timestamp() and not later(theirs[-1], read)

    def connections(self) -> int:
        """How many Socket Mode connections the app holds."""
        return len(self._running.line.sockets.connections)

    @property
    def _running(self) -> Running:
        if self._parts is None:
            raise RuntimeError("The sandbox is not running")
        return self._parts

    @property
    def _context(self) -> Context:
        return self._running.context

    def _do(self, work: Callable[[Context], None]) -> None:
        context = self._context
        self._server.do(lambda: work(context))

    def _build(self) -> Running:
        clock = self._clock
        workspace = Workspace(self._seed, clock.now if clock else wall_clock)
        stream, background = Stream(), Background()
        line = self._line(workspace, background)
        guide = GuideKeeper(self._guide, workspace=workspace, stream=stream, later=background.later)
        stream.on_change = guide.stir
        context = Context(
            workspace=workspace,
            views=ViewStacks(workspace),
            triggers=Triggers(self._timing),
            response_urls=ResponseUrls(self._timing),
            faults=self.faults,
            # Where the clock is moved, Slack's minutes have passed as well.
            limits=RateLimits(
                on=self._rate_limits, now=(lambda: clock.now().timestamp()) if clock else time.monotonic
            ),
            stream=stream,
            app=line,
            background=background,
            clock=clock,
            calls=self.calls,
        )
        return Running(context, line, guide)

    def _line(self, workspace: Workspace, background: Background) -> Line:
        app, timing = self._seed.app, self._timing
        return Line(
            workspace,
            sockets=SocketMode(workspace.app_id, timing, self._server.abort),
            delivery=HttpDelivery(app.request_url, app.signing_secret, timing) if app.request_url else None,
            timing=timing,
            background=background,
        )
