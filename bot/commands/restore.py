"""`steward restore`: a backup in place of an empty database."""

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.backup_file import read_backup, room_for_a_copy
from bot.commands.configured import Configured, configured
from bot.commands.ending import at_the_end
from bot.domain.record.chain import Head
from bot.domain.record.verify import given_head
from bot.errors import SetupError
from bot.keys import keyring_set, without
from bot.services.record.verify import verify_record
from storage.backup import CannotCopy, copy_in, is_empty
from storage.engine import open_engine
from storage.keys import missing_of
from storage.migrations import knows

BROKEN = 3
"""The exit status of `steward audit verify`, too."""


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `steward backup` has written.")],
    over: Annotated[
        bool, typer.Option("--over", help="Replace what is in the database now: it is lost.")
    ] = False,
) -> None:
    """Put a backup in place of an empty database, and prove its record.

    Stop every Steward first. What was waiting to be sent is looked for in Slack before it is posted.
    """
    setup = configured()
    # Beside the file there is room for it; but many a place that keeps backups cannot be written to.
    with room_for_a_copy(file.parent, or_elsewhere=True) as folder:
        copy = Path(folder) / "copy"
        manifest = read_backup(file, copy)
        if not knows(manifest.revision):
            raise SetupError(
                f"{file} was made by Steward {manifest.version}. Run Steward {manifest.version} or newer."
            )
        if missing := missing_of(manifest.keys, keyring_set(setup.settings)):
            raise SetupError(without(missing, what=str(file)))
        engine = open_engine(setup.settings.database_url)
        at_the_end(engine.dispose)
        if engine.dialect.name != manifest.engine:
            raise SetupError(f"{file} is of {manifest.engine}, DATABASE_URL names {engine.dialect.name}.")
        if not over and not is_empty(engine):
            raise SetupError(
                "The database that DATABASE_URL names is not empty. To lose what is in it: --over"
            )
        try:
            copy_in(engine, copy)
        except CannotCopy as failed:
            raise SetupError(failed.said) from None
    typer.echo(f"Restored what Steward {manifest.version} backed up at {manifest.taken_at}.")
    typer.echo(
        "What was waiting then is looked for in Slack before it is posted; what came in since is lost."
    )
    _prove(setup, Head.of(manifest.head))


def _prove(setup: Configured, head: Head) -> None:
    found = verify_record(setup.acting(), given=given_head(str(head)) if head.number else None)
    if found.broken is not None:
        typer.echo(f"BROKEN: {found.broken.wrong.value}. See: steward audit verify", err=True)
        raise typer.Exit(BROKEN)
    typer.echo(f"Whole: {found.links} links, up to {found.head}.")
