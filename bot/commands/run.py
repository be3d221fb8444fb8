"""`steward run`: in Slack where there are tokens, else in the sandbox."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, TypeVar

import typer

from bot.app import Steward, assemble
from bot.clock import SystemClock
from bot.commands.configured import Configured, configured, console
from bot.commands.front import Front
from bot.commands.sandbox import open_sandbox
from bot.commands.stopping import until_stopped, wait_for
from bot.commands.waiting import patiently
from bot.errors import Away, SetupError
from bot.jobs import heartbeat
from bot.jobs.channels import check_channels
from bot.logs import configure_logs
from bot.serving import Serving, settle_in
from bot.slack.errors import RateLimited, SlackFailure, Unreachable

T = TypeVar("T")


def run(
    http: Annotated[
        str | None, typer.Option(metavar="HOST:PORT", help="Serve Slack's requests here, not by Socket Mode.")
    ] = None,
) -> None:
    """Start Steward. Without Slack tokens it starts the sandbox, a workspace on this machine."""
    setup = configured()
    configure_logs(setup.settings.steward_log)
    if not setup.settings.has_slack:
        console().print("SLACK_BOT_TOKEN is not set: this is the sandbox, a workspace on this machine.")
        open_sandbox(setup.policy)
        return
    _require_tokens(setup, http)
    with until_stopped() as stopped:
        serving, front = (_serving(http) if http else None), Front()
        if serving:
            serving.start(front)
        try:
            _run(setup, serving, front, stopped)
        finally:
            if serving:
                serving.stop()


def _run(setup: Configured, serving: Serving | None, front: Front, stopped: threading.Event) -> None:
    """Put Steward together and run it, waiting for what does not answer; until it is stopped."""

    def reached(of: str, attempt: Callable[[], T]) -> T | None:
        front.waits_for = of
        return patiently(attempt, of=of, stopped=stopped, tell=console().print)

    clock = SystemClock()
    steward = reached("database", lambda: assemble(setup.settings, clock=clock, policy=setup.policy))
    if steward is None:
        return
    try:
        greeting = reached("slack", lambda: _greeting(steward))
        if greeting is None:
            return
        console().print(greeting)
        steward.start()
        if serving:
            front.behind = steward.web()
            console().print(f"Slack's requests are taken at {serving.url}/slack/events")
        else:
            reached("slack", lambda: _connect(steward, setup))
        if stopped.is_set():
            return
        # What fell due while nobody ran, new colleagues' profiles among it, need not wait for a beat.
        heartbeat.run_all(steward.beat())
        check_channels(steward.acting(), steward.slack)
        settle_in()
        wait_for(stopped)
    finally:
        steward.stop()


def _require_tokens(setup: Configured, http: str | None) -> None:
    if http is None and setup.settings.slack_app_token is None:
        raise SetupError(
            "SLACK_APP_TOKEN is not set; Socket Mode needs it (without it: --http HOST:PORT). "
            "See README, Connecting to Slack."
        )
    if http is not None and setup.settings.slack_signing_secret is None:
        raise SetupError("SLACK_SIGNING_SECRET is not set; --http needs it. See README, Connecting to Slack.")


def _greeting(steward: Steward) -> str:
    with _said_of("SLACK_BOT_TOKEN", steward):
        answer = steward.slack.identity()
        return f"Steward is {answer['user']} in {answer['team']}. Ctrl-C stops it."


def _connect(steward: Steward, setup: Configured) -> None:
    assert setup.settings.slack_app_token is not None
    with _said_of("SLACK_APP_TOKEN", steward):
        steward.connect(setup.settings.slack_app_token.get_secret_value())


@contextmanager
def _said_of(token: str, steward: Steward) -> Iterator[None]:
    """Raises SetupError where Slack does not take the token, Away where it does not answer."""
    try:
        yield
    except (Unreachable, RateLimited) as trouble:
        place = steward.slack.client.base_url
        raise Away(f"Slack does not answer at {place} ({trouble.reason}).") from None
    except SlackFailure as refused:
        raise SetupError(f"{token}: Slack says {refused.reason}. Run: steward doctor") from None


def _serving(address: str) -> Serving:
    host, _, port = address.rpartition(":")
    if not port.isdecimal() or int(port) > 65535:
        raise SetupError(f"--http: “{address}” is no HOST:PORT. Write it as 0.0.0.0:3000.")
    return Serving(host=host.strip("[]") or "127.0.0.1", port=int(port))
