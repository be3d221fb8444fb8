"""`steward rebuild`: make what is derived from the states say again what they imply."""

import typer

from bot.commands.configured import configured
from bot.services import obligations


def rebuild() -> None:
    """Look at every open review and request, and mend what people owe where it says something else."""
    wrong = obligations.rebuild(configured().acting())
    if wrong:
        typer.echo(f"Mended what {wrong} of the open reviews and requests want of people.")
    else:
        typer.echo("Nothing was wrong: what people owe is what the open reviews and requests imply.")
