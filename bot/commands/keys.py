"""`steward keys`: with which what people write is sealed in the database."""

import typer

from bot.commands.configured import configured
from bot.services.keys import KeysInUse, keys_in_use, rotate_keys
from storage.keyring import new_key

app = typer.Typer(help="The keys with which what people write is sealed.", no_args_is_help=True)


@app.command("new")
def new() -> None:
    """Print a new key on standard output, and on standard error what to do with it."""
    typer.echo(new_key())
    for line in (
        "Set it as STEWARD_KEYS, before the keys that are there, with commas between; or, one a line, in the "
        "file that STEWARD_KEYS_FILE names.",
        "Where several processes run, set it after the others first and start each anew; then before them.",
        "Keep a copy apart from the database and its backups: what is sealed cannot be read without it.",
        "Then `steward keys rotate` seals what is there, and `steward keys check` says which keys can go.",
    ):
        typer.echo(line, err=True)


@app.command("rotate")
def rotate() -> None:
    """Seal everything under the newest key: what is under an older one, and what is in the clear."""

    def tell(table: str, rows: int) -> None:
        typer.echo(f"{table}: {rows} rows")

    acting = configured().acting()
    rows = rotate_keys(acting, tell=tell)
    typer.echo(f"Sealed {rows} rows anew." if rows else "Nothing was to be done: all is sealed under it.")


@app.command("check")
def check() -> None:
    """Say which keys are in use, so that one that is not can be taken out. Exit status 1: some is clear."""
    found = keys_in_use(configured().acting())
    for place, mark in enumerate(found.given):
        values = found.sealed.get(mark, 0)
        typer.echo(f"{mark}: {values} {_values(values)}; {_use(found, mark, is_newest=place == 0)}")
    if not found.given:
        typer.echo("no key is set: what people write is in the clear (`steward keys new` makes one)")
    typer.echo(f"in the clear: {found.in_the_clear} {_values(found.in_the_clear)}")
    if found.in_the_clear:
        raise typer.Exit(1)


def _use(found: KeysInUse, mark: str, *, is_newest: bool) -> str:
    if is_newest:
        return "seals what is written"
    if found.sealed.get(mark):
        return "is needed"
    if mark in found.noted:
        return "a process had it first since the last rotation; start each anew, then: steward keys rotate"
    return "can be taken out"


def _values(count: int) -> str:
    return "value" if count == 1 else "values"
