"""`steward scores`: results of periods before Steward, from a file."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured, on_standard_error
from bot.commands.org_sheet import Columns
from bot.commands.output import print_file
from bot.commands.sheet_file import read_sheet, refuse_lines
from bot.domain.reviews.past import ImportedPast, PastEntry, PastResult
from bot.seed import example
from bot.services.reviews.past import check_past
from bot.services.reviews.past import import_past as enter_all
from messages.past import past_problem_text

app = typer.Typer(no_args_is_help=True, help="Results of periods before Steward, from a file.")

DETAILS_SHOWN = 200
NAMES = ("email", "id", "period", "score", "exact", "kpi", "values", "source")
_COLUMNS = Columns(known=frozenset(NAMES), required=("period", "score"))


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV or .xlsx with the columns email or id, period and score, and where you like exact, "
            "kpi, values and source; begin with: steward scores template",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Take up the results in FILE: all, or with one mistake none. Once more corrects, and keeps both."""
    setup = configured()
    words = setup.words()
    read = read_sheet(file, _COLUMNS)
    for remark in read.remarks:
        on_standard_error(remark)
    refuse = partial(refuse_lines, words, file, worded=past_problem_text, refused="refusals/past.invalid")
    refuse(read.problems)
    entries = [
        PastEntry(line=row.line, **{name: row.cells.get(name, "") for name in NAMES}) for row in read.rows
    ]
    acting = setup.acting(now=SystemClock().now())
    imported = check_past(acting, entries) if dry_run else enter_all(acting, entries)
    refuse(imported.problems)
    for line in _summary(imported, dry_run=dry_run):
        typer.echo(line)


@app.command("template")
def template() -> None:
    """Print an example of a file of results, with an explanation of every column."""
    print_file(example("scores.csv"))


def _summary(imported: ImportedPast, *, dry_run: bool) -> Iterator[str]:
    """How many are new, corrected and as they were, then whose and of which period; no scores."""
    if not (imported.new or imported.corrected):
        yield f"Nothing to change: {imported.unchanged} results are as in the file."
        return
    done = "Would be taken up" if dry_run else "Taken up"
    yield (
        f"{done}: {len(imported.new)} new results, {len(imported.corrected)} corrected; "
        f"{imported.unchanged} are as they were."
    )
    changes: list[tuple[str, PastResult]] = [
        *(("+", each) for each in imported.new),
        *(("~", each) for each in imported.corrected),
    ]
    for sign, each in changes[:DETAILS_SHOWN]:
        yield f"  {sign} {imported.names[each.person_id]}: {each.period}"
    if len(changes) > DETAILS_SHOWN:
        yield f"  and {len(changes) - DETAILS_SHOWN} more"
