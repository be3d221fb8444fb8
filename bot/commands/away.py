"""`steward away`: who is away, from a file that HR's own system writes."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.away_file import read_leave
from bot.commands.configured import configured, on_standard_error
from bot.commands.output import console, print_file
from bot.commands.sheet_file import refuse_lines
from bot.domain.absences import Source
from bot.domain.leave_import import ImportedLeave, Leave
from bot.domain.organisation import Problem
from bot.seed import example
from bot.services.people.leave_import import check_leave, who_is_away
from bot.services.people.leave_import import import_leave as enter_all
from messages.catalog import Words
from messages.leave import leave_problem_text

app = typer.Typer(no_args_is_help=True, help="Leave: who is away, and gets no reminders meanwhile.")

DETAILS_SHOWN = 200
SAID_BY = {Source.FILE: "the file", Source.OWN: "themselves", Source.STATUS: "their Slack status"}


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV or .xlsx with the columns email or id, first and last, or the same as YAML; begin "
            "with: steward away template",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Say by FILE who is away from today on, in place of the file before: all of it, or nothing."""
    setup = configured()
    words = setup.words()
    read = read_leave(file)
    for remark in read.remarks:
        on_standard_error(remark)
    refuse_leave(words, file, read.problems)
    acting = setup.acting(now=SystemClock().now())
    imported = check_leave(acting, read.entries) if dry_run else enter_all(acting, read.entries)
    refuse_leave(words, file, imported.problems)
    for line in _summary(imported, dry_run=dry_run):
        typer.echo(line)


@app.command("list")
def list_() -> None:
    """Show who is away today and in the next month, and who says so; never why."""
    table = Table("who", "from", "until", "by")
    for person, absence in who_is_away(configured().acting(now=SystemClock().now())):
        days = (str(absence.first), _until(absence.last))
        table.add_row(escape(person.name), *days, SAID_BY[absence.source])
    if table.row_count:
        console().print(table)
    else:
        typer.echo("Nobody is away today or in the next month.")


@app.command("template")
def template() -> None:
    """Print an example of a leave file, with an explanation of every column."""
    print_file(example("leave.csv"))


def refuse_leave(words: Words, file: Path, problems: Sequence[tuple[int, Problem]]) -> None:
    """Name them all and stop. Raises SetupError."""
    refuse_lines(words, file, problems, worded=leave_problem_text, refused="refusals/leave.invalid")


def _summary(imported: ImportedLeave, *, dry_run: bool) -> Iterable[str]:
    """How many absences are new, taken out and as they were, then each that changes."""
    over = f"; over already and left out: {imported.over}" if imported.over else ""
    if not (imported.new or imported.taken_out):
        yield f"Nothing to change: {imported.unchanged} absences are as in the file{over}."
        return
    done = "Would be entered" if dry_run else "Entered"
    yield (
        f"{done}: {len(imported.new)} new absences, {len(imported.taken_out)} taken out; "
        f"{imported.unchanged} are as they were{over}."
    )
    changes = [*(("+", each) for each in imported.new), *(("-", each) for each in imported.taken_out)]
    for sign, leave in changes[:DETAILS_SHOWN]:
        yield f"  {sign} {_days(leave)}"
    if len(changes) > DETAILS_SHOWN:
        yield f"  and {len(changes) - DETAILS_SHOWN} more"


def _days(leave: Leave) -> str:
    return f"{leave.name}: {leave.first} to {_until(leave.last)}"


def _until(last: date | None) -> str:
    return str(last) if last else "open"
