"""`steward pay`: places in pay grades, a year's proposal as a file, what HR decided in it. Never in Slack."""

import getpass
import sys
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from bot.clock import SystemClock
from bot.commands.configured import Configured, configured, on_standard_error
from bot.commands.language import Language
from bot.commands.output import print_file
from bot.commands.pay_file import read_places, read_proposal
from bot.commands.sheet_file import refuse_lines
from bot.domain.listed_people import day_of
from bot.domain.pay.decision import DecidedFile
from bot.domain.pay.place_import import ImportedPlaces
from bot.errors import SetupError
from bot.reading.text import file_bytes
from bot.seed import example
from bot.services.pay.decision import check_decision
from bot.services.pay.decision import decide as decide_all
from bot.services.pay.place_import import check_places, import_places
from bot.services.pay.proposal import propose as propose_all
from bot.services.pay.proposal import statuses
from messages.pay import decision_problem_text, place_problem_text
from messages.pay_file import pay_workbook

app = typer.Typer(
    no_args_is_help=True, help="Pay: a year's changes in steps, proposed and decided in a file."
)

LONGEST_NAME = 100

Year = Annotated[str, typer.Argument(metavar="YEAR", help="2026: a year whose results are released.")]


@app.command("import")
def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV or .xlsx with the columns email or id, grade, step, since, and where you like steps; "
            "begin with: steward pay template",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be added.")] = False,
) -> None:
    """Add where people stand from FILE: all of it, or with one mistake nothing. What was before stays."""
    setup = configured()
    words = setup.words()
    read = read_places(file)
    for remark in read.remarks:
        on_standard_error(remark)
    refuse = partial(
        refuse_lines, words, file, worded=place_problem_text, refused="refusals/pay.places_invalid"
    )
    refuse(read.problems)
    acting = setup.acting(now=SystemClock().now())
    imported = check_places(acting, read.entries) if dry_run else import_places(acting, read.entries)
    refuse(imported.problems)
    typer.echo(_imported(imported, dry_run=dry_run))


@app.command("template")
def template() -> None:
    """Print an example of a file of pay places, with an explanation of every column."""
    print_file(example("pay.csv"))


@app.command("propose")
def propose(
    year: Year,
    out: Annotated[Path, typer.Option(metavar="FILE.xlsx", help="The file in which HR decides.")],
    language: Annotated[
        Language | None, typer.Option("--language", help="Else the company's own.", show_default=False)
    ] = None,
) -> None:
    """Write for YEAR who would move by how many steps, by the settings' table, and why others do not."""
    setup = configured()
    if out.suffix.lower() != ".xlsx":
        raise SetupError(f"--out: {out} does not end in .xlsx.")
    if out.exists():
        raise SetupError(f"--out: {out} is there already, and may hold decisions. Name another file.")
    if not out.parent.is_dir():
        raise SetupError(f"--out: {out.parent} is no folder. Make it, or name another.")
    now = SystemClock().now()
    found = propose_all(setup.acting(now=now), year=year)
    _write(out, pay_workbook(setup.words(now=now, language=language), found))
    proposed = sum(each.change is not None for each in found.rows)
    typer.echo(
        f"{out}: proposal {found.number}, {_people(len(found.rows))}, a change in steps for {proposed}. "
        "Whoever opens it reads results: keep it where HR alone can."
    )
    typer.echo(f"Decide in it, then: steward pay decide {out}")


@app.command("decide")
def decide(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="A proposal with HR's decisions in it.")],
    from_: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="From when it holds; else the day after the year."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Put on record what was decided in FILE: all of it, or with one mistake nothing."""
    setup = configured()
    day = _day(from_)
    words = setup.words()
    digest = sha256(file_bytes(file)).hexdigest()
    entries, sheet = read_proposal(file)
    refuse = partial(
        refuse_lines, words, file, worded=decision_problem_text, refused="refusals/pay.decision_invalid"
    )
    refuse(sheet.problems)
    proposal, holds_from, found = check_decision(setup.acting(now=SystemClock().now()), entries, from_day=day)
    refuse(found.problems)
    typer.echo(
        f"Proposal {proposal.number} of {proposal.cycle_name}, from {holds_from} on: {_counted(found)}."
    )
    if not yes:
        _ask()
    recorded = decide_all(
        setup.acting(now=SystemClock().now()),
        entries,
        from_day=holds_from,
        by=_user(),
        file_sha256=digest,
    )
    refuse(recorded.problems)
    typer.echo(f"Recorded: {_counted(recorded)}.")


@app.command("show")
def show(year: Year) -> None:
    """Say of YEAR how many people were proposed a change and decided about; no step and no score."""
    setup = configured()
    found = statuses(setup.acting(now=SystemClock().now()), year=year)
    for each in found:
        made = _on(setup, each.made_at)
        line = f"Proposal {each.number} of {made}: {_people(each.people)}, proposed for {each.proposed}"
        if each.decided_at is None:
            typer.echo(f"{line}; not decided.")
        else:
            on = _on(setup, each.decided_at)
            typer.echo(f"{line}; decided on {on} for {each.decided}, from {each.from_day} on.")
    if not found:
        typer.echo(
            f"Nothing is proposed for {year} yet. Begin with: steward pay propose {year} --out FILE.xlsx"
        )


def _ask() -> None:
    """Raises SetupError unless somebody at a terminal says yes."""
    if not sys.stdin.isatty():
        raise SetupError("Nothing was recorded. If it is meant, add --yes.")
    if not typer.confirm("Put it on record?"):
        raise SetupError("Nothing was recorded.")


def _imported(imported: ImportedPlaces, *, dry_run: bool) -> str:
    if not imported.new:
        return f"Nothing to add: {imported.unchanged} places are as in the file."
    done = "Would be added" if dry_run else "Added"
    return f"{done}: {len(imported.new)} places; {imported.unchanged} are as they were."


def _counted(found: DecidedFile) -> str:
    differ = sum(each.differs for each in found.decided)
    return f"{_people(len(found.decided))}, {differ} otherwise than proposed; nothing for {found.left}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _on(setup: Configured, moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(setup.policy.default_timezone)).date()


def _day(written: str | None) -> date | None:
    if written is None:
        return None
    day = day_of(written)
    if day is None:
        raise SetupError(f"--from: “{written}” is no day. Write it as 2027-01-01.")
    return day


def _user() -> str:
    """Who runs this, as the machine knows them."""
    try:
        return getpass.getuser()[:LONGEST_NAME]
    except (KeyError, OSError):
        return "unknown"


def _write(file: Path, content: bytes) -> None:
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_bytes(content)
    except OSError as trouble:
        raise SetupError(f"{file} cannot be written: {trouble.strerror}.") from None
