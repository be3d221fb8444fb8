"""`steward cycle`: open a review cycle, see who stands where, give it more time."""

from html import unescape
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured, console
from bot.domain.reviews.cycles import CycleStatus, cycle_name, day_named
from bot.domain.reviews.states import State
from bot.services.reviews.open_cycle import DEFAULT_SCHEME, extend_cycle, open_cycle
from bot.services.reviews.status import cycle_status
from messages.catalog import Words
from messages.reviews.cycle_answers import extended_answer, opened_answer, standing_text

app = typer.Typer(no_args_is_help=True, help="Review cycles: quarters for staff, half-years for seniors.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="2026Q4 (staff) or 2026H2 (senior people).")]


@app.command("open")
def open_(
    name: Name,
    scheme: Annotated[str, typer.Option(help="The review scheme.")] = DEFAULT_SCHEME,
) -> None:
    """Open a cycle for the right people: all of them, or, with one problem, nobody."""
    setup, now = configured(), SystemClock().now()
    opened = open_cycle(setup.store(), name=name, scheme_key=scheme, by=None, now=now, policy=setup.policy)
    words = setup.words(now=now)
    _say(opened_answer(words, opened, hour=setup.policy.schedule.opening_hour))


@app.command("status")
def status(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The latest cycle if left out.")
    ] = None,
) -> None:
    """Show who stands where, by department; no scores."""
    setup, now = configured(), SystemClock().now()
    found = cycle_status(setup.store(), name=name, by=None)
    _show(setup.words(now=now), found)


@app.command("extend")
def extend(
    name: Name,
    day: Annotated[
        str, typer.Argument(metavar="DAY", help="The last day on which self-scores are taken: 2027-01-29.")
    ],
    reason: Annotated[str, typer.Option(help="Why there is more time; it stays on record.")],
) -> None:
    """Take self-scores until DAY."""
    setup, now = configured(), SystemClock().now()
    dates = extend_cycle(
        setup.store(),
        name=name,
        closes=day_named(day),
        reason=reason,
        by=None,
        now=now,
        policy=setup.policy,
    )
    _say(extended_answer(setup.words(now=now), cycle_name(name), dates))


def _say(answer: str) -> None:
    console().print(escape(unescape(answer)), soft_wrap=True)


def _show(words: Words, found: CycleStatus) -> None:
    screen = console()
    dates = found.dates
    screen.print(
        f"[bold]{found.name}[/]: self-scores due {words.day(dates.self_score_due)}, taken until "
        f"{words.day(dates.self_score_closes)}; approvals due {words.day(dates.approval_due)}"
    )
    counts = Table("department", "people", "not handed in", "with the manager", "asked for more", "approved")
    for row in found.departments:
        states = (State.GOALS_AGREED, State.SELF_SCORED, State.MORE_ASKED, State.SCORED)
        counts.add_row(
            escape(row.name), str(row.people), *(str(row.by_state.get(each, 0)) for each in states)
        )
    screen.print(counts)
    people = Table("department", "name", "manager", "where it stands")
    for standing in found.standings:
        place = unescape(standing_text(words, standing))
        people.add_row(
            *(escape(each) for each in (standing.department, standing.name, standing.manager, place))
        )
    screen.print(people)
