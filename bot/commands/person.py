"""`steward person`: everything that is held of somebody, taken out or erased."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured, on_standard_error
from bot.domain.privacy.held import Erasure
from bot.errors import SetupError
from bot.services.privacy.erase import erase_person, what_erasing_does
from bot.services.privacy.export import export_person
from messages.catalog import Words
from messages.privacy.export import as_json, as_page

app = typer.Typer(help="What is held of one person: take it out, erase it.", no_args_is_help=True)

Whom = Annotated[str, typer.Argument(metavar="ID", help="E-mail, or the company's number of the person.")]


@app.command("export")
def export(
    of: Whom,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where both files are written.")] = Path(),
) -> None:
    """Write everything that is held of a person as JSON, and as a page to read. It is on record."""
    setup = configured()
    if not out.is_dir():
        raise SetupError(f"--out: {out} is no folder. Make it, or name another.")
    held = export_person(setup.acting(now=SystemClock().now()), of=of)
    words = Words(locale=held.person.locale, timezone=held.person.timezone, now=held.at)
    name = f"person-{held.person.id}"
    written = {
        f"{name}.json": json.dumps(as_json(held), ensure_ascii=False, indent=2),
        f"{name}.html": as_page(words, held),
    }
    for file, text in written.items():
        _write(out / file, text)
        typer.echo(str(out / file))


@app.command("erase")
def erase(
    of: Whom,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would go, and what stays.")
    ] = False,
) -> None:
    """Erase somebody who left: their name, their addresses, what they wrote and what was written of them."""
    setup = configured()
    acting = setup.acting(now=SystemClock().now())
    erasure = what_erasing_does(acting, of=of) if dry_run else erase_person(acting, of=of)
    for each in erasure.done:
        typer.echo(f"{each.table}: {each.rows} ({'rows' if each.how.value == 'row' else 'texts'})")
    _say_what_stays(erasure)
    typer.echo("Would be erased." if dry_run else f"Erased; person {erasure.person.id} has no name any more.")


def _say_what_stays(erasure: Erasure) -> None:
    if erasure.kept_until is not None:
        kept = ", ".join(f"{table} {rows}" for table, rows in erasure.kept.items())
        until = erasure.kept_until.date()
        on_standard_error(f"Kept until {until} (retention.results_kept_years), with the number: {kept}.")
    on_standard_error("Messages in Slack stay there: how long, Slack's own retention says (docs/privacy.md).")


def _write(file: Path, text: str) -> None:
    try:
        file.touch(mode=0o600)
        file.chmod(0o600)
        file.write_text(text, encoding="utf-8")
    except OSError as trouble:
        raise SetupError(f"{file} cannot be written: {trouble.strerror}.") from None
