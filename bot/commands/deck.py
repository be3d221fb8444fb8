"""`steward deck`: what a department came to in a month, as slides."""

from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured, on_standard_error
from bot.domain.reports.month import month_named
from bot.errors import SetupError
from bot.services.reports.department import read_department
from messages.catalog import Words
from messages.reports.department_deck import department_deck


def deck(
    department: Annotated[str, typer.Argument(metavar="DEPARTMENT", help="As the organisation file has it.")],
    month: Annotated[
        str | None,
        typer.Argument(metavar="[MONTH]", help="2026-10, once it is told; the last if left out."),
    ] = None,
    out: Annotated[Path, typer.Option(metavar="FILE.pptx", help="Where the slides are written.")] = Path(
        "deck.pptx"
    ),
    locale: Annotated[
        str | None, typer.Option(metavar="LOCALE", help="en, zh-CN or zh-TW; the company's if left out.")
    ] = None,
) -> None:
    """Write the slides of a department's month, and say who gets them by themselves."""
    setup = configured()
    acting = setup.acting(now=SystemClock().now())
    of = None if month is None else month_named(month, today=acting.today, calendar=acting.calendar)
    found, heads = read_department(acting, name=department, month=of)
    policy = setup.policy
    words = Words(locale=locale or policy.default_locale, timezone=policy.default_timezone, now=acting.now)
    try:
        out.write_bytes(department_deck(words, found))
    except OSError as trouble:
        raise SetupError(f"{out} cannot be written: {trouble.strerror}.") from None
    typer.echo(str(out))
    if heads:
        names = ", ".join(each.name for each in heads)
        on_standard_error(f"On the second working day of each month it goes to {names}.")
    else:
        on_standard_error("Nobody heads this department, so it goes to nobody by itself.")
