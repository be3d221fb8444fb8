"""`steward backup`: the whole database in one file, while Steward runs."""

from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer

from bot import __version__
from bot.clock import SystemClock
from bot.commands.backup_file import Manifest, digest_of, room_for_a_copy, write_backup
from bot.commands.configured import configured
from bot.errors import SetupError
from storage.backup import CannotCopy, copy_out


def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="A new file; in a folder it is named by the moment.")
    ],
) -> None:
    """Copy the whole database into one file, while Steward runs.

    It holds everything that Steward knows, the keys not among it: keep it where only you can read it.
    """
    now = SystemClock().now().astimezone(UTC)
    file = file / f"steward-{now:%Y%m%d-%H%M%S}.backup" if file.is_dir() else file
    if not file.parent.is_dir():
        raise SetupError(f"{file.parent} is no folder.")
    if file.exists():
        raise SetupError(f"{file} is there already. Name another one.")
    engine = configured().store().engine
    with room_for_a_copy(file.parent) as folder:
        copy = Path(folder) / "copy"
        try:
            copied = copy_out(engine, copy)
        except CannotCopy as failed:
            raise SetupError(f"{file}: {failed.said}") from None
        except OSError as error:
            raise SetupError(f"{file}: {error.strerror}.") from None
        manifest = Manifest(
            version=__version__,
            engine=engine.dialect.name,
            revision=copied.revision,
            head=str(copied.head),
            digest=digest_of(copy),
            taken_at=now.isoformat(timespec="seconds"),
            keys=copied.marks,
        )
        write_backup(file, copy, manifest)
    typer.echo(f"{file}: Steward {__version__}, revision {copied.revision}, head {copied.head}.")
