"""`steward export`: reviews and results as files, for whoever may have them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.language import Language
from bot.domain.reviews.export import Results
from bot.errors import SetupError
from bot.services.acting import Acting
from bot.services.reviews.export import export_cycle, export_department, export_file, for_somebody
from messages.catalog import Words
from messages.reviews.export import file_document, hr_table, results_document
from messages.tables import Document, Format, as_csv, as_file

app = typer.Typer(no_args_is_help=True, help="Reviews and results as files, for whoever may have them.")


Reader = Annotated[
    str,
    typer.Option(
        "--for",
        metavar="ID",
        help="E-mail or number of whoever is to have it: it holds what they may read, and is on record as "
        "theirs.",
    ),
]
Out = Annotated[Path, typer.Option(metavar="FILE", help="Where it is written, for its owner alone.")]
As = Annotated[
    Format | None, typer.Option("--format", help="Else what the ending of the file says.", show_default=False)
]
In = Annotated[
    Language | None,
    typer.Option("--language", help="Else that of whoever is to have it.", show_default=False),
]


@app.command("person")
def person(
    of: Annotated[str, typer.Argument(metavar="ID", help="E-mail or number.")],
    reader: Reader,
    out: Out,
    format_: As = None,
    language: In = None,
) -> None:
    """Somebody's reviews: every released one, with scores, reasons, cases, calibration, talk and actions."""
    _write_document(
        reader, out, format_, language, lambda acting, words: file_document(words, export_file(acting, of=of))
    )


@app.command("department")
def department(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As the organisation file calls it.")],
    reader: Reader,
    out: Out,
    cycle: Annotated[str | None, typer.Option(metavar="PERIOD", help="Only this one; else all.")] = None,
    format_: As = None,
    language: In = None,
) -> None:
    """How far everybody of a department is, and each released result."""
    _write_document(
        reader,
        out,
        format_,
        language,
        lambda acting, words: results_document(words, export_department(acting, name=name, cycle=cycle)),
    )


@app.command("cycle")
def cycle(
    name: Annotated[str, typer.Argument(metavar="PERIOD", help="2027Q1.")],
    reader: Reader,
    out: Out,
    format_: As = None,
    language: In = None,
) -> None:
    """How far everybody of a cycle is, and each released result."""
    _write_document(
        reader,
        out,
        format_,
        language,
        lambda acting, words: results_document(words, export_cycle(acting, name=name)),
    )


@app.command("hr")
def hr(
    name: Annotated[str, typer.Argument(metavar="PERIOD", help="2027Q1.")],
    reader: Reader,
    out: Out,
    mark: Annotated[
        bool, typer.Option("--bom/--no-bom", help="The mark by which Excel knows UTF-8.")
    ] = False,
) -> None:
    """A cycle as CSV for an HR system: a row a person, with the columns that docs/hr.md names."""
    _require_folder(out)
    acting = for_somebody(configured().acting(now=SystemClock().now()), of=reader)
    results: Results = export_cycle(acting, name=name)
    _write(out, as_csv([hr_table(results)], with_mark=mark))


def _write_document(
    reader: str,
    out: Path,
    format_: Format | None,
    language: Language | None,
    made: Callable[[Acting, Words], Document],
) -> None:
    wanted = _wanted(out, format_)
    now = SystemClock().now()
    acting = for_somebody(configured().acting(now=now), of=reader)
    person = acting.person
    words = Words(locale=language or person.locale, timezone=person.timezone, now=now)
    document = made(replace(acting, now=now), words)
    _write(out, as_file(document, wanted))


def _wanted(out: Path, format_: Format | None) -> Format:
    """Raises SetupError before anything is put on record."""
    _require_folder(out)
    if format_ is not None:
        return format_
    ending = out.suffix.lower().removeprefix(".")
    if ending not in set(Format):
        raise SetupError(f"--out: {out.name} ends in none of .xlsx, .csv, .pdf. Name one, or give --format.")
    return Format(ending)


def _require_folder(out: Path) -> None:
    if not out.parent.is_dir():
        raise SetupError(f"--out: {out.parent} is no folder. Make it, or name another.")


def _write(out: Path, content: bytes) -> None:
    try:
        out.touch(mode=0o600)
        out.chmod(0o600)
        out.write_bytes(content)
    except OSError as trouble:
        raise SetupError(f"--out: {out} cannot be written: {trouble.strerror}.") from None
    typer.echo(str(out))
