"""`steward manifest`: what to give Slack when the app is created."""

import json
from typing import Annotated

import typer

from bot.commands.output import print_file
from bot.slack import manifest as slack_app


def manifest(
    url: Annotated[
        str | None,
        typer.Option(metavar="https://…/slack/events", help="Over HTTP at this address, not by Socket Mode."),
    ] = None,
) -> None:
    """Print the Slack app manifest."""
    print_file(json.dumps(slack_app.manifest(request_url=url), indent=2, ensure_ascii=False) + "\n")
