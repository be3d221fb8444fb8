"""`steward scheme`: the review schemes that cycles can be opened on."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.data_file import read_or_give_up
from bot.commands.output import console
from bot.domain.reviews.scheme import Scheme
from bot.services.reviews.schemes import add_scheme, list_schemes, read_scheme_file
from messages.catalog import Words
from messages.reviews.scheme_summary import scheme_summary
from messages.schemes import scheme_problem_text

app = typer.Typer(no_args_is_help=True, help="Review schemes: what is scored, and how it adds up.")

SCHEME_FILES = {".yaml", ".yml"}
File = Annotated[Path, typer.Argument(metavar="FILE", help="A scheme as YAML; begin with a shipped one.")]


@app.command("list")
def list_() -> None:
    """Show every scheme: its sections, where it comes from, which cycles were opened on it."""
    setup = configured()
    words = setup.words()
    table = Table("key", "version", "name", "sections", "comes from", "in use by")
    for each in list_schemes(setup.acting()):
        scheme = each.scheme
        sections = [f"{words.pick(part.name)} {part.weight} % ({part.method})" for part in scheme.sections]
        table.add_row(
            scheme.key,
            str(scheme.version),
            escape(words.pick(scheme.name)),
            escape("\n".join(sections)),
            "Steward" if each.is_shipped else "added" if each.is_added else "a cycle keeps it",
            escape(", ".join(each.cycles)) or "–",
        )
    console().print(table)


@app.command("check")
def check(file: File) -> None:
    """Say what FILE would score and how it adds up, or everything that is wrong with it; adds nothing."""
    words = configured().words()
    _show(words, read_scheme_or_give_up(words, file))


@app.command("add")
def add(file: File) -> None:
    """Keep the scheme in FILE, so that cycles can be opened on it: with one mistake, nothing is added."""
    setup, now = configured(), SystemClock().now()
    words = setup.words(now=now)
    scheme = read_scheme_or_give_up(words, file)
    is_new = add_scheme(setup.acting(now=now), scheme)
    name = f"{scheme.key}, version {scheme.version}"
    if is_new:
        _show(words, scheme)
        typer.echo(f"Added: {name}. To open a cycle on it: steward cycle open NAME --scheme {scheme.key}")
    else:
        typer.echo(f"{name}, is there already, just as in this file. Nothing was changed.")


def scheme_named(words: Words, named: str) -> Scheme | str:
    """The scheme in the file of that name, else the key. Raises SetupError."""
    file = Path(named)
    return read_scheme_or_give_up(words, file) if file.suffix.lower() in SCHEME_FILES else named


def read_scheme_or_give_up(words: Words, file: Path) -> Scheme:
    """The scheme in a file. Raises SetupError once each of its mistakes was named."""
    return read_or_give_up(
        file,
        read_scheme_file,
        worded=lambda problem: scheme_problem_text(words, problem),
        refused=lambda count: words.plain("refusals/scheme.invalid", count=count),
    )


def _show(words: Words, scheme: Scheme) -> None:
    typer.echo(f"{scheme.key}, version {scheme.version}: {words.pick(scheme.name)}")
    for line in scheme_summary(words, scheme):
        typer.echo(f"  {line}")
