"""The bench with tiny counts: that it runs and counts right, never how fast."""

import io
from pathlib import Path

import pytest
import typer
from rich.console import Console
from sqlalchemy import text
from typer.testing import CliRunner

from bot.domain.reviews.opening import Moment
from messages.reviews.self_score_modal import SUBMIT
from storage.engine import open_engine
from storage.unit import Store
from tests.bench.__main__ import main
from tests.bench.auditing import measure_audits
from tests.bench.calibrating import measure_calibrating
from tests.bench.calling import measure_calling
from tests.bench.cards import main_cards
from tests.bench.databases import Files, on_server
from tests.bench.filing import measure_filing
from tests.bench.homes import measure_homes
from tests.bench.load import has_wrk, put_load
from tests.bench.null_slack import null_slack
from tests.bench.opening import measure_openings
from tests.bench.planning import measure_planning
from tests.bench.pressing import PRESSES
from tests.bench.processes import WARM_UP, measure_processes, processes_verdicts, show_processes
from tests.bench.queue import measure_queue
from tests.bench.reaching import measure_reaching
from tests.bench.rehearsing import measure_rehearsing
from tests.bench.releasing import measure_releasing
from tests.bench.rendering import LOCALES, measure_rendering
from tests.bench.report import (
    audit_verdicts,
    calibration_verdicts,
    desk_verdicts,
    planning_verdicts,
    reach_verdicts,
    rehearsal_verdicts,
    release_verdicts,
    report_verdicts,
    show_audits,
    show_calibrating,
    show_calling,
    show_filing,
    show_homes,
    show_interactions,
    show_openings,
    show_planning,
    show_queue,
    show_reaching,
    show_rehearsing,
    show_releasing,
    show_rendering,
    show_reports,
    show_search,
)
from tests.bench.report_load import show_transport, verdicts, whole_verdicts
from tests.bench.reporting import measure_reports
from tests.bench.resting import measure_resting, resting_verdicts, show_resting
from tests.bench.searching import measure_recall, measure_search
from tests.bench.servers import servers
from tests.bench.signed import sign, submission
from tests.bench.statements import Asked, asked_of, measure_interactions
from tests.bench.tables import Verdict, growth, show_verdicts
from tests.bench.transport import STEWARD, YARDSTICKS, Size, measure_transport

TINY = Size(connections=(1, 2), seconds=5.0, stock=2, yardstick=3, steward=3, warm_up=2)


@pytest.mark.soak
def test_every_answered_request_is_a_review_handed_in_and_announced_once(tmp_path: Path) -> None:
    databases = Files(tmp_path)

    measured = measure_transport(TINY, PRESSES["submits"], databases, folder=tmp_path, wrk=False)

    assert measured.kinds == (*YARDSTICKS, *STEWARD)
    assert [load.errors for _, load in measured.loads] == [0] * 10
    assert [(proof.done, proof.problems) for proof in measured.proofs] == [(8, ())] * 2
    shown = io.StringIO()
    show_transport(Console(file=shown, width=120), measured)
    show_verdicts(Console(file=shown, width=120), [*verdicts(measured), *whole_verdicts(measured)])
    assert "Steward ÷ work" in shown.getvalue()


@pytest.mark.soak
@pytest.mark.skipif(not has_wrk(), reason="wrk is not installed; the bench then uses its own replayer")
def test_wrk_sends_each_prepared_request_once(tmp_path: Path) -> None:
    view = {"type": "modal", "callback_id": "unheard-of", "private_metadata": ""}
    requests = [sign(submission(user=f"U0{number}", view=view)) for number in range(5)]

    with (
        null_slack() as slack,
        servers({"fast": ""}, slack=slack, listens_to=SUBMIT, folder=tmp_path) as at,
    ):
        load = put_load([at["fast"]], requests, connections=3, seconds=0.4, folder=tmp_path, wrk=True)

    assert (load.sent, load.answered, load.failed, load.broken) == (5, 5, 5, 0)


def test_an_opening_is_counted_in_statements_and_each_card_is_rendered_in_each_language(
    tmp_path: Path,
) -> None:
    openings = measure_openings((9, 20), folder=tmp_path)
    renderings = measure_rendering(main_cards(tmp_path), seconds=0.001)

    assert [opening.people for opening in openings] == [9, 20]
    assert openings[0].statements == openings[1].statements > 0
    assert {each.language for each in renderings} == set(LOCALES)
    shown = io.StringIO()
    show_openings(Console(file=shown, width=120), openings)
    show_rendering(Console(file=shown, width=120), renderings)
    assert "20 people" in shown.getvalue()


@pytest.mark.soak
def test_opening_goals_is_counted_in_statements_that_do_not_grow_with_the_people(tmp_path: Path) -> None:
    openings = measure_openings((9, 20), folder=tmp_path, moment=Moment.GOALS)

    assert [opening.people for opening in openings] == [9, 20]
    assert openings[0].statements == openings[1].statements > 0
    shown = io.StringIO()
    show_openings(Console(file=shown, width=120), openings, what="goals opened for")
    assert "goals opened for" in shown.getvalue()


def test_planning_is_counted_in_statements_that_do_not_grow_with_the_people(tmp_path: Path) -> None:
    few, many = measure_planning((9, 40), folder=tmp_path)

    assert (few.people, many.people) == (9, 40)
    assert few.statements == many.statements > 0
    assert few.idle_statements == many.idle_statements > 0
    assert many.megabytes > 0
    shown = io.StringIO()
    show_planning(Console(file=shown, width=120), [few, many])
    assert "for 4 times" in shown.getvalue()
    assert [each.holds for each in planning_verdicts([few, many])] == [True, True]


def test_a_years_reach_is_counted_in_statements_that_do_not_grow_with_the_people(tmp_path: Path) -> None:
    few, many = measure_reaching((9, 40), folder=tmp_path)

    assert few.statements == many.statements > 0
    assert (few.steps, many.steps) == (9 * 69, 40 * 69)
    shown = io.StringIO()
    show_reaching(Console(file=shown, width=120), [few, many])
    assert "2,760" in shown.getvalue()
    assert [each.holds for each in reach_verdicts([few, many])] == [True]


@pytest.mark.soak
def test_a_rehearsal_goes_to_its_end_as_a_process(tmp_path: Path) -> None:
    rehearsed = measure_rehearsing((14,), folder=tmp_path)

    shown = io.StringIO()
    show_rehearsing(Console(file=shown, width=120), rehearsed)
    assert "14 people" in shown.getvalue()
    assert [each.holds for each in rehearsal_verdicts(rehearsed)] == [True]


def test_home_is_drawn_in_statements_that_do_not_grow_with_the_reports(tmp_path: Path) -> None:
    drawn = measure_homes((3, 60), folder=tmp_path)

    few, many = drawn[:3], drawn[3:]
    assert [each.statements for each in few] == [each.statements for each in many]
    assert all(each.milliseconds > 0 and each.kilobytes > 0 for each in drawn)
    shown = io.StringIO()
    show_homes(Console(file=shown, width=120), drawn)
    assert "for 20 times" in shown.getvalue()


def test_five_hundred_are_calibrated_within_what_somebody_waits() -> None:
    calibrated = measure_calibrating((12, 500))

    assert [each.people for each in calibrated] == [12, 500]
    assert calibrated[1].moved > 0
    assert [(each.target, each.holds) for each in calibration_verdicts(calibrated)] == [("≤ 100", True)]
    shown = io.StringIO()
    show_calibrating(Console(file=shown, width=120), calibrated)
    assert "500 people" in shown.getvalue()


@pytest.mark.soak
def test_a_large_department_asks_the_database_no_more_often_than_a_small_one(tmp_path: Path) -> None:
    measured = measure_releasing((8, 40), folder=tmp_path)

    few, many = measured
    assert [each.people for each in measured] == [8, 40]
    assert (many.room.statements, many.focus.statements) == (few.room.statements, few.focus.statements)
    assert many.release.statements == few.release.statements
    assert [each.holds for each in release_verdicts(measured)] == [True, True, True]
    shown = io.StringIO()
    show_releasing(Console(file=shown, width=120), measured)
    assert "40 people" in shown.getvalue()


def test_statements_are_counted_and_the_bounds_of_a_transaction_apart(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'counted.db'}")
    store = Store(engine)

    with asked_of(engine) as written, store.begin() as unit:
        unit.session.execute(text("CREATE TABLE numbers (number INTEGER)"))
        unit.session.execute(text("INSERT INTO numbers VALUES (:number)"), [{"number": 1}, {"number": 2}])
    with asked_of(engine) as read, store.read() as unit:
        unit.session.execute(text("SELECT number FROM numbers"))
    with asked_of(engine) as nothing:
        pass

    assert written == Asked(statements=2, begun=1, committed=1)
    assert read == Asked(statements=1, begun=1, committed=0)
    assert nothing == Asked()
    engine.dispose()


@pytest.mark.soak
def test_each_interaction_is_answered_and_counted(tmp_path: Path) -> None:
    interactions = measure_interactions(tmp_path, people=2)

    work, *ours = interactions
    assert work.asked == Asked(statements=3, begun=1, committed=1)
    assert all(each.asked.statements >= each.asked.begun > each.asked.committed for each in ours)
    assert all(each.processor_ms > 0 for each in interactions)
    shown = io.StringIO()
    show_interactions(Console(file=shown, width=120), interactions)
    for name in (
        "handed in",
        "approved",
        "filed",
        "Home opened",
        "put on it",
        "signed and sent",
        "agreed to",
    ):
        assert name in shown.getvalue()


def test_a_call_is_measured_with_a_connection_of_its_own_and_with_a_kept_one() -> None:
    callings = measure_calling(times=3)

    assert [calling.transport for calling in callings] == ["in the clear", "over TLS"]
    assert all(calling.anew_ms > 0 and calling.kept_ms > 0 for calling in callings)
    shown = io.StringIO()
    show_calling(Console(file=shown, width=120), callings)
    assert "over TLS" in shown.getvalue()


@pytest.mark.soak
def test_the_queue_asks_as_many_statements_however_many_are_open(tmp_path: Path) -> None:
    few, many = measure_queue((2, 60), folder=tmp_path)

    assert few.statements == many.statements
    shown = io.StringIO()
    show_queue(Console(file=shown, width=120), [few, many])
    assert "60 open" in shown.getvalue()


@pytest.mark.soak
def test_the_desks_figures_ask_as_many_statements_however_many_requests_there_are(tmp_path: Path) -> None:
    few, many = measure_reports((5, 60), folder=tmp_path)

    assert few.statements == many.statements
    assert many.steps > few.steps > 0
    shown = io.StringIO()
    show_reports(Console(file=shown, width=140), [few, many])
    show_verdicts(Console(file=shown, width=140), report_verdicts([few, many]))
    assert "60 requests" in shown.getvalue()
    assert "a report over 60 ÷ work" in shown.getvalue()


@pytest.mark.soak
def test_the_same_search_is_asked_of_both_databases_and_how_much_it_finds_is_shown(tmp_path: Path) -> None:
    searched = measure_search(40, folder=tmp_path, times=4)
    recalled = measure_recall()

    assert [each.database for each in searched] == ["SQLite", "PostgreSQL"]
    assert searched[0].statements == searched[1].statements > 0
    assert searched[0].shown == searched[1].shown > 0
    assert [each.asked for each in recalled] == [100, 104, 204]
    shown = io.StringIO()
    show_search(Console(file=shown, width=120), recalled, searched)
    show_verdicts(Console(file=shown, width=120), desk_verdicts(recalled, searched))
    assert "recall at 3" in shown.getvalue()
    assert "40 open" in shown.getvalue()


@pytest.mark.soak
def test_a_request_is_filed_complete_whether_or_not_something_alike_is_shown(tmp_path: Path) -> None:
    filing = measure_filing(40, folder=tmp_path, times=3)

    sent, insisted = (each.asked for each in filing.steps)
    assert sent.statements > 0
    assert insisted.committed > 0
    assert filing.whole_p50_ms > 0
    shown = io.StringIO()
    show_filing(Console(file=shown, width=120), filing)
    assert "all of it" in shown.getvalue()


@pytest.mark.soak
def test_a_record_is_proven_whole_in_little_memory(tmp_path: Path) -> None:
    audits = measure_audits((100, 20_000), folder=tmp_path)

    assert [each.said.partition(":")[0] for each in audits] == ["Whole", "Whole"]
    assert audit_verdicts(audits)[0].holds
    shown = io.StringIO()
    show_audits(Console(file=shown, width=120), audits)
    assert "20,000 rows" in shown.getvalue()


@pytest.mark.soak
@pytest.mark.parametrize("name", PRESSES)
def test_two_processes_share_the_load_and_do_each_thing_once(name: str, tmp_path: Path) -> None:
    with on_server(tmp_path / "postgres") as databases:
        measured = measure_processes(
            PRESSES[name], databases, folder=tmp_path, connections=(2,), number=4, seconds=5.0
        )

    assert [(side.one.errors, side.two.errors) for side in measured.sides] == [(0, 0)]
    assert [(proof.done, proof.problems) for proof in measured.proofs] == [(2 * WARM_UP + 4, ())] * 2
    shown = io.StringIO()
    show_processes(Console(file=shown, width=120), measured)
    show_verdicts(Console(file=shown, width=120), processes_verdicts(measured))
    assert "two processes ÷ one" in shown.getvalue()


@pytest.mark.soak
def test_a_process_is_asked_what_it_holds_idle_and_after_work(tmp_path: Path) -> None:
    measured = measure_resting(20, folder=tmp_path)

    assert measured.after[-1][0] == 20
    assert measured.after[-1][1] >= measured.idle_mb > 0
    shown = io.StringIO()
    show_resting(Console(file=shown, width=120), measured)
    show_verdicts(Console(file=shown, width=120), resting_verdicts(measured))
    assert "memory of an idle process" in shown.getvalue()


@pytest.mark.parametrize(
    ("now", "name"), [(15.0, "linear"), (5.0, "less than linear"), (30.0, "MORE than linear")]
)
def test_a_growth_is_named(now: float, name: str) -> None:
    assert growth(1.0, now, 12).endswith(f": {name}")


def test_what_cannot_be_told_is_not_judged() -> None:
    shown = io.StringIO()

    show_verdicts(
        Console(file=shown, width=120), [Verdict(name="a ratio", found="1.2", target="≥ 1.7", holds=None)]
    )

    assert "not judged" in shown.getvalue()


def test_a_part_that_is_not_there_is_named_with_those_that_are() -> None:
    app = typer.Typer()
    app.command()(main)

    answer = CliRunner().invoke(app, ["--part", "opening", "--part", "closing"])

    assert answer.exit_code == 2
    assert "closing" in answer.output
    assert "planning" in answer.output
