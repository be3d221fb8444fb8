"""`steward rehearse`: a quarter, before anybody is asked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn

from bot.clock import SystemClock
from bot.commands.away import refuse_leave
from bot.commands.away_file import LeaveFile, read_leave
from bot.commands.configured import Configured, configured, on_standard_error
from bot.commands.org import problem_lines, refuse_mistakes
from bot.commands.org_doubts import can_ask
from bot.commands.org_file import Reading, read_organisation
from bot.commands.output import console
from bot.commands.scheme import scheme_named
from bot.commands.tables import Found, show, workbook_path, write_workbook
from bot.domain.people import Grade, Role
from bot.domain.reviews.cycles import period_named, usual_names
from bot.domain.reviews.rehearsal import Load, loads, weeks
from bot.errors import Refusal
from bot.rehearsal.company import employ, empty_company
from bot.rehearsal.play import Asked, opening_day, play
from bot.rehearsal.played import Played
from bot.services.acting import Acting
from bot.services.people.organisation import check_organisation
from bot.services.reviews.open_cycle import DEFAULT_SCHEME
from bot.services.reviews.schemes import add_scheme
from messages.workbook import Row
from storage.unit import Store

FULLEST_SHOWN, NUDGED_SHOWN = 12, 10
"""On the terminal; the workbook has all."""
A_DAY = timedelta(days=1)
LOOKERS = 2


def rehearse(
    org: Annotated[Path, typer.Option(metavar="FILE", help="The organisation: .yaml, people.csv, .xlsx.")],
    scheme: Annotated[
        str, typer.Option(metavar="KEY|FILE", help="A review scheme by its key, or a file.")
    ] = DEFAULT_SCHEME,
    cycle: Annotated[
        str | None, typer.Option(metavar="NAME", help="2027Q1, or 2027H1; the next quarter if left out.")
    ] = None,
    leave: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who is away, as for: steward away import.")
    ] = None,
    goals: Annotated[
        bool | None,
        typer.Option("--goals/--no-goals", help="Ask everybody for goals; or nobody, and only score."),
    ] = None,
    late: Annotated[int, typer.Option(min=0, max=100, help="Of a hundred steps so many are late.")] = 20,
    seed: Annotated[int, typer.Option(help="Another one, and other people are late.")] = 1,
    out: Annotated[Path | None, typer.Option(metavar="FILE.xlsx", help="All of it as a workbook.")] = None,
) -> None:
    """Live through a quarter with your organisation and invented answers; nobody is told.

    In a database of its own. Shows whom it loads when, which days are awkward, how many reminders there are.
    """
    workbook_path(out)
    setup, now = configured(), SystemClock().now()
    reading = read_organisation(org, defaults=setup.policy)
    away = _away(setup, leave)
    today = now.astimezone(UTC).date()
    period = _period(cycle, today=today)
    chosen = scheme_named(setup.words(now=now), scheme)
    key = chosen if isinstance(chosen, str) else chosen.key
    asked = Asked(scheme=key, period=period, seed=seed, late=late, goals=goals)
    with empty_company(setup.policy) as store:
        _require_sound(setup, store, reading)
        if not isinstance(chosen, str):
            add_scheme(Acting(store=store, by=None, now=now, policy=setup.policy), chosen)
        played = _played(setup, store, reading, asked, away=away, leave=leave)
    tables = list(_tables(played, whole=False))
    _say(asked, played)
    show(tables)
    if out is not None:
        write_workbook(out, list(_tables(played, whole=True)), title=f"Rehearsal of {period}", at=now)
        console().print(f"Written: {out}", soft_wrap=True)


def _period(cycle: str | None, *, today: date) -> str:
    """Raises Refusal: cycle.name, rehearsal.year."""
    period = period_named(cycle or usual_names(Grade.STAFF, today=today)[-1])
    if period.is_year:
        raise Refusal("rehearsal.year", name=period.name)
    return period.name


def _require_sound(setup: Configured, store: Store, reading: Reading) -> None:
    """The same problems, by file and line, as an import has."""
    words = setup.words()
    for line in (*reading.remarks, *problem_lines(words, reading, reading.warnings)):
        on_standard_error(line)
    refuse_mistakes(words, store, reading, reading.problems)
    refuse_mistakes(words, store, reading, check_organisation(store, reading.organisation).problems)


def _away(setup: Configured, leave: Path | None) -> LeaveFile:
    if leave is None:
        return LeaveFile(entries=(), problems=())
    read = read_leave(leave)
    for remark in read.remarks:
        on_standard_error(remark)
    refuse_leave(setup.words(), leave, read.problems)
    return read


def _played(
    setup: Configured, store: Store, reading: Reading, asked: Asked, *, away: LeaveFile, leave: Path | None
) -> Played:
    period = period_named(asked.period)
    before = datetime.combine(period.starts_on - A_DAY, datetime.min.time(), UTC)
    problems = employ(store, reading.organisation, away.entries, policy=setup.policy, at=before)
    if leave is not None:
        refuse_leave(setup.words(), leave, problems)
    opens_at, _ = opening_day(store, asked, policy=setup.policy)
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, transient=True, disable=not can_ask()) as bar:
        task = bar.add_task(asked.period, total=None)
        return play(
            store,
            asked,
            policy=setup.policy,
            opens_at=opens_at,
            progress=lambda day: bar.update(task, description=day.isoformat()),
        )


def _say(asked: Asked, played: Played) -> None:
    opened = played.opened
    dates, what = opened.dates, f"goals due {opened.goals.due}, then " if opened.goals else ""
    lines = [
        f"[bold]{opened.name}[/] on {escape(asked.scheme)}, opened {played.first} for {opened.people} people:"
        f" {what}self-scores due {dates.self_score_due}, approvals {dates.approval_due}, second "
        f"looks {dates.second_look_due}; the last step on {played.last}.",
        f"Invented: who answers what, and {asked.late} of a hundred steps late (seed {asked.seed}).",
    ]
    if opened.not_reviewed:
        lines.append(f"Not under review, with neither a manager nor a sheet: {_names(opened.not_reviewed)}.")
    if opened.too_new:
        lines.append(f"Too new to be rated: {_names(opened.too_new)}.")
    alone = [played.people[each].name for each, count in played.lookers.items() if count < LOOKERS]
    if alone:
        lines.append(f"Fewer than {LOOKERS} people look again at: {_names(sorted(alone))}.")
    for code, count in played.refused.most_common():
        lines.append(f"Could not be done as it stood, {count} times: {code}.")
    for line in lines:
        console().print(line, soft_wrap=True)


def _names(names: Sequence[str]) -> str:
    return escape(", ".join(names))


def _tables(played: Played, *, whole: bool) -> Iterator[Found]:
    managing = {each.manager_id for each in played.people.values()}
    managing |= {each.id for each in played.people.values() if each.has(Role.HR)}
    of_all = loads(played.tasks)
    theirs = [each for each in of_all if each.person_id in managing]
    yield _weeks(played, of_all, theirs)
    yield _fullest(played, theirs if whole else theirs[:FULLEST_SHOWN], count=len(theirs))
    yield _steps(played)
    yield _collisions(played)
    yield _nudged(played, most=None if whole else NUDGED_SHOWN)


def _weeks(played: Played, of_all: Sequence[Load], theirs: Sequence[Load]) -> Found:
    managers = {each.week: each for each in weeks(theirs)}
    messages: Counter[date] = Counter()
    for (_, week), count in played.messages.items():
        messages[week] += count
    rows: list[Row] = []
    for each in weeks(of_all):
        busiest = managers.get(each.week)
        rows.append(
            [
                *(each.week.isoformat(), each.due, each.due_minutes, each.done_minutes),
                busiest.due_minutes if busiest else 0,
                played.people[busiest.most].name if busiest and busiest.most_minutes else None,
                busiest.most_minutes if busiest else 0,
                messages[each.week],
            ]
        )
    return Found(
        title="Week by week",
        heads=(
            *("week from", "steps due", "minutes due", "minutes done", "of managers and HR"),
            *("fullest", "minutes due", "messages"),
        ),
        rows=rows,
    )


def _fullest(played: Played, shown: Sequence[Load], *, count: int) -> Found:
    rows: list[Row] = [
        [
            *(played.people[each.person_id].name, each.week.isoformat()),
            *(each.due, each.due_minutes, each.done, each.done_minutes),
        ]
        for each in shown
    ]
    more = count - len(rows)
    return Found(
        title="Fullest weeks, managers and HR",
        heads=("who", "week from", "steps due", "minutes due", "steps done", "minutes done"),
        rows=rows,
        note=f"And {more} more weeks: --out FILE.xlsx has all." if more else "",
    )


def _steps(played: Played) -> Found:
    rows: list[Row] = []
    for kind in dict.fromkeys(each.kind for each in played.tasks):
        some = [each for each in played.tasks if each.kind is kind]
        on_time = sum(each.done_on is not None and each.done_on <= each.due_on for each in some)
        undone = sum(each.done_on is None for each in some)
        rows.append(
            [
                *(kind.value.replace("_", " "), len(some), on_time, len(some) - on_time - undone, undone),
                sum(each.minutes for each in some),
            ]
        )
    return Found(
        title="Steps", heads=("step", "how many", "on time", "late", "not done", "minutes"), rows=rows
    )


def _collisions(played: Played) -> Found:
    rows: list[Row] = [
        [
            *(each.what, f"{each.day:%a} {each.day.isoformat()}", each.country),
            *(each.why.value if each.why else None, each.people, each.away),
        ]
        for each in played.collisions
    ]
    return Found(
        title="Awkward days", heads=("what", "day", "country", "why", "people there", "on leave"), rows=rows
    )


def _nudged(played: Played, *, most: int | None) -> Found:
    """Reminders and messages of each; all together first."""
    messages: Counter[int] = Counter()
    fullest: Counter[int] = Counter()
    for (person, _), count in played.messages.items():
        messages[person] += count
        fullest[person] = max(fullest[person], count)
    people = sorted(
        played.people.values(), key=lambda each: (-played.nudges[each.id], -messages[each.id], each.name)
    )
    rows: list[Row] = [
        [each.name, played.nudges[each.id], messages[each.id], fullest[each.id]] for each in people[:most]
    ]
    count = max(1, len(people))
    return Found(
        title="Reminders and messages",
        heads=("who", "reminders", "messages", "most in a week"),
        rows=rows,
        note=f"A person has {played.nudges.total() / count:.1f} reminders and {messages.total() / count:.1f} "
        "messages on average; what only changes a card is not counted.",
    )
