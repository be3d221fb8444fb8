"""`steward tick`: every job once, as at a given moment."""

import re
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.app import assemble
from bot.clock import FixedClock
from bot.commands.configured import Configured, configured, console
from bot.delivery.preview import preview
from bot.delivery.routes import ROUTES
from bot.domain.notices import Sending
from bot.errors import SetupError
from bot.jobs import heartbeat
from bot.jobs.table import Beat
from bot.logs import configure_logs
from bot.services.acting import Acting
from bot.slack.client import Slack, web_client
from messages.catalog import Words
from storage.rehearsal import rehearse

PATIENCE_SECONDS = 120.0


def tick(
    at: Annotated[
        str | None, typer.Option(metavar="ISO-TIME", help="As if it were then: 2026-12-04T16:00.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show who would get what.")] = False,
) -> None:
    """Run every job that is due once, send what is due, and end."""
    setup = configured()
    configure_logs(setup.settings.steward_log)
    moment = setup.moment(at)
    if dry_run:
        _show_what_would_be_sent(setup, moment)
    else:
        _send(setup, moment)


def _send(setup: Configured, moment: datetime) -> None:
    steward = assemble(setup.settings, clock=FixedClock(moment), policy=setup.policy)
    try:
        before = steward.outbox()
        steward.tick(now=moment)
        waiting = steward.settle(at=moment, patience=PATIENCE_SECONDS)
        after = steward.outbox()
    finally:
        steward.stop()
    sent, parked = (after[status] - before[status] for status in (Sending.SENT, Sending.PARKED))
    console().print(f"Sent: {sent}. Given up: {parked}. Still waiting: {waiting}.")
    if waiting:
        raise SetupError(f"Not everything could be sent yet ({waiting} waiting); the next tick tries again.")


def _show_what_would_be_sent(setup: Configured, moment: datetime) -> None:
    slack = Slack(web_client("", base_url=setup.settings.slack_api_url))
    with rehearse(setup.store()) as store:
        acting = Acting(store=store, by=None, now=moment, policy=setup.policy)
        heartbeat.run_all(Beat(acting=acting, slack=slack), without_slack=True)
        messages = preview(store, policy=setup.policy, routes=ROUTES, now=moment)
    words = setup.words(now=moment)
    when = _moment(words, moment)
    if not messages:
        console().print(f"Nothing would be sent: {when}.")
        return
    table = Table("due", "to", "what", "how", box=None, header_style="bold", title=when)
    for message in messages:
        table.add_row(_moment(words, message.due), escape(message.to), _in_words(message.kind), message.how)
    console().print(table)


def _moment(words: Words, at: datetime) -> str:
    return f"{words.day(at)}, {words.time(at)}"


def _in_words(kind: str) -> str:
    """`ReviewOpened` → review opened."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
