"""A slow count of what happened at the desk: minute by minute, and by nothing that the report counts with."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.intake.report import Measures, Spread
from bot.domain.intake.report_period import Days
from bot.domain.intake.triage import Kind
from tests.builders.desk_weeks import Lived

SHANGHAI = ZoneInfo("Asia/Shanghai")
OPEN = ((time(9), time(12)), (time(13, 30), time(18)))
CLOSED = {"answered", "declined", "done", "joined", "lapsed", "confirmed", "unconfirmed"}
SETTLED = {"mistake", "helped", "duplicate"}
ANSWERS = {"ask", "accept", "answer", "decline", "finish", "block", "resume", "join"}
HOLIDAYS = {date(2026, 10, day) for day in range(1, 8)}
WORKED_SATURDAYS = {date(2026, 10, 10)}

PAGE_OF = {
    "https://shop.example/cart": "shop.example/cart",
    "https://shop.example/cart/?step=2": "shop.example/cart",
    "http://www.shop.example/cart": "shop.example/cart",
    "https://shop.example/checkout": "shop.example/checkout",
    "https://shop.example/product/7#reviews": "shop.example/product/7",
    "the page with the stores": "the page with the stores",
    "https://shop.example/imprint": "shop.example/imprint",
    "": "",
}
"""Under which name each page counts."""


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
        found = self.closing(each)
        return found[0] if found and self.is_in(found[1]) else None

    def closing(self, each: Lived) -> tuple[str, datetime] | None:
        """How and when it was settled, where it is at the end of these days."""
        steps = list(self.standing(each))
        if each.filed_at >= self.end or not steps or steps[-1][2] not in CLOSED:
            return None
        last = max(number for number, step in enumerate(steps) if step[1] not in CLOSED)
        event, _, now, at = steps[last]
        if now in ("joined", "lapsed"):
            return {"joined": "duplicate", "lapsed": "lapsed"}[now], at
        return "mistake" if event == "answer" and each.kind is Kind.WRONG else "helped", at

    def week(self, first: date) -> tuple[int, int, int]:
        """Of seven days: filed, settled, mistakes; as all of it stands at the end of these days."""
        begins, ends = moment(first), moment(first + timedelta(days=7))
        closed = [found for each in self.requests if (found := self.closing(each))]
        hows = [how for how, at in closed if begins <= at < ends]
        filed = sum(begins <= each.filed_at < ends for each in self.requests)
        return filed, sum(how in SETTLED for how in hows), hows.count("mistake")

    def repeated(self, *, since: datetime, least: int) -> set[tuple[str, int]]:
        """Pages with their mistakes since then: by so many people, one of them in these days."""
        found: dict[str, list[tuple[int, datetime]]] = {}
        for each in self.requests:
            closed = self.closing(each)
            if closed and closed[0] == "mistake" and closed[1] >= since and not each.is_private:
                found.setdefault(PAGE_OF[each.page], []).append((each.requester_id, closed[1]))
        return {
            (page, len(some))
            for page, some in found.items()
            if page and len({who for who, _ in some}) >= least and any(self.is_in(at) for _, at in some)
        }

    def grouped(self, name: Callable[[Lived], str]) -> dict[str, Measures]:
        """What was asked of each, under "" what is of none; nothing private is of any."""
        found: dict[str, list[Lived]] = {}
        for each in self.requests:
            found.setdefault("" if each.is_private else name(each), []).append(each)
        return {group: self.measures(some) for group, some in found.items()}

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
