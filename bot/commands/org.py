"""`steward org`: the organisation, from a file."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured, on_standard_error
from bot.commands.org_doubts import answers_from, ask, can_ask, questions
from bot.commands.org_file import Reading, read_organisation
from bot.commands.output import console, print_file
from bot.domain.import_news import News
from bot.domain.matching import Answers
from bot.domain.organisation import Organisation, Problem
from bot.errors import Refusal, SetupError
from bot.seed import example
from bot.services.acting import Acting
from bot.services.people.organisation import Imported, check_organisation, import_organisation, preview
from messages.catalog import Words
from messages.organisation import problem_text
from messages.people.import_news import news_text
from storage.unit import Store

app = typer.Typer(no_args_is_help=True, help="The organisation: people, posts, managers, KPI sheets.")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A .yaml file, people.csv (and kpis.csv), or .xlsx.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    same: Annotated[
        list[str] | None,
        typer.Option(metavar="OLD=NEW", help="Whoever had the first address has the second now."),
    ] = None,
    new: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="This is somebody new, whatever their name and post are."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="It is meant that many people are not in it.")] = False,
) -> None:
    """Bring the organisation up to date with FILE: all of it, or, with one mistake, nothing."""
    setup = configured()
    words = setup.words()
    answers = answers_from(same or (), new or ())
    reading = read_organisation(file, defaults=setup.policy)
    for line in (*reading.remarks, *problem_lines(words, reading, reading.warnings)):
        on_standard_error(line)
    store = setup.store()
    refuse_mistakes(words, store, reading, reading.problems)
    acting = Acting(store=store, by=None, now=SystemClock().now(), policy=setup.policy)
    today = acting.today
    previewed = preview(acting, reading.organisation, today=today, answers=answers)
    if previewed.doubts and can_ask() and not dry_run:
        answers = ask(previewed.doubts, answers)
        previewed = preview(acting, reading.organisation, today=today, answers=answers)
    findings = check_organisation(store, previewed.organisation)
    refuse_mistakes(words, store, reading, findings.problems)
    for question in questions(previewed.doubts):
        console().print(f"[yellow]?[/] {escape(question)}", soft_wrap=True)
    if previewed.many_left is not None and not yes and not previewed.doubts:
        _show_many_left(words, previewed.many_left, is_rehearsal=dry_run)
    if dry_run:
        _show(previewed.summary)
        _show_news(words, previewed.news)
        console().print("Nothing was changed: this was a rehearsal.")
    else:
        _show(_import(acting, reading.organisation, today=today, answers=answers, yes=yes))
        _show_news(words, previewed.news)
    for line in problem_lines(words, reading, findings.warnings):
        console().print(f"[yellow]![/] {escape(line)}", soft_wrap=True)


def refuse_mistakes(words: Words, store: Store, reading: Reading, problems: Sequence[Problem]) -> None:
    """Name them all, those of the form together with those of the rules, and stop. Raises SetupError."""
    if not problems:
        return
    if reading.problems and not reading.is_torn:
        problems = [*problems, *check_organisation(store, reading.organisation).problems]
    for line in problem_lines(words, reading, problems):
        typer.echo(line, err=True)
    raise SetupError(words.plain("refusals/organisation.invalid", count=len(problems)))


def _import(
    acting: Acting, organisation: Organisation, *, today: date, answers: Answers, yes: bool
) -> Imported:
    with Progress(TextColumn("Importing"), BarColumn(), transient=True, disable=not can_ask()) as bar:
        task = bar.add_task("import", total=None)
        return import_organisation(
            acting,
            organisation,
            today=today,
            answers=answers,
            many_may_leave=yes,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )


def _show_many_left(words: Words, asked: Refusal, *, is_rehearsal: bool) -> None:
    """Who would be marked as left, and how to say that it is meant. Raises SetupError but in a rehearsal."""
    said = words.plain(f"refusals/{asked.code}", **asked.facts)
    if not is_rehearsal:
        raise SetupError(said)
    console().print(f"[yellow]![/] {escape(' '.join(said.split()))}", soft_wrap=True)


def _show_news(words: Words, news: Sequence[News]) -> None:
    """What follows, first what is to be mended."""
    for each in sorted(news, key=lambda one: not one.is_to_be_mended)[:NEWS_SHOWN]:
        mark = "[yellow]![/]" if each.is_to_be_mended else " "
        console().print(f"{mark} {escape(news_text(words, each))}", soft_wrap=True)
    if len(news) > NEWS_SHOWN:
        console().print(f"  and {len(news) - NEWS_SHOWN} more")


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


def problem_lines(words: Words, reading: Reading, problems: Iterable[Problem]) -> list[str]:
    """`file:line: field: sentence`, in the order of the file."""
    placed = sorted(
        (reading.place(problem), " ".join(problem_text(words, problem).split())) for problem in problems
    )
    return [
        f"{file}:{line}: {field}: {text}" if field else f"{file}:{line}: {text}"
        for (file, line, field), text in placed
    ]


NAMES_SHOWN = 8
DETAILS_SHOWN = 40
NEWS_SHOWN = 60


def _show(imported: Imported) -> None:
    rows = (
        ("added", imported.added),
        ("changed", imported.changed),
        ("returned", imported.returned),
        ("left", imported.left),
        ("new manager", imported.new_manager),
        ("transferred", imported.transferred),
        ("new KPI sheet", imported.sheets),
        ("new team KPIs", imported.team_sheets),
    )
    _show_left_alone(imported.left_alone)
    if not any(names for _, names in rows):
        console().print("Nothing has changed.")
        return
    table = Table("", "people", "who", box=None, header_style="bold")
    for title, names in rows:
        if names:
            more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
            table.add_row(title, str(len(names)), escape(", ".join(names[:NAMES_SHOWN]) + more))
    console().print(table)
    for each in imported.details[:DETAILS_SHOWN]:
        line = f"{each.name}: {each.field} {each.before} → {each.after}"
        console().print(f"  {escape(line)}", soft_wrap=True)
    if len(imported.details) > DETAILS_SHOWN:
        console().print(f"  and {len(imported.details) - DETAILS_SHOWN} more")


def _show_left_alone(names: Sequence[str]) -> None:
    """Whose KPIs of the file were passed over, and why."""
    if not names:
        return
    more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
    who = "1 person" if len(names) == 1 else f"{len(names)} people"
    line = (
        f"{who} signed a KPI sheet in Slack; the file's KPIs for them are left alone: "
        f"{', '.join(names[:NAMES_SHOWN])}{more}."
    )
    console().print(f"[yellow]![/] {escape(line)}", soft_wrap=True)
