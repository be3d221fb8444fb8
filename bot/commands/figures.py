"""`steward figures`: what KPIs came to, from a file."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured, on_standard_error
from bot.commands.figures_file import read_figures
from bot.commands.sheet_file import refuse_lines
from bot.domain.goals.figure_import import ImportedFigures
from bot.domain.intake.report_actuals import Actuals, Measured
from bot.services.goals.figure_import import check_figures
from bot.services.goals.figure_import import import_figures as enter_all
from bot.services.intake.report_actuals import check_desk_figures, enter_desk_figures
from messages.figures import figure_problem_text
from messages.refusals import refusal_line

app = typer.Typer(no_args_is_help=True, help="Figures: what the KPIs of a period came to.")


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV or .xlsx with the columns cycle, email or department, kpi, figure, and where you like "
            "source and as_of.",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Enter the figures in FILE: all, or with one mistake none. Once more corrects, and keeps both."""
    setup = configured()
    words = setup.words()
    read = read_figures(file)
    for remark in read.remarks:
        on_standard_error(remark)
    refuse = partial(
        refuse_lines, words, file, worded=figure_problem_text, refused="refusals/figures.invalid"
    )
    refuse(read.problems)
    acting = setup.acting(now=SystemClock().now())
    imported = check_figures(acting, read.entries) if dry_run else enter_all(acting, read.entries)
    refuse(imported.problems)
    typer.echo(_summary(imported, dry_run=dry_run))


def _summary(imported: ImportedFigures, *, dry_run: bool) -> str:
    if not (imported.entered or imported.corrected):
        return f"Nothing to change: {imported.unchanged} figures are as in the file."
    done = "Would be entered" if dry_run else "Entered"
    return (
        f"{done}: {imported.entered} new figures, {imported.corrected} corrected; "
        f"{imported.unchanged} are as they were."
    )


@app.command("desk")
def desk(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="2027Q1: a cycle that was opened.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be entered.")] = False,
) -> None:
    """Enter what KPIs came to whose source is the website desk, such as "Website desk: first answer"."""
    setup = configured()
    words = setup.words()
    acting = setup.acting(now=SystemClock().now())
    use = check_desk_figures if dry_run else enter_desk_figures
    found = use(acting, period=period)
    for whose, kpi, figure in found.named:
        typer.echo(f"{whose}: {kpi}: {figure}")
    for whose, kpi, refusal in found.problems:
        said = " ".join(refusal_line(words, refusal.code, refusal.facts).split())
        typer.echo(f"{whose}: {kpi}: {said}", err=True)
    typer.echo(_entered(found, dry_run=dry_run))


def _entered(found: Actuals, *, dry_run: bool) -> str:
    if not (found.new or found.unchanged or found.problems):
        names = "; ".join(each.value for each in Measured)
        return f'No KPI of this period has "Website desk: …" as its source, which is one of: {names}.'
    done = "Would be entered" if dry_run else "Entered"
    return (
        f"{done}: {len(found.new) - found.corrected} new figures, {found.corrected} corrected; "
        f"{found.unchanged} are as they were, {len(found.problems)} could not be entered."
    )
