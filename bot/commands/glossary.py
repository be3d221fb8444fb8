"""`steward glossary`: words of the business, and what developers call it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
import yaml

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.data_file import read_or_give_up
from bot.commands.output import print_file
from bot.domain.intake.glossary_file import Change, What, as_data
from bot.seed import example
from bot.services.acting import Acting
from bot.services.intake.glossary_file import (
    GlossaryFile,
    export_glossary,
    import_glossary,
    read_glossary_file,
)
from messages.catalog import Words
from messages.glossary import glossary_problem_text

app = typer.Typer(no_args_is_help=True, help="The glossary: business words and technical terms.")

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A glossary as YAML; begin with: steward glossary template")
]

DETAILS_SHOWN = 200
SIGNS = {What.ADDED: "+", What.CHANGED: "~"}


@app.command("check")
def check(file: File) -> None:
    """Say what importing FILE would change, or everything that is wrong with it; changes nothing."""
    setup = configured()
    _show(_read(setup.words(), setup.acting(), file).changes)
    typer.echo("Nothing was changed: this was a rehearsal.")


@app.command("import")
def import_(file: File) -> None:
    """Add what is new in FILE and change what differs: all of it, or, with one mistake, nothing."""
    setup, now = configured(), SystemClock().now()
    acting = setup.acting(now=now)
    _show(import_glossary(acting, _read(setup.words(now=now), acting, file)))


@app.command("export")
def export() -> None:
    """Print the terms that stand, as a file to be imported elsewhere."""
    terms = export_glossary(configured().acting())
    print_file(yaml.safe_dump(as_data(terms), allow_unicode=True, sort_keys=False, width=110))


@app.command("template")
def template() -> None:
    """Print an example of a glossary, with an explanation of every field."""
    print_file(example("glossary.yaml"))


def _read(words: Words, acting: Acting, file: Path) -> GlossaryFile:
    return read_or_give_up(
        file,
        lambda text: read_glossary_file(acting, text),
        worded=lambda problem: glossary_problem_text(words, problem),
        refused=lambda count: words.plain("refusals/glossary.invalid", count=count),
    )


def _show(changes: Sequence[Change]) -> None:
    if not changes:
        typer.echo("Nothing has changed.")
        return
    counts = [(what, sum(each.what is what for each in changes)) for what in What]
    typer.echo("Terms: " + ", ".join(f"{count} {what}" for what, count in counts if count) + ".")
    for change in changes[:DETAILS_SHOWN]:
        words = " / ".join(dict.fromkeys(change.term.spoken))
        typer.echo(f"  {SIGNS[change.what]} {words} → {change.term.technical}")
    if len(changes) > DETAILS_SHOWN:
        typer.echo(f"  and {len(changes) - DETAILS_SHOWN} more")
