"""`steward audit`: prove that the record is whole, and say its head."""

from typing import Annotated

import typer

from bot.commands.configured import configured, on_standard_error
from bot.domain.record.chain import Wrong
from bot.domain.record.verify import Broken, given_head
from bot.errors import SetupError
from bot.services.record.verify import record_head, verify_record

BROKEN = 3
"""The exit status where something is wrong with the record; 2 is that it could not be looked at."""

_SAYS = {
    Wrong.GAP: "a number is missing before it",
    Wrong.ORDER: "it does not follow the one before it",
    Wrong.HASH: "it is not what its hash says",
    Wrong.MISSING: "the row is gone",
    Wrong.CONTENT: "the row does not say what was sealed",
    Wrong.UNKNOWN: "the row is neither sealed nor waits to be",
    Wrong.TRUNCATED: "the record does not lead to the head that was given",
    Wrong.UNGUARDED: "its rows can be changed at present",
}

app = typer.Typer(help="Prove that nothing on record was changed.", no_args_is_help=True)


@app.command("verify")
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HEAD", help="One that somebody was given (1234:ab12…, or what stands on a receipt)."
        ),
    ] = None,
) -> None:
    """Look through the whole record. Exit status 0: whole; 3: not, and the first fault is named."""
    given = given_head(head) if head is not None else None
    if head is not None and given is None:
        raise SetupError(
            "--head: write a head as `steward audit head` does, or 8 signs of its hash at least."
        )
    found = verify_record(configured().acting(), given=given)
    if found.waiting:
        on_standard_error(f"{found.waiting} rows are not sealed yet; that takes a minute while Steward runs.")
    if found.broken is not None:
        typer.echo(f"BROKEN: {_line(found.broken)}", err=True)
        typer.echo(f"Whole before that: {found.links} links, up to {found.head}.", err=True)
        raise typer.Exit(BROKEN)
    erased = f" Erased since: {found.erased} texts." if found.erased else ""
    typer.echo(f"Whole: {found.links} links, up to {found.head}.{erased}")


@app.command("head")
def head() -> None:
    """Print the head: whoever keeps it can tell later whether anything before it was changed."""
    found, waiting = record_head(configured().acting())
    if waiting:
        on_standard_error(f"{waiting} rows are not sealed yet; that takes a minute while Steward runs.")
    typer.echo(str(found))


def _line(broken: Broken) -> str:
    number = "" if broken.number is None else f"link {broken.number}, "
    about = f"{broken.source} {broken.row_id or ''}".strip()
    row = f"{about}, " if about else ""
    return f"{number}{row}{broken.wrong.value}: {_SAYS[broken.wrong]}."
