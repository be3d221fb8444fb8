"""The example company's workspace, as `make run` opens it, at a day of the story's choosing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.clock import MovableClock
from bot.commands.org_file import read_organisation
from bot.domain.people import Person
from bot.domain.policy import Policy
from bot.domain.reviews.opening import Moment
from bot.domain.reviews.self_score import Answer, SelfScoreForm
from bot.local.workspace import LocalWorkspace
from bot.seed import EXAMPLE
from bot.services.people.organisation import colleagues, import_organisation
from bot.services.reviews.open_cycle import open_cycle
from bot.services.reviews.self_score import Entered, open_self_score, pass_step, submit_self_score
from storage.models.reviews import ReviewRow
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.goals import proposed
from tests.builders.job_forms import filled, of_goals

LAST_WEDNESDAY = datetime(2026, 12, 30, 1, 30, tzinfo=UTC)
"""Wednesday 30 December 2026, 9:30 in Hangzhou: the fourth quarter ends tomorrow."""

QUARTER, NEXT_QUARTER = "2026Q4", "2027Q1"
FIGURES = (
    ("3.7 % and 2 min 25 s", Decimal("3.75")),
    ("12.9 %", Decimal("3.75")),
    ("131 listings, unsold 13 %", Decimal("3.75")),
)
CASE = (
    "In November a customer in Chengdu got the wrong size twice. I brought the third parcel to her myself "
    "and had the warehouse scan the size label; returns for size fell from 6 to 2 a week."
)


def example_workspace(
    store: Store, *, at: datetime = LAST_WEDNESDAY, policy: Policy | None = None
) -> LocalWorkspace:
    """The workspace of the example organisation; nobody has started it yet."""
    policy = policy or Policy()
    reading = read_organisation(EXAMPLE, defaults=policy)
    today = at.astimezone(ZoneInfo(policy.default_timezone)).date()
    import_organisation(acting(store, now=at), reading.organisation, today=today)
    return LocalWorkspace(store, policy=policy, clock=MovableClock(at), rate_limits=False)


def open_quarter(workspace: LocalWorkspace) -> None:
    """HR has opened the quarter, and everybody has heard of it."""
    steward = workspace.steward
    assert steward is not None
    opened = open_cycle(
        acting(workspace.store, by=named(workspace.store, "Zhou Jing"), now=workspace.clock.now()),
        name=QUARTER,
    )
    due = steward.next_due(after=workspace.clock.now())
    assert opened.people
    assert due is not None
    workspace.move_to(due)


def open_goals(workspace: LocalWorkspace) -> None:
    """HR has opened the next quarter for goals, and everybody has heard of it."""
    steward = workspace.steward
    assert steward is not None
    hr = acting(workspace.store, by=named(workspace.store, "Zhou Jing"), now=workspace.clock.now())
    open_cycle(hr, name=NEXT_QUARTER, moment=Moment.GOALS)
    due = steward.next_due(after=workspace.clock.now())
    assert due is not None
    workspace.move_to(due)
    assert steward.settle(patience=10.0) == 0


def send_goals(workspace: LocalWorkspace, employee: Person) -> int:
    """An employee has sent the sheet of the period before once more, and the form of their post."""
    store, now = workspace.store, workspace.clock.now()
    with store.read() as unit:
        goals, last = unit.goals.latest_of(employee.id), unit.sheets.last_agreed(employee.id)
    assert goals is not None
    assert last is not None
    filled(store, of_goals(store, goals.id), employee, at=now)
    proposed(store, goals.id, employee, last.kpis, at=now)
    assert workspace.steward is not None
    assert workspace.steward.settle(patience=10.0) == 0
    return goals.id


def hand_in(workspace: LocalWorkspace, employee: Person) -> None:
    """An employee has scored themselves."""
    theirs = acting(workspace.store, by=employee, now=workspace.clock.now())
    with workspace.store.read() as unit:
        review_id = unit.session.scalars(
            select(ReviewRow.id).where(ReviewRow.employee_id == employee.id)
        ).one()
    form = open_self_score(theirs, review_id=review_id)
    for number, entered in enumerate(_entered(form), start=1):
        form, problems = pass_step(theirs, review_id=review_id, step=number, entered=entered)
        assert problems == []
    assert form.saved_at is not None
    submit_self_score(theirs, review_id=review_id, read_at=form.saved_at.isoformat())
    assert workspace.steward is not None
    assert workspace.steward.settle(patience=5.0) == 0


def _entered(form: SelfScoreForm) -> Iterator[Entered]:
    """What an employee who had a good quarter enters, screen by screen."""
    kpis = {
        ("kpi", kpi.key): Answer(score=score, actual=figure)
        for kpi, (figure, score) in zip(form.basis.kpis, FIGURES, strict=False)
    }
    yield Entered(answers=kpis)
    values = {
        ("values", "customer_first"): Answer(score=Decimal("3"), evidence=CASE),
        ("values", "teamwork"): Answer(score=Decimal("2.5")),
    }
    yield Entered(answers=values)
    yield Entered(answers={}, comment="December is an estimate; the final figure comes on 5 January.")


def named(store: Store, name: str) -> Person:
    """Somebody of the company, by the name that colleagues write."""
    people = colleagues(store)
    found = next((person for person in people if person.name == name), None)
    assert found is not None, f"nobody in the company is called {name}"
    return found
