"""The command line."""

from collections.abc import Sequence

import structlog
import typer

from bot.commands import (
    audit,
    away,
    cycle,
    figures,
    glossary,
    keys,
    org,
    person,
    plan,
    post,
    retention,
    scheme,
)
from bot.commands.bounced import bounced
from bot.commands.config import config
from bot.commands.configured import close_stores
from bot.commands.doctor import doctor
from bot.commands.manifest import manifest
from bot.commands.output import take_everything
from bot.commands.reach import reach
from bot.commands.rebuild import rebuild
from bot.commands.run import run
from bot.commands.sandbox import sandbox
from bot.commands.tick import tick
from bot.commands.wording import refusal_line
from bot.domain.text import key
from bot.errors import Refusal, SetupError
from bot.logs import configure_logs
from bot.traces import trace
from storage.engine import DatabaseFailure, why

log = structlog.get_logger()

app = typer.Typer(
    name="steward",
    help="Steward carries reviews and website requests through Slack.",
    no_args_is_help=True,
    add_completion=False,
    context_settings={"token_normalize_func": key},  # commands and options in any case and width
    pretty_exceptions_enable=False,  # they print local values, and those may be private
)
app.command()(run)
app.command()(sandbox)
app.command()(tick)
app.add_typer(org.app, name="org")
app.add_typer(audit.app, name="audit")
app.add_typer(keys.app, name="keys")
app.add_typer(away.app, name="away")
app.add_typer(cycle.app, name="cycle")
app.add_typer(scheme.app, name="scheme")
app.add_typer(glossary.app, name="glossary")
app.add_typer(person.app, name="person")
app.add_typer(plan.app, name="plan")
app.add_typer(post.app, name="post")
app.add_typer(figures.app, name="figures")
app.command()(retention.retention)
app.command()(manifest)
app.command()(doctor)
app.command()(config)
app.command()(rebuild)
app.command()(bounced)
app.command()(reach)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command. A wrong setting or a refusal is one line each on standard error, and exit status 2.

    An accident is logged with its places, exit status 1.
    """
    configure_logs()
    take_everything()
    try:
        app(args=arguments)
    except SetupError as error:
        _give_up(str(error))
    except Refusal as refusal:
        _give_up(refusal_line(refusal))
    except DatabaseFailure as failure:
        _give_up(f"DATABASE_URL: the database failed: {why(failure)}")
    except Exception as error:  # noqa: BLE001 - the edge: Python's own report would print what people typed
        log.critical("steward.broke", exception=trace(error))
        raise SystemExit(1) from None
    finally:
        close_stores()


def _give_up(lines: str) -> None:
    for line in lines.splitlines():
        typer.echo(f"steward: {line}", err=True)
    raise SystemExit(2)


if __name__ == "__main__":
    main()
