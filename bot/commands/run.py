"""`steward run`: in Slack where there are tokens, else in the sandbox."""

from typing import Annotated

import typer
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot import __version__
from bot.app import Steward, assemble
from bot.clock import SystemClock
from bot.commands.configured import Configured, configured
from bot.commands.ending import at_the_end
from bot.commands.output import console
from bot.commands.sandbox import open_sandbox
from bot.commands.stopping import until_stopped, wait_for
from bot.errors import SetupError
from bot.jobs import heartbeat
from bot.jobs.channels import check_channels
from bot.logs import configure_logs
from bot.serving import Serving, settle_in
from bot.settings import is_listening
from bot.spans import configure_spans
from bot.web import watch_app


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
    at_the_end(configure_spans(version=__version__))
    steward = assemble(setup.settings, clock=SystemClock(), policy=setup.policy)
    serving = watched = None
    with until_stopped() as stopped:
        try:
            _greet(steward.bolt.client)
            serving = _serving(http, option="--http") if http else None
            if address := setup.settings.steward_health:
                watched = _serving(address, option="STEWARD_HEALTH")
                watched.start(
                    watch_app(
                        ailments=steward.ailments, problems=steward.problems, metrics=steward.registry()
                    )
                )
                console().print(f"How it is: {watched.url}/readyz")
            steward.start()
            _listen(steward, setup, serving)
            # What fell due while nobody ran, new colleagues' profiles among it, need not wait for a beat.
            heartbeat.run_all(steward.beat())
            check_channels(steward.acting(), steward.slack)
            settle_in()
            wait_for(stopped)
        finally:
            steward.drain()
            if serving:
                serving.stop()
            steward.stop()
            if watched:
                watched.stop()


def _require_tokens(setup: Configured, http: str | None) -> None:
    if http is None and setup.settings.slack_app_token is None:
        raise SetupError(
            "SLACK_APP_TOKEN is not set; Socket Mode needs it (without it: --http HOST:PORT). "
            "See README, Connecting to Slack."
        )
    if http is not None and setup.settings.slack_signing_secret is None:
        raise SetupError("SLACK_SIGNING_SECRET is not set; --http needs it. See README, Connecting to Slack.")


def _greet(client: WebClient) -> None:
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        reason = error.response.get("error", "unknown")
        raise SetupError(f"SLACK_BOT_TOKEN: Slack says {reason}. Run: steward doctor") from None
    except (SlackClientError, OSError) as error:
        raise SetupError(f"Slack does not answer at {client.base_url} ({type(error).__name__}).") from None
    console().print(f"Steward is {answer['user']} in {answer['team']}. Ctrl-C stops it.")


def _listen(steward: Steward, setup: Configured, serving: Serving | None) -> None:
    if serving:
        serving.start(steward.web())
        console().print(f"Slack's requests are taken at {serving.url}/slack/events")
        return
    assert setup.settings.slack_app_token is not None
    try:
        steward.connect(setup.settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        reason = error.response.get("error", "unknown")
        raise SetupError(f"SLACK_APP_TOKEN: Slack says {reason}. Run: steward doctor") from None
    except (SlackClientError, OSError) as error:
        raise SetupError(f"Socket Mode cannot be reached ({type(error).__name__}). Try again.") from None


def _serving(address: str, *, option: str) -> Serving:
    host, _, port = address.rpartition(":")
    if not is_listening(address):
        raise SetupError(f"{option}: “{address}” is no HOST:PORT. Write it as 0.0.0.0:3000.")
    return Serving(host=host.strip("[]") or "127.0.0.1", port=int(port))
