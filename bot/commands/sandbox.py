"""`steward sandbox`: a Slack-compatible workspace on this machine, with Steward in it."""

import json
import logging
import math
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape

from bot.clock import MovableClock
from bot.commands.configured import configured, on_standard_error, opened
from bot.commands.org_file import read_organisation
from bot.commands.output import console
from bot.commands.stopping import until_stopped, wait_for
from bot.domain.policy import Policy
from bot.domain.text import word
from bot.errors import SetupError
from bot.keys import keyring_set
from bot.local.past import past_of
from bot.local.seeding import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from bot.local.workspace import LocalWorkspace
from bot.logs import configure_logs
from bot.play import PLAYS
from bot.reading.yaml_tree import read_yaml
from bot.seed import EXAMPLE
from bot.services.acting import Acting
from bot.services.people.organisation import colleagues, forget_places, import_organisation
from bot.services.reviews.past import import_past
from messages.catalog import Words
from messages.organisation import problem_text
from storage.keyring import Keyring
from storage.unit import Store

DEFAULT_PORT = 7070
PACE, SLOWEST_PACE = 1.5, 60
DATABASE = Path("steward-sandbox.db")
COMMAND = re.compile(r"`([^`]+)`")


def sandbox(
    port: Annotated[
        int | None, typer.Option(help=f"Port of the page; else {DEFAULT_PORT}, or a free one.")
    ] = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; the page asks for no password.")
    ] = "127.0.0.1",
    play: Annotated[
        str | None, typer.Option(metavar="NAME", help=f"Let scripted people act: {', '.join(PLAYS)}.")
    ] = None,
    pace: Annotated[
        str | None,
        typer.Option(metavar="SECONDS", help=f"With --play: the pause after each line; else {PACE}."),
    ] = None,
    end: Annotated[bool, typer.Option("--exit", help="With --play: end with the story.")] = False,
    http: Annotated[
        bool, typer.Option("--http", help="Attach Steward over signed HTTP, not by Socket Mode.")
    ] = False,
    bare: Annotated[
        bool, typer.Option("--bare", help="Attach nothing: print what another bot needs to connect.")
    ] = False,
    manifest: Annotated[
        Path | None, typer.Option(help="With --bare: the other bot's Slack app manifest, JSON or YAML.")
    ] = None,
    organisation: Annotated[Path | None, typer.Option(help="Whose people; else an example company.")] = None,
    database: Annotated[
        str | None, typer.Option(help=f"Database to keep; else {DATABASE}, new at every start.")
    ] = None,
) -> None:
    """Start the sandbox: Slack on your own machine, with Steward attached."""
    setup = configured()
    configure_logs(setup.settings.steward_log)
    play = None if play is None else word(play)
    if play is not None and play not in PLAYS:
        raise SetupError(f"--play: there is no “{play}”. There is: {', '.join(PLAYS)}.")
    if play is not None and bare:
        raise SetupError("--play needs Steward: leave out --bare.")
    if play is None and (pace is not None or end):
        raise SetupError(f"{'--exit' if end else '--pace'} goes with --play.")
    if manifest is not None and not bare:
        raise SetupError("--manifest goes with --bare: Steward brings its own.")
    open_sandbox(
        setup.policy,
        keyring=keyring_set(setup.settings),
        port=port,
        host=host,
        play=play,
        pace=PACE if pace is None else _seconds(pace),
        end=end,
        over_http=http,
        bare=bare,
        manifest=None if manifest is None else read_manifest(manifest),
        organisation=organisation,
        database=database,
    )


def open_sandbox(
    policy: Policy,
    *,
    keyring: Keyring | None = None,
    port: int | None = None,
    host: str = "127.0.0.1",
    play: str | None = None,
    pace: float = PACE,
    end: bool = False,
    over_http: bool = False,
    bare: bool = False,
    manifest: dict[str, Any] | None = None,
    organisation: Path | None = None,
    database: str | None = None,
) -> None:
    """Open the workspace, say how to begin, and keep it open until it is stopped.

    `pace` is the pause in seconds after each line of a play; `end` closes the workspace with it.
    """
    logging.getLogger().setLevel(logging.WARNING)  # the terminal is for the story; the page shows the rest
    clock = MovableClock()
    store = _store(database, policy=policy, keyring=keyring)
    _people(store, organisation or EXAMPLE, policy=policy, now=clock.now())
    with until_stopped() as stopped:
        workspace = LocalWorkspace(
            store,
            policy=policy,
            clock=clock,
            host=host,
            port=DEFAULT_PORT if port is None else port,
            any_port=port is None,
            over_http=over_http,
            manifest=manifest,
        )
        try:
            workspace.start(with_bot=not bare)
            if bare:
                _say_how_to_connect(console(), workspace)
            elif play is None:
                _say_how_to_begin(console(), workspace)
            else:
                console().print(f"The sandbox is at {workspace.sandbox.url}. Watch it there.")
                PLAYS[play](workspace, console(), pause=pace, stopped=stopped)
            if not end:
                wait_for(stopped)
        finally:
            workspace.stop()


def _seconds(text: str) -> float:
    try:
        pace = float(text)
    except ValueError:
        pace = math.nan
    if not 0 <= pace <= SLOWEST_PACE:  # which "nan" is not either
        raise SetupError(f"--pace: “{text}” is no number of seconds from 0 to {SLOWEST_PACE}.")
    return pace


def _store(database: str | None, *, policy: Policy, keyring: Keyring | None) -> Store:
    if keyring is None:
        on_standard_error("STEWARD_KEYS is not set: what is written here is not sealed in the database.")
    if database is None:
        # The workspace's messages live in memory, so a database of the last time would know of
        # messages that are nowhere to be seen.
        for suffix in ("", "-wal", "-shm"):
            DATABASE.with_name(DATABASE.name + suffix).unlink(missing_ok=True)
        return opened(f"sqlite:///{DATABASE}", policy=policy, keyring=keyring)
    store = opened(database, policy=policy, keyring=keyring)
    forget_places(store)
    return store


def _people(store: Store, file: Path, *, policy: Policy, now: datetime) -> None:
    if colleagues(store):
        return
    reading = read_organisation(file, defaults=policy)
    words = Words(locale=policy.default_locale, timezone=policy.default_timezone, now=now)
    for warning in reading.warnings:
        on_standard_error(f"{reading.place(warning)[0]}: {problem_text(words, warning)}")
    if reading.problems:
        raise SetupError(f"{file} has mistakes. See them with: steward org import {file}")
    today = now.astimezone(ZoneInfo(policy.default_timezone)).date()
    acting = Acting(store=store, by=None, now=now, policy=policy)
    import_organisation(acting, reading.organisation, today=today)
    import_past(acting, past_of(colleagues(store), today=today))


def read_manifest(file: Path) -> dict[str, Any]:
    """Another bot's manifest, JSON or YAML. Raises SetupError."""
    data = read_yaml(file, tell=on_standard_error)  # every JSON file is YAML as well
    if not isinstance(data, dict):
        raise SetupError(f"{file} is no Slack app manifest.")
    return data


def _say_how_to_begin(out: Console, workspace: LocalWorkspace) -> None:
    out.print(f"\n[bold]The sandbox is at {workspace.sandbox.url}[/] (Ctrl-C stops it).")
    out.print("Open it. The guide on the page leads through the first ten minutes, which begin so:")
    steps = next((story.steps for story in workspace.guide.read("en-US").stories if story.steps), ())
    for number, step in enumerate(steps, start=1):
        line = COMMAND.sub(r"[bold]\1[/]", escape(step.what))
        out.print(f"  {number}. {line}", soft_wrap=True)


def _say_how_to_connect(out: Console, workspace: LocalWorkspace) -> None:
    out.print(f"\n[bold]The sandbox is at {workspace.sandbox.url}[/] (Ctrl-C stops it). No bot is attached.")
    out.print(
        json.dumps(
            {
                "base_url": workspace.sandbox.api_url,
                "bot_token": BOT_TOKEN,
                "app_token": APP_TOKEN,
                "signing_secret": SIGNING_SECRET,
            },
            indent=2,
        )
    )
