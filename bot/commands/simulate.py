"""`steward simulate`: past results by other weights, gates and shares."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.output import console
from bot.commands.scheme import scheme_named
from bot.commands.tables import Found, show, workbook_path, write_workbook
from bot.domain.reviews.distribution import FEWEST as FEWEST_BOUND
from bot.domain.reviews.distribution import Limit, Share
from bot.domain.reviews.fair_moves import Unfit
from bot.domain.reviews.simulation import FEWEST, Counted, Simulation, Squeezed, first_named
from bot.services.reviews.simulation import simulate as simulated
from messages.workbook import Row


def simulate(
    scheme: Annotated[
        str | None,
        typer.Option(metavar="KEY|FILE", help="Another scheme by its key, or a file; else each cycle's own."),
    ] = None,
    bands: Annotated[
        str | None,
        typer.Option(
            metavar="A/B/C",
            help="Shares in percent from the best band to the lowest, together 100. Each number but the last "
            "two is a band of its own, the last is the lowest band, the one before it all between. 30/60/10: "
            "at most 30 % in the best band, at least 10 % in the lowest. 20/15/50/15: at most 20 % in the "
            "best, 35 % in the best two, at least 15 % in the lowest. Enforced where seven and more are.",
        ),
    ] = None,
    cycle: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this cycle; can be given several times.")
    ] = None,
    names_for: Annotated[
        str | None,
        typer.Option(
            metavar="EMAIL",
            help="Name people, for this person of HR: everybody who is named reads that they looked.",
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="The same as a workbook.")] = None,
) -> None:
    """Replay past cycles by other weights, gates and shares: who would move. Changes nothing."""
    workbook_path(out)
    setup, now = configured(), SystemClock().now()
    chosen = scheme_named(setup.words(now=now), scheme) if scheme else None
    found = simulated(
        setup.acting(now=now), scheme=chosen, bands=bands, cycles=cycle or (), names_for=names_for
    )
    console().print(
        f"[bold]{', '.join(found.periods)}[/], as released, against: {_rules(scheme, found)}", soft_wrap=True
    )
    tables = [_by_rules(found), _by_shares(found), _leanings(found, is_named=names_for is not None)]
    if names_for is not None:
        tables += [_moved(found), _squeezed(found)]
    show(tables)
    if out is not None:
        write_workbook(out, tables, title=f"Simulation {', '.join(found.periods)}", at=now)
        console().print(f"Written: {out}", soft_wrap=True)


def _rules(scheme: str | None, found: Simulation) -> str:
    by = f"scheme {scheme}" if scheme else "the same scheme"
    shares = "; ".join(_share(each) for each in found.shares if each.limit is not Limit.ABOUT)
    return f"{by}, {shares}" if shares else f"{by}, no shares"


def _share(share: Share) -> str:
    if share.limit is Limit.AT_MOST:
        return f"at most {share.percent} % {_band(share)}"
    return f"at least {share.percent} % {_band(share)}"


def _band(share: Share) -> str:
    return f"at {share.highest} and below" if share.lowest is None else f"at {share.lowest} and above"


def _by_rules(found: Simulation) -> Found:
    rows: list[Row] = [
        [name, each.people, each.results, each.up, each.down, each.steps_up, -each.steps_down, each.failed]
        for name, each in _named(found)
    ]
    return Found(
        title="What the rules move",
        heads=(
            "department",
            "people",
            "results",
            "up",
            "down",
            "steps up",
            "steps down",
            "gates failed anew",
        ),
        rows=rows,
        note="A step is one point of the scale. Each cycle is counted by itself: a department of fewer than "
        f"{FEWEST} people is counted with other small ones, and the next larger one where they are fewer "
        f"even so; a cycle of fewer than {FEWEST} people is left out.",
    )


def _by_shares(found: Simulation) -> Found:
    rows: list[Row] = [
        [name, each.results, each.by_shares, each.shares_steps, each.unfair, each.unfit]
        for name, each in _named(found)
    ]
    return Found(
        title="What the shares move",
        heads=("department", "results", "moved", "steps", "moved if unfair", "cycles in which nothing fits"),
        rows=rows if found.shares else (),
        note="After the rules, so that nobody overtakes another; unfair: as many as would if they could. "
        f"Fewer than {FEWEST_BOUND} results of a department in a cycle are bound by nothing.",
    )


def _named(found: Simulation) -> list[tuple[str, Counted]]:
    departments = [(each.name or "small departments", each) for each in found.departments]
    return [*departments, ("all of these", found.whole)]


def _leanings(found: Simulation, *, is_named: bool) -> Found:
    """By name; else, of five managers and more, only how far apart they are."""
    shown = [(each.manager, each) for each in found.leanings]
    if not is_named:
        ends = (("the most lenient", found.leanings[:1]), ("the most severe", found.leanings[-1:]))
        shown = [(name, each) for name, some in ends for each in some] if len(shown) >= FEWEST else []
    return Found(
        title="Leniency and severity",
        heads=("manager", "people", "results", "from the mean"),
        rows=[[name, each.people, each.results, each.distance] for name, each in shown],
        note="How far a manager's results are from the mean of their cycles, before calibration. Managers of "
        f"{FEWEST} people and more in a cycle, by these cycles: {len(found.leanings)}; others, not shown: "
        f"{found.hidden}.",
    )


def _moved(found: Simulation) -> Found:
    rows: list[Row] = [
        [
            each.past.name,
            each.past.department,
            each.past.period,
            each.past.outcome.score,
            each.outcome.score,
            each.steps,
            ", ".join(each.failed_by) or None,
        ]
        for each in found.moved
    ]
    return Found(
        title="Whom the rules move",
        heads=("name", "department", "cycle", "was", "would be", "steps", "gates failed anew"),
        rows=rows,
    )


def _squeezed(found: Simulation) -> Found:
    return Found(
        title="Whom the shares move",
        heads=("department", "cycle", "how many", "from", "to", "nearest to the line", "or instead", "level"),
        rows=[row for each in found.squeezed for row in _shifts(each)],
        note="After the rules. Nobody overtakes another; on a level it is for people to say who moves.",
    )


def _shifts(each: Squeezed) -> Iterator[Row]:
    if isinstance(each.found, Unfit):
        yield [each.department, each.period, None, None, None, "nothing fits", None, None]
        return
    for shift in each.found.shifts:
        first, others = first_named(shift, each.names)
        yield [
            *(each.department, each.period, shift.count, shift.was, shift.now, ", ".join(first)),
            *(", ".join(others) or None, "yes" if shift.is_level else None),
        ]
