"""Socket Mode: calling and hanging up."""

import time
from contextlib import suppress

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_bolt.adapter.socket_mode.websocket_client import SocketModeHandler
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from websocket import ABNF, WebSocketApp, WebSocketException

from bot.slack.calls import call
from bot.slack.requests import over_socket

WATCH_AFTER_SECONDS = 2.0
GOODBYE_SECONDS = 3.0
HELLO_SECONDS = 5.0
LOOK_EVERY_SECONDS = 0.02


class _Handler(SocketModeHandler):
    """Bolt's, but for what Bolt cannot read: that too is answered, or Slack sends it again."""

    def handle(self, client: BaseSocketModeClient, req: SocketModeRequest) -> None:
        request = over_socket(req.payload, headers=build_headers(req))
        send_response(client, req, self.app.dispatch(request), time.time())


def dial(app: App, app_token: str) -> SocketModeHandler:
    """Listen in the background; reconnects by itself. Raises SlackFailure's kinds where Slack does not say
    where.

    The client's watchman looks before the first connection can be up, takes it for lost and dials a
    second one: here his first look comes too early to count.
    """
    address = call(app.client.apps_connections_open, app_token=app_token)["url"]
    handler = _Handler(app, app_token, web_client=app.client)
    handler.client.wss_uri = str(address)
    monitor = handler.client.current_app_monitor
    look, dialled = monitor.target, time.monotonic()

    def look_later() -> None:
        if time.monotonic() - dialled > WATCH_AFTER_SECONDS:
            look()

    monitor.target = look_later
    handler.client.on_open_listeners.append(_decode_once)
    handler.connect()  # type: ignore[no-untyped-call]
    return handler


def is_connected(handler: SocketModeHandler) -> bool:
    """Whether there is a line on which Slack can tell us something."""
    session = handler.client.current_session
    return bool(session and session.sock and session.sock.connected)


def wait_for_the_line(handler: SocketModeHandler) -> None:
    """Return once it is connected, or after some seconds: it goes on trying by itself."""
    gives_up = time.monotonic() + HELLO_SECONDS
    while not is_connected(handler) and time.monotonic() < gives_up:
        time.sleep(LOOK_EVERY_SECONDS)


def _decode_once(session: WebSocketApp) -> None:
    # Whatever comes is decoded, and refused if it cannot be. Before that the client looks at it byte by
    # byte: a form full of Chinese is on its way for milliseconds longer.
    if session.sock is not None:
        session.sock.frame_buffer.skip_utf8_validation = True
        session.sock.cont_frame.skip_utf8_validation = True


def hang_up(handler: SocketModeHandler) -> None:
    """Close the connection and its threads. What was not acknowledged, Slack sends again.

    The reading thread is told to go and woken by an answer to a ping, so that it closes its own
    socket: closed under it, as the client would, it can go on waiting for ten seconds.
    """
    client = handler.client
    client.closed = True
    client.auto_reconnect_enabled = False
    client.message_queue.put(None)  # it looks up from its queue at a message, else once a second
    runner = client.current_session_runner
    runner.event.set()
    session = client.current_session
    if session and session.sock:
        session.keep_running = False
        with suppress(OSError, WebSocketException):
            session.send(b"", ABNF.OPCODE_PING)
        runner.thread.join(GOODBYE_SECONDS)
    handler.close()  # type: ignore[no-untyped-call]
