"""`steward retention`: what is old goes, as the company has set it."""

from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.errors import SetupError
from bot.services.privacy.retention import let_go, what_would_go


def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    at: Annotated[
        str | None,
        typer.Option(metavar="ISO-TIME", help="As if it were then; in future: --dry-run only."),
    ] = None,
) -> None:
    """Take away what is older than it is kept (STEWARD_CONFIG, retention); a job does so each night."""
    setup = configured()
    moment = setup.moment(at)
    if not dry_run and moment > SystemClock().now():
        raise SetupError("--at: what has gone does not come back. A time to come is for --dry-run only.")
    acting = setup.acting(now=moment)
    gone = what_would_go(acting) if dry_run else let_go(acting)
    for each in gone:
        typer.echo(f"{each.rule.value}: {each.rows} of {each.table}, before {each.before.date()}")
    if not gone:
        typer.echo("Nothing is older than it is kept.")
