"""The figures as tables that read well without colour."""

from collections.abc import Sequence

from rich.console import Console

from tests.bench.auditing import Audited
from tests.bench.calibrating import Calibrating
from tests.bench.calling import Calling
from tests.bench.draining import Beside, Drained
from tests.bench.filing import Filing
from tests.bench.homes import Drawn
from tests.bench.importing import Importing
from tests.bench.opening import Opening
from tests.bench.planning import Planning
from tests.bench.queue import QueueLooked
from tests.bench.reaching import Reaching
from tests.bench.rehearsing import Rehearsing
from tests.bench.releasing import Releasing
from tests.bench.rendering import Rendering
from tests.bench.reporting import Reported
from tests.bench.searching import UNSEEN, Recalled, Searched
from tests.bench.statements import WORK, Interaction
from tests.bench.tables import Verdict, growth, table_of


def desk_verdicts(recalled: Sequence[Recalled], searched: Sequence[Searched]) -> list[Verdict]:
    """How much is found of what is alike, by the pairs that nothing was fitted to; and how soon."""
    unseen = next(each for each in recalled if each.pairs == UNSEEN)
    return [
        Verdict(
            name=f"recall at 3, the {unseen.asked} pairs never looked at",
            found=f"{unseen.share:.2f}",
            target="≥ 0.9",
            holds=unseen.share >= 0.9,
        ),
        *(
            Verdict(
                name=f"p50 of a search among {each.requests:,} on {each.database}",
                found=f"{each.p50_ms:.0f} ms",
                target="< 100 ms",
                holds=each.p50_ms < 100,
            )
            for each in searched
        ),
    ]


def report_verdicts(reports: Sequence[Reported]) -> list[Verdict]:
    """A report is arithmetic: each request in it costs a fraction of the least that a use case does."""
    largest = max(reports, key=lambda each: each.requests)
    return [
        Verdict(
            name=f"a request's part of a report over {largest.requests:,} ÷ work",
            found=f"{largest.request_to_work:.2f}",
            target="≤ 0.5",
            holds=largest.request_to_work <= 0.5,
        )
    ]


def planning_verdicts(plannings: Sequence[Planning]) -> list[Verdict]:
    """Everybody at once, and everybody's moment the same: the worst that a company can be."""
    largest = max(plannings, key=lambda each: each.people)
    return [
        Verdict(
            name=f"nudges planned for {largest.people:,}: seconds",
            found=f"{largest.seconds:.0f}, of a processor {largest.processor_seconds:.0f}",
            target="≤ 60",
            holds=largest.seconds <= 60,
        ),
        Verdict(
            name=f"nudges planned for {largest.people:,}: most memory held",
            found=f"{largest.megabytes:.0f} MB",
            target="≤ 500 MB",
            holds=largest.megabytes <= 500,
        ),
    ]


def reach_verdicts(reached: Sequence[Reaching]) -> list[Verdict]:
    """Counted each hour, beside whoever clicks: a hundredth of a processor."""
    largest = max(reached, key=lambda each: each.people)
    return [
        Verdict(
            name=f"a year's reach of {largest.people:,}: seconds of a processor, memory held",
            found=f"{largest.processor_seconds:.0f}, {largest.megabytes:.0f} MB",
            target="≤ 36, ≤ 200 MB",
            holds=largest.processor_seconds <= 36 and largest.megabytes <= 200,
        )
    ]


def rehearsal_verdicts(rehearsed: Sequence[Rehearsing]) -> list[Verdict]:
    """A few minutes, and no more memory for more people."""
    largest = max(rehearsed, key=lambda each: each.people)
    return [
        Verdict(
            name=f"a quarter of {largest.people:,} rehearsed: seconds of a processor, memory",
            found=f"{largest.cpu_seconds:.0f}, {largest.peak_mb:.0f} MB",
            target="≤ 300, ≤ 300 MB",
            holds=largest.cpu_seconds <= 300 and largest.peak_mb <= 300,
        )
    ]


def calibration_verdicts(calibrated: Sequence[Calibrating]) -> list[Verdict]:
    """Whoever calibrates asks again after every move, and waits for the answer."""
    largest = max(calibrated, key=lambda each: each.people)
    return [
        Verdict(
            name=f"fair moves for {largest.people:,} people, ms",
            found=f"{largest.milliseconds:.1f}",
            target="≤ 100",
            holds=largest.milliseconds <= 100,
        )
    ]


def show_calibrating(console: Console, calibrated: Sequence[Calibrating]) -> None:
    """One line a department."""
    table = table_of("calibrated", "would move", "ms")
    for each in calibrated:
        table.add_row(f"{each.people:,} people", f"{each.moved:,}", f"{each.milliseconds:.1f}")
    console.print(table)


def release_verdicts(measured: Sequence[Releasing]) -> list[Verdict]:
    """A room is opened within the three seconds that Slack gives, and a release holds its transaction for no
    more than a moment: neither asks the database more often for many people than for few.
    """
    few, many = min(measured, key=lambda each: each.people), max(measured, key=lambda each: each.people)
    slowest = max(many.room.seconds, many.focus.seconds)
    more = max(
        many.room.statements - few.room.statements,
        many.focus.statements - few.focus.statements,
        many.release.statements - few.release.statements,
    )
    return [
        Verdict(
            name=f"the calibration of {many.people:,}, opened: seconds",
            found=f"{slowest:.1f}",
            target="≤ 2",
            holds=slowest <= 2,
        ),
        Verdict(
            name=f"a release to {many.people:,}: seconds",
            found=f"{many.release.seconds:.1f}",
            target="≤ 5",
            holds=many.release.seconds <= 5,
        ),
        Verdict(
            name=f"statements of either for {many.people:,} beyond those for {few.people:,}",
            found=f"{more}",
            target="≤ 5",
            holds=more <= 5,
        ),
    ]


def show_releasing(console: Console, measured: Sequence[Releasing]) -> None:
    """One line a department."""
    table = table_of("department", "room s", "statements", "focus s", "statements", "release s", "statements")
    for each in measured:
        steps = (each.room, each.focus, each.release)
        cells = [cell for step in steps for cell in (f"{step.seconds:.2f}", f"{step.statements}")]
        table.add_row(f"{each.people:,} people", *cells)
    console.print(table)


def audit_verdicts(audits: Sequence[Audited]) -> list[Verdict]:
    """It goes through the chain a window at a time: memory stays, and time grows no faster than the rows."""
    few, many = min(audits, key=lambda each: each.rows), max(audits, key=lambda each: each.rows)
    more_mb = many.peak_mb - few.peak_mb
    return [
        Verdict(
            name=f"audit verify: memory for {many.rows:,} rows beyond that for {few.rows:,}",
            found=f"{more_mb:.0f} MB",
            target="≤ 50 MB",
            holds=more_mb <= 50,
        ),
        Verdict(
            name=f"audit verify: {many.rows:,} rows, seconds of a processor",
            found=f"{many.verify_cpu_seconds:.0f}",
            target="≤ 180",
            holds=many.verify_cpu_seconds <= 180,
        ),
    ]


def show_audits(console: Console, audits: Sequence[Audited]) -> None:
    """What the record costs to seal and to prove."""
    table = table_of("the record", "sealed, s", "proven, s", "of a processor", "the command's peak, MB")
    for each in audits:
        table.add_row(
            f"{each.rows:,} rows",
            f"{each.seal_seconds:.1f}",
            f"{each.verify_seconds:.1f}",
            f"{each.verify_cpu_seconds:.1f}",
            f"{each.peak_mb:.0f}",
        )
    console.print(table)


def show_calling(console: Console, callings: Sequence[Calling]) -> None:
    table = table_of("a call to Slack", "connection of its own, ms", "kept, ms", "ratio")
    for calling in callings:
        table.add_row(
            calling.transport, f"{calling.anew_ms:.2f}", f"{calling.kept_ms:.2f}", f"{calling.ratio:.1f}"
        )
    console.print(table)


def show_rendering(console: Console, renderings: Sequence[Rendering]) -> None:
    languages = list(dict.fromkeys(each.language for each in renderings))
    rates = {(each.card, each.language): each.per_second for each in renderings}
    table = table_of("messages rendered per second", *languages)
    for card in dict.fromkeys(each.card for each in renderings):
        table.add_row(card, *(f"{rates[card, language]:,.0f}" for language in languages))
    console.print(table)


def show_interactions(console: Console, interactions: Sequence[Interaction]) -> None:
    table = table_of("in one thread", "SQL statements", "BEGIN", "COMMIT", "CPU ms, least", "÷ work")
    work = next(each.processor_ms for each in interactions if each.name == WORK)
    for each in interactions:
        asked = each.asked
        counts = (str(asked.statements), str(asked.begun), str(asked.committed))
        table.add_row(each.name, *counts, f"{each.processor_ms:.2f}", f"{each.processor_ms / work:.1f}")
    console.print(table)


def show_openings(
    console: Console,
    openings: Sequence[Opening],
    *,
    what: str = "a cycle opened for",
) -> None:
    """Each beside how much more it took than the one before it, for so many times the people."""
    table = table_of(what, "seconds", "of a processor", "growth of it", "SQL statements", "MB")
    for before, each in zip([None, *openings], openings, strict=False):
        table.add_row(
            f"{each.people:,} people",
            f"{each.seconds:.2f}",
            f"{each.processor_seconds:.2f}",
            _grown(before, each),
            str(each.statements),
            f"{each.megabytes:.0f}",
        )
    console.print(table)


def show_planning(console: Console, plannings: Sequence[Planning]) -> None:
    """Each beside how much more it took than the one before it, for so many times the people."""
    table = table_of(
        "reminders planned for",
        "seconds",
        "of a processor",
        "growth of it",
        "SQL statements",
        "MB",
        "sent in, s",
        "idle beat, ms",
    )
    for before, each in zip([None, *plannings], plannings, strict=False):
        table.add_row(
            f"{each.people:,} people",
            f"{each.seconds:.2f}",
            f"{each.processor_seconds:.2f}",
            _grown(before, each),
            str(each.statements),
            f"{each.megabytes:.0f}",
            f"{each.sending:.2f}",
            f"{each.idle * 1000:.0f} ({each.idle_statements})",
        )
    console.print(table)


def show_reaching(console: Console, reached: Sequence[Reaching]) -> None:
    """The first count, on SQLite; memory is that of a second one."""
    table = table_of("a year's reach of", "steps", "seconds", "of a processor", "SQL statements", "MB")
    for each in reached:
        table.add_row(
            f"{each.people:,} people",
            f"{each.steps:,}",
            f"{each.seconds:.1f}",
            f"{each.processor_seconds:.1f}",
            str(each.statements),
            f"{each.megabytes:.0f}",
        )
    console.print(table)


def show_rehearsing(console: Console, rehearsed: Sequence[Rehearsing]) -> None:
    """Each beside how much more it took than the one before it."""
    table = table_of("a quarter rehearsed for", "seconds of a processor", "MB", "growth")
    for before, each in zip([None, *rehearsed], rehearsed, strict=False):
        grown = growth(before.cpu_seconds, each.cpu_seconds, each.people / before.people) if before else "–"
        table.add_row(f"{each.people:,} people", f"{each.cpu_seconds:.0f}", f"{each.peak_mb:.0f}", grown)
    console.print(table)


def _grown(before: Opening | Planning | None, each: Opening | Planning) -> str:
    if before is None:
        return "–"
    return growth(before.processor_seconds, each.processor_seconds, each.people / before.people)


def show_draining(console: Console, drained: Sequence[Drained]) -> None:
    """One line a number of notices."""
    table = table_of("notices sent to a Slack that says yes", "engine", "CPU ms each", "SQL statements each")
    for each in drained:
        table.add_row(f"{each.notices:,}", each.engine, f"{each.processor_ms:.2f}", f"{each.statements:.1f}")
    console.print(table)


def show_beside(console: Console, measured: Sequence[Beside]) -> None:
    """Each alone, and while as much is sent as can be."""
    table = table_of("beside a full outbox", "engine", "p50 ms alone", "p50 ms beside", "times", "sent")
    for each in measured:
        table.add_row(
            each.name,
            each.engine,
            f"{each.alone_ms:.1f}",
            f"{each.beside_ms:.1f}",
            f"{each.ratio:.2f}",
            f"{each.sent:,}",
        )
    console.print(table)


def beside_verdicts(measured: Sequence[Beside]) -> list[Verdict]:
    """How much slower somebody is answered while a full outbox is sent."""
    return [
        Verdict(
            name=f"{each.name}, {each.engine}: beside a full outbox ÷ alone",
            found=f"{each.ratio:.2f}",
            target="≤ 1.5",
            holds=each.ratio <= 1.5 if each.sent else None,
        )
        for each in measured
    ]


def draining_verdicts(drained: Sequence[Drained]) -> list[Verdict]:
    """What a notice costs while many of them wait."""
    most = max(drained, key=lambda each: each.notices)
    of = f"a notice of {most.notices:,}, {most.engine}"
    return [
        Verdict(
            name=f"{of}: ms of a processor",
            found=f"{most.processor_ms:.1f}",
            target="≤ 4",
            holds=most.processor_ms <= 4,
        ),
        Verdict(
            name=f"{of}: SQL statements",
            found=f"{most.statements:.1f}",
            target="≤ 5",
            holds=most.statements <= 5,
        ),
    ]


def show_homes(console: Console, homes: Sequence[Drawn]) -> None:
    """Each beside how much more it took than the same with the fewest reports."""
    table = table_of("Home drawn", "shows", "SQL statements", "ms", "growth", "kB")
    fewest = {each.shows: each for each in reversed(homes)}
    for each in homes:
        least = fewest[each.shows]
        growth = "–"
        if each.reports != least.reports:
            times = each.reports / least.reports
            growth = f"{each.milliseconds / least.milliseconds:.1f} for {times:.0f} times"
        table.add_row(
            f"{each.reports:,} reports",
            each.shows,
            str(each.statements),
            f"{each.milliseconds:.1f}",
            growth,
            f"{each.kilobytes:.0f}",
        )
    console.print(table)


def show_queue(console: Console, queues: Sequence[QueueLooked]) -> None:
    table = table_of("the desk's queue opened", "SQL statements", "ms, p50")
    for each in queues:
        table.add_row(f"{each.requests:,} open", str(each.statements), f"{each.p50_ms:.1f}")
    console.print(table)


def show_reports(console: Console, reports: Sequence[Reported]) -> None:
    table = table_of(
        "the desk in figures",
        "steps",
        "SQL statements",
        "read, ms",
        "card, ms",
        "workbook, ms",
        "a request's part ÷ work",
    )
    for each in reports:
        table.add_row(
            f"{each.requests:,} requests",
            f"{each.steps:,}",
            str(each.statements),
            f"{each.read_ms:.0f}",
            f"{each.card_ms:.1f}",
            f"{each.workbook_ms:.0f}",
            f"{each.request_to_work:.3f}",
        )
    console.print(table)


def show_search(console: Console, recalled: Sequence[Recalled], searched: Sequence[Searched]) -> None:
    """Of the labelled pairs how many are found, and what looking takes where many requests are open."""
    table = table_of("what is alike, among the three shown", "asked", "recall at 3")
    for half in recalled:
        table.add_row(f"pairs: {half.pairs}", str(half.asked), f"{half.share:.3f}")
    console.print(table)
    table = table_of("the search alone", "on", "SQL statements", "ms, p50", "ms, p95", "shown for")
    for each in searched:
        table.add_row(
            f"{each.requests:,} open",
            each.database,
            str(each.statements),
            f"{each.p50_ms:.1f}",
            f"{each.p95_ms:.1f}",
            f"{each.shown} of {each.asked}",
        )
    console.print(table)


def show_filing(console: Console, filing: Filing) -> None:
    """Each click of it, and all of them, beside *work* in the same thread."""
    table = table_of(
        f"a request filed, {filing.requests:,} open", "SQL statements", "BEGIN", "COMMIT", "ms, p50", "÷ work"
    )
    table.add_row(WORK, "", "", "", f"{filing.work_p50_ms:.1f}", "1.0")
    for step in filing.steps:
        asked = step.asked
        counts = (str(asked.statements), str(asked.begun), str(asked.committed))
        table.add_row(step.name, *counts, f"{step.p50_ms:.1f}", f"{step.p50_ms / filing.work_p50_ms:.1f}")
    table.add_row("all of it", "", "", "", f"{filing.whole_p50_ms:.1f}", f"{filing.ratio:.1f}")
    console.print(table)


def show_imports(console: Console, imports: Sequence[Importing]) -> None:
    table = table_of("an organisation imported", "seconds", "ms per person", "longest wait of another writer")
    for each in imports:
        table.add_row(
            f"{each.people:,} people",
            f"{each.seconds:.2f}",
            f"{each.seconds / each.people * 1000:.2f}",
            f"{each.longest_wait * 1000:.0f} ms",
        )
    console.print(table)
