"""`steward plan`: the goals of the company, of departments and of periods."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.data_file import read_or_give_up
from bot.commands.output import print_file
from bot.domain.goals.plan import Change, What
from bot.domain.goals.plan_fields import COMPANY
from bot.seed import example
from bot.services.acting import Acting
from bot.services.goals.plan_file import PlanFile, import_plan, read_plan_file
from messages.catalog import Words
from messages.plans import plan_problem_text

app = typer.Typer(no_args_is_help=True, help="The plan: goals from above, on which KPIs hang.")

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="A plan as YAML; begin with: steward plan template")
]

DETAILS_SHOWN = 200

SIGNS = {What.ADDED: "+", What.CHANGED: "~", What.RETIRED: "-", What.RETURNED: "+"}


@app.command("check")
def check(file: File) -> None:
    """Say what importing FILE would change, or everything that is wrong with it; changes nothing."""
    setup = configured()
    words = setup.words()
    _show(words, _read(words, setup.acting(), file).changes)
    typer.echo("Nothing was changed: this was a rehearsal.")


@app.command("import")
def import_(file: File) -> None:
    """Make the plan say what FILE says: all of it, or, with one mistake, nothing."""
    setup, now = configured(), SystemClock().now()
    words, acting = setup.words(now=now), setup.acting(now=now)
    _show(words, import_plan(acting, _read(words, acting, file)))


@app.command("template")
def template() -> None:
    """Print an example of a plan, with an explanation of every field."""
    print_file(example("plan.yaml"))


def _read(words: Words, acting: Acting, file: Path) -> PlanFile:
    return read_or_give_up(
        file,
        lambda text: read_plan_file(acting, text),
        worded=lambda problem: plan_problem_text(words, problem),
        refused=lambda count: words.plain("refusals/plan.invalid", count=count),
    )


def _show(words: Words, changes: Sequence[Change]) -> None:
    counts = [(what, sum(each.what is what for each in changes)) for what in What]
    if not changes:
        typer.echo("Nothing has changed.")
        return
    typer.echo("Goals: " + ", ".join(f"{count} {what}" for what, count in counts if count) + ".")
    for line in _lines(words, changes[:DETAILS_SHOWN]):
        typer.echo(f"  {line}")
    if len(changes) > DETAILS_SHOWN:
        typer.echo(f"  and {len(changes) - DETAILS_SHOWN} more")


def _lines(words: Words, changes: Iterable[Change]) -> Iterable[str]:
    for change in changes:
        name = f"{SIGNS[change.what]} {change.goal.key}: {words.pick(change.goal.name)}"
        yield name if change.what is not What.RETURNED else f"{name} (it had been retired)"
        for field in change.fields:
            was, now = (_shown(words, field, getattr(goal, field)) for goal in (change.was, change.now))
            yield f"    {field}: {was} → {now}"


def _shown(words: Words, field: str, value: Any) -> str:
    if field == "department":
        return value or COMPANY
    if isinstance(value, Mapping):
        return words.pick(value) if value else "–"
    return str(value or "–")
