"""The command line."""

import sys
from collections.abc import Collection, Sequence
from importlib import import_module

import structlog
import typer

from bot.commands.ending import close_everything
from bot.commands.output import take_everything
from bot.commands.table import register
from bot.domain.text import key
from bot.errors import SetupError
from bot.logs import configure_logs
from bot.traces import trace

log = structlog.get_logger()


def command_line(asked_for: Collection[str]) -> typer.Typer:
    """Every command, those whole that are asked for."""
    app = typer.Typer(
        name="steward",
        help="Steward carries reviews and website requests through Slack.",
        no_args_is_help=True,
        add_completion=False,
        context_settings={"token_normalize_func": key},  # commands and options in any case and width
        pretty_exceptions_enable=False,  # they print local values, and those may be private
    )
    register(app, asked_for=asked_for)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. A wrong setting or a refusal is one line each on standard error, and exit status 2.

    An accident is logged with its places, exit status 1.
    """
    configure_logs()
    take_everything()
    given = sys.argv[1:] if arguments is None else arguments
    command = next((key(each) for each in given if not each.startswith("-")), "")
    try:
        command_line({command})(args=given)
    except SetupError as error:
        _give_up(str(error))
    except Exception as error:  # noqa: BLE001 - the edge: Python's own report would print what people typed
        if said := import_module("bot.commands.wording").line_of(error):
            _give_up(said)
        log.critical("steward.broke", exception=trace(error))
        raise SystemExit(1) from None
    finally:
        close_everything()


def _give_up(lines: str) -> None:
    for line in lines.splitlines():
        typer.echo(f"steward: {line}", err=True)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
