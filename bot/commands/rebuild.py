"""`steward rebuild`: make what is derived from the states say again what they imply."""

import typer

from bot.commands.configured import configured
from bot.services import obligations
from bot.services.intake import search_index


def rebuild() -> None:
    """Look at every open review and request, and mend what people owe where it says something else."""
    acting = configured().acting()
    wrong = obligations.rebuild(acting)
    found = search_index.rebuild_index(acting)
    if wrong:
        typer.echo(f"Mended what {wrong} of the open reviews and requests want of people.")
    else:
        typer.echo("Nothing was wrong: what people owe is what the open reviews and requests imply.")
    typer.echo(f"What can be found before a request is sent: {found} requests and kept answers.")
