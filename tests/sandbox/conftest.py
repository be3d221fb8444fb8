"""A small workspace, a Slack client, and a real Bolt app over either transport."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
import uvicorn
from slack_bolt import App
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox import Sandbox, Seed, SeedApp, SeedChannel, SeedUser, Timing
from bot.slack.client import web_client
from bot.slack.socket import dial, hang_up

SCOPES = [
    "app_mentions:read",
    *(f"{kind}:{right}" for kind in ("channels", "groups", "im") for right in ("read", "history")),
    *("channels:join", "channels:manage", "im:write", "mpim:write"),
    *("chat:write", "commands", "files:read", "files:write", "bookmarks:write", "pins:write"),
    *("reactions:read", "reactions:write", "team:read"),
    *("users:read", "users:read.email", "users.profile:read"),
]
EVENTS = [
    *(
        "app_home_opened",
        "app_mention",
        "member_joined_channel",
        "reaction_added",
        "team_join",
        "user_change",
    ),
    *("message.channels", "message.groups", "message.im"),
]


def manifest(
    *, scopes: Sequence[str] = SCOPES, events: Sequence[str] = EVENTS, home: bool = True
) -> dict[str, Any]:
    """An app with one of everything."""
    return {
        "display_information": {"name": "Helper"},
        "features": {
            "app_home": {"home_tab_enabled": home, "messages_tab_enabled": True},
            "bot_user": {"display_name": "helper"},
            "slash_commands": [{"command": "/ask", "description": "Ask", "usage_hint": "[what]"}],
            "shortcuts": [
                {"name": "Start", "type": "global", "callback_id": "start", "description": "Start"},
                {"name": "Pass on", "type": "message", "callback_id": "pass_on", "description": "Pass on"},
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(events)},
            "interactivity": {"is_enabled": True},
            "socket_mode_enabled": True,
        },
    }


def seed(app: SeedApp | None = None) -> Seed:
    """Ann, Ben and Cem; #general with the bot, #other without, #secret private."""
    return Seed(
        users=(
            SeedUser("U1", "ann", "Ann Lee", "ann@example.com", locale="zh-CN"),
            SeedUser("U2", "ben", "Ben Ode", "ben@example.com", tz="Europe/Berlin"),
            SeedUser("U3", "cem", "Cem Kaya", "cem@example.com"),
            SeedUser("U4", "dora", "Dora Gone", "dora@example.com", deleted=True),
        ),
        channels=(
            SeedChannel("C1", "general", ("U1", "U2")),
            SeedChannel("C2", "other", ("U1",), bot_is_member=False),
            SeedChannel("C3", "secret", ("U1", "U2"), is_private=True),
            SeedChannel("C4", "hidden", ("U2",), is_private=True, bot_is_member=False),
        ),
        app=app or SeedApp(manifest()),
    )


def client_of(sandbox: Sandbox) -> WebClient:
    """The app's own Slack client."""
    return web_client("xoxb-sandbox", base_url=sandbox.api_url)


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A running workspace without rate limits."""
    with Sandbox(seed(), rate_limits=False) as running:
        yield running


@pytest.fixture
def client(sandbox: Sandbox) -> WebClient:
    """The app's own Slack client."""
    return client_of(sandbox)


@pytest.fixture
def bolt() -> Iterator[Callable[..., App]]:
    """Connects a Bolt app to a sandbox through Socket Mode."""
    connected: list[SocketModeHandler] = []

    def connect(sandbox: Sandbox, register: Callable[[App], None]) -> App:
        app = App(
            token="xoxb-sandbox",
            client=client_of(sandbox),
            process_before_response=True,
        )
        register(app)
        handler = dial(app, "xapp-sandbox")
        handler.client.logger.setLevel(logging.CRITICAL)
        connected.append(handler)
        pause = threading.Event()
        while sandbox.connections() < len(connected):
            pause.wait(0.01)
        return app

    yield connect
    for each in connected:
        hang_up(each)


class Endpoint:
    """The request URL of a Bolt app; the app comes after the address is known."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self._handler: SlackRequestHandler | None = None
        starlette = Starlette(routes=[Route("/slack/events", self._receive, methods=["POST"])])
        self._server = uvicorn.Server(uvicorn.Config(starlette, port=0, log_config=None, lifespan="off"))
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        pause = threading.Event()
        while not self._server.started:
            pause.wait(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}/slack/events"

    def serve(self, app: App) -> None:
        self._handler = SlackRequestHandler(app)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def _receive(self, request: Request) -> Response:
        self.bodies.append(await request.body())
        return await self._handler.handle(request) if self._handler else Response(status_code=500)


@pytest.fixture(scope="session")
def address() -> Iterator[Endpoint]:
    """One server for all tests: starting and stopping it takes longer than most of them."""
    made = Endpoint()
    yield made
    made.stop()


@pytest.fixture
def endpoint(address: Endpoint) -> Endpoint:
    """An address for signed HTTP delivery, with nothing received yet."""
    address.bodies.clear()
    return address


@pytest.fixture
def served(endpoint: Endpoint) -> Iterator[Callable[..., Sandbox]]:
    """A workspace that delivers over signed HTTP to a real Bolt app."""
    running: list[Sandbox] = []

    def start(register: Callable[[App], None], **options: Any) -> Sandbox:
        app_seed = SeedApp(options.pop("manifest", None) or manifest(), request_url=endpoint.url)
        sandbox = Sandbox(seed(app_seed), **{"rate_limits": False, **options})
        sandbox.start()
        running.append(sandbox)
        client = client_of(sandbox)
        app = App(client=client, signing_secret="sandbox-signing-secret", process_before_response=True)
        app.logger.setLevel(logging.CRITICAL)
        register(app)
        endpoint.serve(app)
        return sandbox

    yield start
    for each in running:
        each.stop()


@pytest.fixture
def quick() -> Timing:
    """Slack's deadlines, shortened."""
    return Timing(ack_deadline=0.4, trigger_lifetime=0.3, event_retries=(0.0, 0.1, 0.2))
