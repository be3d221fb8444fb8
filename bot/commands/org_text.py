"""A file's text, or one line that says why there is none."""

from pathlib import Path

from bot.errors import SetupError


def read_text(file: Path) -> str:
    """UTF-8, with or without the mark that spreadsheets put in front. Raises SetupError."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SetupError(f"{file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SetupError(f"{file}: the file is not in UTF-8. Save it as UTF-8 and try again.") from None
