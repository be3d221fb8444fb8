"""The command line."""

from collections.abc import Sequence

import typer
from sqlalchemy.exc import SQLAlchemyError

from bot.commands import cycle, org
from bot.commands.configured import close_stores
from bot.commands.doctor import doctor
from bot.commands.manifest import manifest
from bot.commands.output import take_everything
from bot.commands.run import run
from bot.commands.sandbox import sandbox
from bot.commands.tick import tick
from bot.commands.wording import refusal_line
from bot.errors import Refusal, SetupError

app = typer.Typer(
    name="steward",
    help="Steward carries reviews and website requests through Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local values, and those may be private
)
app.command()(run)
app.command()(sandbox)
app.command()(tick)
app.add_typer(org.app, name="org")
app.add_typer(cycle.app, name="cycle")
app.command()(manifest)
app.command()(doctor)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. A wrong setting or a refusal is one line on standard error, and exit status 2."""
    take_everything()
    try:
        app(args=arguments)
    except SetupError as error:
        _give_up(str(error))
    except Refusal as refusal:
        _give_up(refusal_line(refusal))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__).splitlines()[0]
        _give_up(f"DATABASE_URL: the database failed: {reason}")
    finally:
        close_stores()


def _give_up(line: str) -> None:
    typer.echo(f"steward: {line}", err=True)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
