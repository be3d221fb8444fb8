"""The command line."""

import typer

from bot.errors import SetupError

app = typer.Typer(name="steward", no_args_is_help=True, add_completion=False)


def main() -> None:
    """Run a command; a wrong setting is one line and exit status 2."""
    try:
        app()
    except SetupError as error:
        typer.echo(f"steward: {error}", err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
