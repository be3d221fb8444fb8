"""`steward cycle`: open a review cycle, see who stands where, give it more time, withdraw it."""

import sys
from functools import partial
from html import unescape
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from bot.clock import SystemClock
from bot.commands.configured import configured
from bot.commands.output import console
from bot.commands.wording import refusal_line
from bot.domain.goals.status import by_department
from bot.domain.reviews.cycles import CycleStatus, UnusualPeriod, cycle_name, day_named
from bot.domain.reviews.opening import EarlyScoring, Moment
from bot.errors import SetupError
from bot.services.reviews.correct_cycle import ask_to_correct, correct_cycle
from bot.services.reviews.cycle_status import cycle_status, standing_cycles
from bot.services.reviews.extend_goals import give_more_time
from bot.services.reviews.fingerprint import written_rules
from bot.services.reviews.open_cycle import DEFAULT_SCHEME, open_cycle
from bot.services.reviews.open_scoring import open_scoring
from bot.services.reviews.withdraw_cycle import ask_to_withdraw, withdraw_cycle
from messages.catalog import Words
from messages.goals.marks import MARKS as GOALS_MARKS
from messages.reviews.correct_cycle_note import (
    correct_question_text,
    corrected_answer,
)
from messages.reviews.cycle_answers import (
    extended_answer,
    goals_text,
    opened_answer,
    progress_text,
    scoring_answer,
    withdraw_question_text,
    withdrawn_answer,
)
from messages.reviews.fingerprint import changes, record_line
from messages.reviews.marks import MARKS

app = typer.Typer(
    no_args_is_help=True, help="Review cycles: quarters for staff, half-years for seniors, the year for both."
)

Yes = Annotated[bool, typer.Option("--yes", help="It is meant: do not ask.")]
Name = Annotated[
    str,
    typer.Argument(metavar="NAME", help="2026Q4 (staff), 2026H2 (senior people) or 2026 (the year, both)."),
]


@app.command("open")
def open_(
    name: Name,
    scheme: Annotated[
        str | None,
        typer.Option(help=f"The review scheme; where none is said {DEFAULT_SCHEME}, of a year year."),
    ] = None,
    goals: Annotated[
        bool | None,
        typer.Option("--goals/--no-goals", help="Ask everybody for goals; or nobody, and score at once."),
    ] = None,
    yes: Yes = False,
) -> None:
    """Open a cycle for the right people: all of them, or, with one problem, nobody.

    For goals first; for scoring at once where every KPI sheet came with the organisation file. A period that
    is neither the present one nor a neighbour of it is asked about first.
    """
    setup, now = configured(), SystemClock().now()
    words = setup.words(now=now)
    moment = None if goals is None else Moment.GOALS if goals else Moment.SCORING
    attempt = partial(open_cycle, setup.acting(now=now), name=name, scheme_key=scheme, moment=moment)
    try:
        opened = attempt(is_meant=yes)
    except UnusualPeriod as unusual:
        _ask(refusal_line(unusual), "Open it all the same?")
        opened = attempt(is_meant=True)
    _say(opened_answer(words, opened, hour=setup.policy.schedule.opening_hour))


@app.command("score")
def score(name: Name, yes: Yes = False) -> None:
    """Open a cycle for scoring, before it opens by itself, for everybody whose sheet is agreed on."""
    setup, now = configured(), SystemClock().now()
    attempt = partial(open_scoring, setup.acting(now=now), name=name)
    try:
        opened = attempt(is_meant=yes)
    except EarlyScoring as early:
        _ask(refusal_line(early), "Open it now?")
        opened = attempt(is_meant=True)
    _say(scoring_answer(setup.words(now=now), opened, hour=setup.policy.schedule.opening_hour))


@app.command("list")
def list_() -> None:
    """List every cycle with where it is and what comes next."""
    setup, now = configured(), SystemClock().now()
    words = setup.words(now=now)
    table = Table("name", "opened", "now", "next")
    for cycle in standing_cycles(setup.acting(now=now)):
        if cycle.goals is not None and cycle.is_in_goals:
            place = f"goals, due {words.day(cycle.goals.due)}"
            after = f"scoring opens {words.day(cycle.goals.scoring_opens_on)}"
        else:
            place = f"self-scores, due {words.day(cycle.dates.self_score_due)}"
            after = f"approvals due {words.day(cycle.dates.approval_due)}"
        table.add_row(escape(cycle.name), words.day(cycle.opened_at), place, after)
    console().print(table)


@app.command("status")
def status(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="What is under way if left out.")
    ] = None,
) -> None:
    """Show who stands where, by department; no scores."""
    setup, now = configured(), SystemClock().now()
    found = cycle_status(setup.acting(now=now), name=name)
    _show(setup.words(now=now), found)


@app.command("rules")
def rules(name: Name) -> None:
    """Print the rules as they are hashed: `steward cycle rules NAME | sha256sum` gives their fingerprint."""
    setup, now = configured(), SystemClock().now()
    sys.stdout.write(written_rules(setup.acting(now=now), name=name))


@app.command("extend")
def extend(
    name: Name,
    day: Annotated[
        str, typer.Argument(metavar="DAY", help="The last day for self-scores, or for goals: 2027-01-29.")
    ],
    reason: Annotated[str, typer.Option(help="Why there is more time; it stays on record.")],
) -> None:
    """Take self-scores until DAY; while goals are agreed on, those."""
    setup, now = configured(), SystemClock().now()
    dates = give_more_time(setup.acting(now=now), name=name, day=day_named(day), reason=reason)
    _say(extended_answer(setup.words(now=now), cycle_name(name), dates))


@app.command("withdraw")
def withdraw(
    name: Name,
    reason: Annotated[str, typer.Option(help="Why; everybody who was told of the cycle reads it.")],
    yes: Yes = False,
) -> None:
    """Take a cycle back while nobody has signed or handed in; its period can be opened again afterwards."""
    setup, now = configured(), SystemClock().now()
    words, acting = setup.words(now=now), setup.acting(now=now)
    asked = ask_to_withdraw(acting, name=name, reason=reason)
    if not yes:
        _ask(unescape(withdraw_question_text(words, asked)), "Withdraw it?")
    withdrawn = withdraw_cycle(acting, cycle_id=asked.cycle_id, reason=asked.reason)
    _say(withdrawn_answer(words, withdrawn))


@app.command("correct")
def correct(
    name: Name,
    reason: Annotated[str, typer.Option(help="What was wrong; everybody in the cycle reads it.")],
    yes: Yes = False,
) -> None:
    """Move all of a cycle to the newest version of its scheme, until a result was released."""
    setup, now = configured(), SystemClock().now()
    words, acting = setup.words(now=now), setup.acting(now=now)
    asked = ask_to_correct(acting, name=name, reason=reason)
    if not yes:
        _ask(correct_question_text(words, asked), "Move it?")
    _say(
        corrected_answer(
            words,
            correct_cycle(acting, cycle_id=asked.cycle_id, version=asked.now.version, reason=asked.reason),
        )
    )


def _ask(facts: str, question: str) -> None:
    """At a terminal a question; elsewhere, where nobody could answer, --yes is asked for.

    Raises SetupError unless the answer is yes.
    """
    if not sys.stdin.isatty():
        raise SetupError(f"{' '.join(facts.split())} Nothing was changed. If it is meant, add --yes.")
    typer.echo(facts)
    if not typer.confirm(question):
        raise SetupError("Nothing was changed.")


def _say(answer: str) -> None:
    console().print(escape(unescape(answer)), soft_wrap=True)


def _show(words: Words, found: CycleStatus) -> None:
    screen = console()
    if found.rules is not None:
        for line in (*record_line(words, found.rules), *changes(words, found.rules)):
            screen.print(escape(unescape(line)), soft_wrap=True)
        if not found.rules.is_intact:
            screen.print(f"[red]{found.name} does not go by the rules on record[/]", soft_wrap=True)
    if found.is_in_goals:
        _show_goals(words, found)
        return
    dates = found.dates
    screen.print(
        f"[bold]{found.name}[/]: self-scores due {words.day(dates.self_score_due)}, taken until "
        f"{words.day(dates.self_score_closes)}; approvals due {words.day(dates.approval_due)}"
    )
    marks = {mark: each.heading for mark, each in MARKS.items()}
    counts = Table("department", "people", *marks.values())
    for row in found.departments:
        counts.add_row(escape(row.name), str(row.people), *(str(row.by_mark.get(mark, 0)) for mark in marks))
    screen.print(counts)
    people = Table("department", "name", "manager", "where it stands")
    for person in found.people:
        place = unescape(progress_text(words, person))
        people.add_row(*(escape(each) for each in (person.department, person.name, person.manager, place)))
    for late in found.agreeing:
        place = f"KPI sheet: {unescape(goals_text(words, late))}"
        people.add_row(*(escape(each) for each in (late.department, late.name, late.manager, place)))
    screen.print(people)
    _show_others(found)


def _show_goals(words: Words, found: CycleStatus) -> None:
    screen = console()
    if found.goals is not None:
        screen.print(
            f"[bold]{found.name}[/]: goals due {words.day(found.goals.due)}; scoring opens by itself on "
            f"{words.day(found.goals.scoring_opens_on)}; {found.kept} keep the sheet of the organisation file"
        )
    marks = {mark: each.heading for mark, each in GOALS_MARKS.items()}
    counts = Table("department", "people", *marks.values())
    for name, by_mark in by_department(found.agreeing).items():
        counts.add_row(escape(name), str(by_mark.total()), *(str(by_mark.get(mark, 0)) for mark in marks))
    screen.print(counts)
    people = Table("department", "name", "manager", "where it stands")
    for person in found.agreeing:
        place = unescape(goals_text(words, person))
        people.add_row(*(escape(each) for each in (person.department, person.name, person.manager, place)))
    screen.print(people)
    _show_others(found)


def _show_others(found: CycleStatus) -> None:
    for name in found.others_in_goals:
        console().print(f"In {name} goals are agreed on: steward cycle status {name}")
