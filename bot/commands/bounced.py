"""`steward bounced`: the mail server's report that an e-mail did not arrive."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.configured import configured
from bot.errors import SetupError
from bot.mail.bounce import MOST_BYTES, bounce_in
from bot.services.intake.climb import mail_came_back


def bounced(
    report: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="The report; else it is read from standard input.")
    ] = None,
) -> None:
    """Take the report of a mail server that an e-mail of Steward's came back: its owner hears of it."""
    bounce = bounce_in(_read(report))
    if bounce is None:
        typer.echo("That is no report of a message that came back; nothing was done.")
        return
    if mail_came_back(configured().acting(), message_id=bounce.message_id, reason=bounce.status):
        typer.echo(f"{bounce.message_id} came back ({bounce.status}); the product manager is told.")
    else:
        typer.echo(f"{bounce.message_id} is not known, or known to have come back; nothing was done.")


def _read(report: Path | None) -> bytes:
    if report is None:
        return sys.stdin.buffer.read(MOST_BYTES)
    try:
        return report.read_bytes()
    except OSError as error:
        raise SetupError(f"{report}: {error.strerror}.") from None
