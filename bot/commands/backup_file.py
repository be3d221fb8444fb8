"""The file of a backup: the database as its own programs copy it, and a manifest that says what it is."""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bot.domain.record.chain import Head
from bot.errors import SetupError

MANIFEST, DATABASE = "manifest.json", "database"
PIECE = 1 << 20
NOT_ONE = "{file} is no backup of Steward, or not a whole one."
NOT_READ = (zipfile.BadZipFile, zlib.error, KeyError, TypeError, ValueError, EOFError, RuntimeError)
"""What comes of a file that a disk has spoilt, by the place where it has; the last of encrypted, or packed in
another way.
"""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself. `digest`: SHA-256 of the copy. `taken_at`: ISO, UTC. `keys`: the marks of
    those without which it is not read.
    """

    version: str
    engine: str
    revision: str | None
    head: str
    digest: str
    taken_at: str
    keys: Sequence[str] = ()


def room_for_a_copy(folder: Path, *, or_elsewhere: bool = False) -> TemporaryDirectory[str]:
    """A folder for its owner alone that goes when it is left. Raises SetupError where none can be made there,
    nor elsewhere.
    """
    try:
        return TemporaryDirectory(dir=folder, prefix=".steward-")
    except OSError as error:
        if or_elsewhere:
            return TemporaryDirectory(prefix="steward-")
        raise SetupError(f"{folder}: {error.strerror}.") from None


def digest_of(copy: Path) -> str:
    """SHA-256, in hexadecimal."""
    with copy.open("rb") as file:
        return _digest(file)


def write_backup(file: Path, copy: Path, manifest: Manifest) -> None:
    """Put both into one file, which is there whole or not at all; until then it grows beside the copy.

    Raises SetupError where one is there.
    """
    half = copy.with_name("half")
    try:
        with _private(half) as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr(MANIFEST, json.dumps(asdict(manifest), indent=2) + "\n")
            bundle.write(copy, DATABASE)
        os.link(half, file)  # unlike a renaming it replaces nothing
    except FileExistsError:
        raise SetupError(f"{file} is there already. Name another one.") from None
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror}.") from None
    finally:
        half.unlink(missing_ok=True)


def read_backup(file: Path, into: Path) -> Manifest:
    """Take the copy out of it. Raises SetupError where it is none, or is not what its manifest says."""
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest = Manifest(**json.loads(bundle.read(MANIFEST)))
            Head.of(manifest.head)
            with bundle.open(DATABASE) as packed, _private(into) as copy:
                while piece := packed.read(PIECE):
                    copy.write(piece)
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror}.") from None
    except NOT_READ:
        raise SetupError(NOT_ONE.format(file=file)) from None
    if digest_of(into) != manifest.digest:
        raise SetupError(NOT_ONE.format(file=file))
    return manifest


def _private(file: Path) -> IO[bytes]:
    """A new file that nobody else may read."""
    return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _digest(file: IO[bytes]) -> str:
    return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
