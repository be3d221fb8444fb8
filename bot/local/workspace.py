"""The sandbox and Steward, put together in one process."""

import socket
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.app import Beside, Steward
from bot.clock import MovableClock
from bot.domain.policy import Policy
from bot.errors import SetupError
from bot.jobs.ping_scope import learn_ping_scope
from bot.jobs.profiles import read_profiles
from bot.local.clock import LocalClock
from bot.local.guide import LocalGuide
from bot.local.seeding import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, workspace_seed
from bot.sandbox import Jump, Sandbox, Timing
from bot.services.people.organisation import colleagues, locales_told
from bot.serving import Serving
from bot.slack.client import web_client
from storage.unit import Store

CONNECT_DEADLINE_SECONDS = 5.0


class LocalWorkspace:
    """A workspace of the people in `store`, with Steward attached over Socket Mode or signed HTTP.

    Opened without it, the place is free for somebody else's bot, whose `manifest` it then has.
    `any_port`: where `port` is taken, a free one will do. `beside`: what Steward reaches beside Slack.
    """

    def __init__(
        self,
        store: Store,
        *,
        policy: Policy,
        clock: MovableClock,
        host: str = "127.0.0.1",
        port: int = 0,
        over_http: bool = False,
        any_port: bool = False,
        rate_limits: bool = True,
        manifest: dict[str, Any] | None = None,
        timing: Timing | None = None,
        beside: Beside | None = None,
    ) -> None:
        self.store = store
        self.policy = policy
        self.clock = clock
        self._beside = beside or Beside()
        self._local_clock = LocalClock(clock)
        self.guide = LocalGuide(store, policy=policy, clock=clock, local_clock=self._local_clock)
        self._serving = Serving(host="127.0.0.1", port=0) if over_http else None
        request_url = f"{self._serving.url}/slack/events" if self._serving else None
        self.sandbox = Sandbox(
            workspace_seed(
                colleagues(store),
                told=locales_told(store),
                policy=policy,
                request_url=request_url,
                manifest=manifest,
            ),
            clock=self._local_clock,
            guide=self.guide,
            host=host,
            port=_free_port(host, port) if any_port else port,
            rate_limits=rate_limits,
            timing=timing,
        )
        self.steward: Steward | None = None

    def start(self, *, with_bot: bool = True) -> None:
        """Open the workspace and let Steward in. Raises SetupError where the port is taken."""
        try:
            self.sandbox.start()
        except OSError as error:
            raise SetupError(f"The sandbox cannot listen: {error.strerror}. Choose another --port.") from None
        if with_bot:
            self._attach()

    def stop(self) -> None:
        """Let Steward finish what it is sending, then close the workspace."""
        if self._serving:
            self._serving.stop()
        if self.steward:
            self.steward.stop()
        self.sandbox.stop()

    def jumps(self) -> Sequence[Jump]:
        """Where the page's clock can go from here."""
        return self._local_clock.jumps()

    def move_to(self, at: datetime) -> None:
        """Move the clock, as the page does."""
        self._local_clock.move_to(at)

    def _attach(self) -> None:
        self.steward = Steward(
            store=self.store,
            client=web_client(BOT_TOKEN, base_url=self.sandbox.api_url),
            clock=self.clock,
            policy=self.policy,
            signing_secret=SIGNING_SECRET,
            beside=self._beside,
        )
        self._local_clock.attach(self.steward)
        self.steward.start()
        if self._serving:
            self._serving.start(self.steward.web())
        else:
            self.steward.connect(APP_TOKEN)
            self._wait_for_the_socket()
        # Elsewhere the jobs have linked people to their profiles long since; here somebody may mention
        # a developer in the first minute.
        read_profiles(self.steward.acting(), self.steward.slack)
        learn_ping_scope(self.steward.acting(), self.steward.slack)
        self.guide.attach(self.sandbox)

    def _wait_for_the_socket(self) -> None:
        deadline = time.monotonic() + CONNECT_DEADLINE_SECONDS
        while not self.sandbox.connections() and time.monotonic() < deadline:
            time.sleep(0.01)


def _free_port(host: str, port: int) -> int:
    try:
        socket.create_server((host, port)).close()
    except OSError:
        return 0
    return port
