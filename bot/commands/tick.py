"""`steward tick`: every job once, as at a given moment."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.app import assemble
from bot.clock import FixedClock
from bot.commands.configured import Configured, configured
from bot.commands.output import console
from bot.commands.wording import refusal_line
from bot.delivery.preview import preview
from bot.delivery.routes import ROUTES
from bot.domain.notices import Sending
from bot.domain.people import Person
from bot.errors import Refusal, SetupError
from bot.jobs import heartbeat
from bot.jobs.table import Beat
from bot.logs import configure_logs
from bot.services.acting import Acting
from bot.services.nudging.why import why_or_why_not, why_they_are_asked
from bot.slack.client import Slack, web_client
from messages.catalog import Words
from messages.nudging.why_modal import silence_lines, why_lines
from storage.rehearsal import rehearse

PATIENCE_SECONDS = 120.0


def tick(
    at: Annotated[
        str | None, typer.Option(metavar="ISO-TIME", help="As if it were then: 2026-12-04T16:00.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show who would get what, and why they are reminded.")
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(metavar="NAME-OR-EMAIL", help="Only show why somebody is reminded, or is not."),
    ] = None,
) -> None:
    """Run every job that is due once, send what is due, and end."""
    setup = configured()
    configure_logs(setup.settings.steward_log)
    moment = setup.moment(at)
    if why is not None:
        _show_why(setup, moment, of=why)
    elif dry_run:
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
        asked = why_they_are_asked(acting)
    words = setup.words(now=moment)
    when = _moment(words, moment)
    if not messages:
        console().print(f"Nothing would be sent: {when}.")
        return
    table = Table("due", "to", "what", "how", box=None, header_style="bold", title=when)
    for message in messages:
        table.add_row(_moment(words, message.due), escape(message.to), _in_words(message.kind), message.how)
    console().print(table)
    for facts in asked:
        _print_lines(
            f"{facts.person.name} would be told why:", why_lines(_english(facts.person, moment), facts)
        )


def _show_why(setup: Configured, moment: datetime, *, of: str) -> None:
    """Nothing is run before: what waits now is what is looked at."""
    acting = setup.acting(now=moment)
    try:
        found = why_or_why_not(acting, of=of)
    except Refusal as refusal:
        raise SetupError(refusal_line(refusal)) from None
    for each, facts in found:
        words = _english(each.person, moment)
        if each.decision.speaks:
            _print_lines(f"{each.person.name} is reminded now, and told why:", why_lines(words, facts))
        else:
            lines = silence_lines(words, each.decision.quiet)
            _print_lines(f"{each.person.name} is not reminded at {_moment(words, moment)}:", lines)


def _english(person: Person, moment: datetime) -> Words:
    """The sentences that the person reads, by their own clock, for whoever runs this."""
    return Words(locale="en-US", timezone=person.timezone, now=moment)


def _print_lines(title: str, lines: Sequence[str]) -> None:
    console().print(escape(title), highlight=False, soft_wrap=True)
    for line in lines:
        console().print(escape(f"  {line}"), highlight=False, soft_wrap=True)


def _moment(words: Words, at: datetime) -> str:
    return f"{words.day(at)}, {words.time(at)}"


def _in_words(kind: str) -> str:
    """`ReviewOpened` → review opened."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind).lower()
