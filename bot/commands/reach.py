"""`steward reach`: how far asking reaches, by department."""

from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.output import console
from bot.domain.nudging.reach import Reach
from bot.services.acting import Acting
from bot.services.nudging.reach import read_reach
from messages.reviews.score_lines import cycle_title


def reach(
    period: Annotated[
        str | None, typer.Argument(metavar="[PERIOD]", help="2027Q1, or 2027; else the newest.")
    ] = None,
) -> None:
    """How many steps are done in time, after how many reminders and days, by department: counts only."""
    setup = configured()
    acting = Acting(store=setup.store(), by=None, now=SystemClock().now(), policy=setup.policy)
    found = read_reach(acting, period=period)
    table = Table(
        cycle_title(found.period),
        "people",
        "on time",
        "late",
        "late %",
        "open",
        "reminders a step",
        "median days",
        box=None,
        header_style="bold",
    )
    for each in found.departments:
        table.add_row(*_row(each, each.name or "small departments"))
    if found.whole is not None:
        table.add_row(*_row(found.whole, "all"))
    console().print(table)


def _row(each: Reach, name: str) -> list[str]:
    nudges = each.nudges_per_step
    return [
        escape(name),
        str(each.people),
        str(each.on_time),
        str(each.late),
        f"{each.late_share:.0%}",
        str(each.open),
        "–" if nudges is None else f"{nudges:.1f}",
        "–" if each.median_days is None else str(each.median_days),
    ]
