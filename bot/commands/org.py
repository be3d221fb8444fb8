"""`steward org`: the organisation, from a file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured, console
from bot.commands.org_file import Reading, read_organisation
from bot.commands.output import print_file
from bot.domain.organisation import Problem
from bot.errors import SetupError
from bot.seed import example
from bot.services.organisation import Imported, check_organisation, import_organisation
from messages.catalog import Words
from messages.organisation import problem_text

app = typer.Typer(no_args_is_help=True, help="The organisation: people, posts, managers, KPI sheets.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A .yaml file, or people.csv (and kpis.csv).")],
) -> None:
    """Bring the organisation up to date with FILE: all of it, or, with one mistake, nothing."""
    setup = configured()
    words = setup.words()
    reading = read_organisation(file, defaults=setup.policy)
    findings = check_organisation(reading.organisation)
    problems = list(reading.problems) if reading.is_torn else [*reading.problems, *findings.problems]
    if problems:
        for line in _lines(words, reading, problems):
            typer.echo(line, err=True)
        raise SetupError(words.plain("refusals/organisation.invalid", count=len(problems)))
    now = SystemClock().now()
    today = now.astimezone(ZoneInfo(setup.policy.default_timezone)).date()
    imported = import_organisation(setup.store(), reading.organisation, now=now, today=today)
    _show(imported)
    for line in _lines(words, reading, findings.warnings):
        console().print(f"[yellow]![/] {escape(line)}", soft_wrap=True)


@app.command("template")
def template(
    as_csv: Annotated[bool, typer.Option("--csv", help="As spreadsheet: people.csv.")] = False,
    kpis: Annotated[bool, typer.Option("--kpis", help="With --csv: kpis.csv.")] = False,
) -> None:
    """Print an example of an organisation file, with an explanation of every field."""
    if kpis and not as_csv:
        raise SetupError("--kpis goes with --csv; in YAML the KPIs stand with each person.")
    name = ("kpis.csv" if kpis else "people.csv") if as_csv else "organisation.yaml"
    print_file(example(name))


def _lines(words: Words, reading: Reading, problems: Iterable[Problem]) -> list[str]:
    """`file:line: field: sentence`, in the order of the file."""
    placed = sorted(
        (reading.place(problem), " ".join(problem_text(words, problem).split())) for problem in problems
    )
    return [
        f"{file}:{line}: {field}: {text}" if field else f"{file}:{line}: {text}"
        for (file, line, field), text in placed
    ]


NAMES_SHOWN = 8


def _show(imported: Imported) -> None:
    rows = (
        ("added", imported.added),
        ("changed", imported.changed),
        ("returned", imported.returned),
        ("left", imported.left),
        ("new manager", imported.new_manager),
        ("new KPI sheet", imported.sheets),
    )
    if not any(names for _, names in rows):
        console().print("Nothing has changed.")
        return
    table = Table("", "people", "who", box=None, header_style="bold")
    for title, names in rows:
        if names:
            more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
            table.add_row(title, str(len(names)), escape(", ".join(names[:NAMES_SHOWN]) + more))
    console().print(table)
