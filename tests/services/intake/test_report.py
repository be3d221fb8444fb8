"""The desk in figures, held against a slow count that shares nothing with it but the rows."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.intake.report import Measures, Spread
from bot.domain.intake.report_period import Days, FileForm
from bot.domain.intake.similar import Choice
from bot.domain.intake.triage import Kind
from bot.domain.intake.way import Event
from bot.domain.people import Grade
from bot.errors import Refusal
from bot.services.intake.report import ask_for_report, ask_for_report_file, read_report, reads_report
from storage.unit import Store
from tests.builders.acting import acting
from tests.builders.desk_weeks import Lived, lived, write
from tests.builders.intake import MORNING, announced, filed, seen_by, stepped
from tests.builders.people import CHENGDU, Company, person
from tests.services.intake.test_pings_weekly import ping

SHANGHAI = ZoneInfo("Asia/Shanghai")
FOUR_WEEKS = Days(first=date(2026, 10, 26), last=date(2026, 11, 22))
OPEN = ((time(9), time(12)), (time(13, 30), time(18)))
CLOSED = {"answered", "declined", "done", "joined", "lapsed"}
ANSWERS = {"ask", "accept", "answer", "decline", "finish", "block", "resume", "join"}
HOLIDAYS = {date(2026, 10, day) for day in range(1, 8)}
WORKED_SATURDAYS = {date(2026, 10, 10)}


def is_open(at: datetime) -> bool:
    """Whether the desk works in the minute that begins then, by the clock and the calendar on the wall."""
    local = at.astimezone(SHANGHAI)
    day = local.date()
    is_day = day in WORKED_SATURDAYS or (day.weekday() < 5 and day not in HOLIDAYS)
    return is_day and any(begins <= local.time() < ends for begins, ends in OPEN)


def moment(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=SHANGHAI).astimezone(UTC)


@dataclass
class SlowCount:
    """Minute by minute, request by request."""

    requests: list[Lived]
    days: Days

    def __post_init__(self) -> None:
        self.start, self.end = moment(self.days.first), moment(self.days.last + timedelta(days=1))
        self.minutes = [
            at for at in _minutes(min(each.filed_at for each in self.requests), self.end) if is_open(at)
        ]

    def measures(self, some: Iterable[Lived] | None = None) -> Measures:
        counted: Counter[str] = Counter()
        answers, work, wait = [], [], []
        for each in self.requests if some is None else some:
            steps = list(self.standing(each))
            counted["filed"] += self.is_in(each.filed_at)
            counted["reopened"] += any(event == "reopen" and self.is_in(at) for event, _, _, at in steps)
            answered = [at for event, _, _, at in steps if event in ANSWERS][:1]
            if answered and self.is_in(answered[0]):
                answers.append(self.worked(each.filed_at, answered[0]))
            if (how := self.how(each)) is None:
                continue
            counted[how] += 1
            if how in ("mistake", "helped"):
                desk, requester = self.shared_out(each)
                work.append(desk)
                wait.append(requester)
        return Measures(
            filed=counted["filed"],
            settled=counted["mistake"] + counted["helped"] + counted["duplicate"],
            mistakes=counted["mistake"],
            duplicates=counted["duplicate"],
            lapsed=counted["lapsed"],
            reopened=counted["reopened"],
            first_answer=_spread(answers),
            resolution=_spread(work),
            waiting=_spread([each for each in wait if each]),
        )

    def worked(self, begun: datetime, until: datetime) -> int:
        return bisect_left(self.minutes, until) - bisect_left(self.minutes, begun)

    def is_in(self, at: datetime) -> bool:
        return self.start <= at < self.end

    def standing(self, each: Lived) -> Iterator[tuple[str, str, str, datetime]]:
        kept: list[tuple[str, str, str, datetime]] = []
        for step in each.steps:
            if step.at >= self.end:
                break
            if step.event == "undo":
                kept.pop()
            else:
                kept.append((step.event.value, step.was.value, step.now.value, step.at))
        yield from kept

    def how(self, each: Lived) -> str | None:
        """How it was settled in these days, where it was and still is at their end."""
        steps = list(self.standing(each))
        if each.filed_at >= self.end or not steps or steps[-1][2] not in CLOSED:
            return None
        last = max(number for number, step in enumerate(steps) if step[1] not in CLOSED)
        event, _, now, at = steps[last]
        if not self.is_in(at):
            return None
        if now in ("joined", "lapsed"):
            return {"joined": "duplicate", "lapsed": "lapsed"}[now]
        return "mistake" if event == "answer" and each.kind is Kind.WRONG else "helped"

    def shared_out(self, each: Lived) -> tuple[int, int]:
        """Of its minutes until it was settled: the desk's, and its requester's."""
        steps = list(self.standing(each))
        last = max(number for number, step in enumerate(steps) if step[1] not in CLOSED)
        moments = [each.filed_at, *(step[3] for step in steps[: last + 1])]
        states = ["new", *(step[2] for step in steps[: last + 1])]
        counted: Counter[str] = Counter()
        for number, state in enumerate(states[:-1]):
            counted[state] += self.worked(moments[number], moments[number + 1])
        return sum(counted[state] for state in counted if state not in {*CLOSED, "asked"}), counted["asked"]


def _minutes(first: datetime, end: datetime) -> Iterator[datetime]:
    at = first
    while at < end:
        yield at
        at += timedelta(minutes=1)


def _spread(values: list[int]) -> Spread | None:
    """By nearest rank: the smallest that at least so many of a hundred do not exceed."""
    if not values:
        return None
    half, most = (
        min(value for value in values if 100 * sum(each <= value for each in values) >= share * len(values))
        for share in (50, 90)
    )
    return Spread(count=len(values), median=half, ninth=most)


def requesters(store: Store, people: Company, count: int = 30) -> list[int]:
    return [
        person(store, f"P{number} Requester", branch=CHENGDU, manager=people.boss, kpis=()).id
        for number in range(count)
    ]


@pytest.fixture
def weeks(store: Store, people: Company) -> list[Lived]:
    """500 requests in four weeks, and 250 in the four before."""
    them = requesters(store, people)
    first, before = moment(FOUR_WEEKS.first), moment(FOUR_WEEKS.before.first)
    requests = [
        *lived(250, first=before, days=28, requesters=them, seed=7),
        *lived(500, first=first, days=28, requesters=them, seed=8, number=251),
    ]
    write(store, requests, owner_id=people.product_manager.id)
    return requests


def test_a_report_over_500_requests_says_what_a_count_minute_by_minute_says(
    store: Store, people: Company, weeks: list[Lived]
) -> None:
    found = read_report(acting(store, by=people.product_manager), days=FOUR_WEEKS)

    now = SlowCount(weeks, FOUR_WEEKS)
    assert now.measures() == found.now
    before = SlowCount(weeks, FOUR_WEEKS.before)
    assert before.measures() == found.before
    assert found.now.filed == 500
    assert min(found.now.mistakes, found.now.duplicates, found.now.lapsed, found.now.reopened) > 5
    assert None not in (found.now.first_answer, found.now.resolution, found.now.waiting)
    chengdu = next(each for each in found.branches.shown if each.name == "Chengdu")
    public = [each for each in weeks if each.branch == "Chengdu" and not each.is_private]
    assert chengdu.found == now.measures(public)
    cart = next(each for each in found.pages.shown if each.name == "shop.example/cart")
    public = [each for each in weeks if "/cart" in each.page and not each.is_private]
    assert cart.found == now.measures(public)


def test_every_request_is_in_one_branch_or_among_the_others(
    store: Store, people: Company, weeks: list[Lived]
) -> None:
    found = read_report(acting(store, by=people.boss), days=FOUR_WEEKS)

    for groups in (found.branches, found.pages):
        assert groups.rest is not None
        parts = [*(each.found for each in groups.shown), groups.rest]
        assert sum(each.filed for each in parts) == found.now.filed
        assert sum(each.settled for each in parts) == found.now.settled
        assert sum(each.mistakes for each in parts) == found.now.mistakes


def test_what_the_desk_does_by_its_forms_is_counted_so(store: Store, people: Company) -> None:
    desk, chen, wu = people.product_manager, people.employee, people.colleague
    mistake = filed(store, chen, submission="V1")
    stepped(store, mistake, Event.ANSWER, desk, now=MORNING + timedelta(minutes=10))
    asked = filed(store, wu, submission="V2")
    stepped(store, asked, Event.ASK, desk, now=MORNING + timedelta(minutes=30))
    filed(store, chen, submission="V3")
    with store.begin() as unit:
        unit.similar.chose(chen.id, "V4", Choice.SOLVED, about_id=1, at=MORNING)
        unit.similar.chose(wu.id, "V5", Choice.DIFFERENT, about_id=None, at=MORNING)
    ping(store, chen, ts="1.1")

    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    found = read_report(acting(store, by=desk), days=days)

    assert found.now == Measures(
        filed=3,
        settled=1,
        mistakes=1,
        first_answer=Spread(count=2, median=10, ninth=30),
        resolution=Spread(count=1, median=10, ninth=10),
    )
    assert (found.around.solved, found.around.followed, found.around.deflected) == (1, 0, 1)
    assert read_report(acting(store, by=desk), days=days.before).is_nothing


def test_a_private_request_counts_and_is_named_nowhere(store: Store, people: Company) -> None:
    them = [person(store, f"P{each} Q", manager=people.boss, kpis=()) for each in range(4)]
    numbers = [filed(store, each, submission=f"V{each.id}") for each in them]
    for number, each in zip(numbers, them, strict=True):
        seen_by(store, number, Event.HIDE, each)

    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    found = read_report(acting(store, by=people.boss), days=days)

    assert found.now.filed == 4
    assert found.branches.shown == found.pages.shown == ()
    assert found.branches.rest is not None
    assert found.branches.rest.filed == 4


def test_product_managers_and_heads_read_it_and_nobody_else(store: Store, people: Company) -> None:
    days = Days(first=date(2026, 11, 23), last=date(2026, 11, 23))
    may = {each.id for each in people.everyone if reads_report(acting(store, by=each))}

    assert may == {people.product_manager.id, people.boss.id}
    assert people.boss.grade is Grade.SENIOR
    for act in (
        lambda by: read_report(by, days=days),
        lambda by: ask_for_report(by, days=days),
        lambda by: ask_for_report_file(by, days=days, form=FileForm.TABLE),
    ):
        with pytest.raises(Refusal, match=r"report\.not_yours"):
            act(acting(store, by=people.developer))


def test_asking_again_brings_it_again(store: Store, people: Company) -> None:
    days, by = Days(first=date(2026, 11, 23), last=date(2026, 11, 23)), people.product_manager
    for minute in (0, 0, 1):
        ask_for_report(acting(store, by=by, now=MORNING + timedelta(minutes=minute)), days=days)
    ask_for_report_file(acting(store, by=by, now=MORNING), days=days, form=FileForm.WORKBOOK)

    asked = [kind for kind, payload in announced(store) if payload.get("to") == by.id]
    assert asked == ["ReportAsked", "ReportAsked", "ReportFileAsked"]
