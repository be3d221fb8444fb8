"""A company of any size at its keyboards, with a fleet of Stewards that serve it."""

import itertools
import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import select

from bot.domain.organisation import BranchEntry, DepartmentEntry, KpiEntry, Organisation, PersonEntry
from bot.domain.people import Grade, Person, Role
from bot.sandbox import Msg, Sandbox
from bot.sandbox import Person as Keyboard
from bot.sandbox.people.screen import NotAcknowledged, NotOnScreen
from bot.services.people.organisation import colleagues, import_organisation
from storage.engine import DatabaseFailure
from storage.models.delivery import OutboxRow
from storage.outbox import Kept
from storage.unit import Store, Unit
from tests.builders.acting import acting
from tests.fleet.clock import Ahead
from tests.fleet.fleet import Fleet

T = TypeVar("T")

TEAM = 6
"""So many people share a manager and a department: of seven and more the shares of results are enforced."""
HANGZHOU = BranchEntry(at=("branches", 0), name="Hangzhou", country="CN", timezone="Asia/Shanghai")
MARKETING, HUMAN = "Marketing", "Human Resources"
SEPTEMBER = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)
BOSS, DIRECTOR, HR, ADMIN, DESK = "Ning An", "Zhao Min", "Zhou Jing", "Lin Tao", "Sun Li"
AT_ONCE = 12
"""So many people press something at the same time."""
GIVES_UP_SECONDS = 300.0
LOOKS_SECONDS = 3.0
"""How long somebody looks at a screen on which nothing happens, before they press again."""


def found(store: Store, employees: int) -> list[str]:
    """Import the company: teams, each a department with its manager, below one director. The employees' names."""
    managers = [f"Manager {number:02d}" for number in range(-(-employees // TEAM))]
    names = [f"Person {number:03d}" for number in range(employees)]
    people = [
        _entry(BOSS, post="Managing director"),
        _entry(DIRECTOR, post="Director", manager=_address(BOSS)),
        _entry(HR, department=HUMAN, manager=_address(BOSS), roles=(Role.HR,)),
        _entry(ADMIN, department=HUMAN, manager=_address(BOSS), roles=(Role.ADMIN,)),
        _entry(DESK, manager=_address(BOSS), roles=(Role.PRODUCT_MANAGER,)),
        *(
            _entry(name, department=team_of(number), manager=_address(DIRECTOR))
            for number, name in enumerate(managers)
        ),
        *(
            _entry(
                name,
                post="Marketing specialist",
                grade=Grade.STAFF,
                department=team_of(number // TEAM),
                manager=_address(managers[number // TEAM]),
                kpis=_sheet(),
            )
            for number, name in enumerate(names)
        ),
    ]
    departments = tuple(
        DepartmentEntry(at=("departments", number), name=name)
        for number, name in enumerate((MARKETING, HUMAN, *map(team_of, range(len(managers)))))
    )
    file = Organisation(branches=(HANGZHOU,), departments=departments, people=tuple(people))
    import_organisation(acting(store, now=SEPTEMBER), file, today=SEPTEMBER.date())
    return names


def team_of(number: int) -> str:
    return f"{MARKETING} {number:02d}"


def account(name: str) -> str:
    """Their id in Slack."""
    return "U0" + re.sub(r"\W", "", name).upper()


def _address(name: str) -> str:
    return name.lower().replace(" ", ".") + "@example.com"


def _entry(name: str, **rest: Any) -> PersonEntry:
    values: dict[str, Any] = {
        "at": ("people", name),
        "name": name,
        "email": _address(name),
        "post": "Lead",
        "department": MARKETING,
        "branch": HANGZHOU.name,
        "manager": None,
        "grade": Grade.SENIOR,
        "slack_id": account(name),
        "kpis": None,
    }
    return PersonEntry(**{**values, **rest})


def _sheet() -> tuple[KpiEntry, ...]:
    return tuple(
        KpiEntry(
            at=("kpis", number),
            name=name,
            result="The shop sells more",
            measure="mean of the quarter",
            unit="%",
            target="3.6",
            source="web analytics",
            weight=weight,
            anchors=((Decimal("3.75"), "above the target"), (Decimal("3.5"), "on target")),
        )
        for number, (name, weight) in enumerate((("Conversion", 60), ("Dwell time", 40)))
    )


class Town:
    """Who lives here, and what all of them do: nothing but what a keyboard can. The database is only read."""

    def __init__(self, store: Store, sandbox: Sandbox, fleet: Fleet, clock: Ahead) -> None:
        self.store, self.sandbox, self.fleet, self.clock = store, sandbox, fleet, clock
        self.people: dict[str, Person] = {each.name: each for each in colleagues(store)}
        self._keyboards: dict[str, Keyboard] = {}
        self._making = threading.Lock()
        self.pressed_again = 0

    # Time

    def on(self, day: int, hour: int = 10) -> None:
        """That day of January 2027, counted on, at that hour in Hangzhou; all that is due by then is sent."""
        self.settle()
        self.fleet.move_to(datetime(2026, 12, 31, hour - 8, tzinfo=UTC) + timedelta(days=day))
        self.settle()

    def settle(self) -> None:
        """Wait until all that is due is sent; a minute passes where only what a dead process left behind, or
        what was put off, still waits.
        """
        deadline = time.monotonic() + GIVES_UP_SECONDS
        before: list[Kept] = []
        while waiting := self.waiting():
            assert time.monotonic() < deadline, f"still waiting: {waiting}"
            self.fleet.look_after()
            soonest = min(each.free_at for each in waiting)
            if soonest > self.clock.now() + timedelta(seconds=1) and waiting == before:
                self.fleet.move_to(soonest + timedelta(seconds=1), beat=False)
            before = waiting
            time.sleep(0.3)

    def waiting(self) -> list[Kept]:
        """What is due and not sent, of each lane the first: the others wait for it."""
        first: dict[str, Kept] = {}
        for each in self.look(lambda unit: unit.outbox.waiting(until=self.clock.now())):
            first.setdefault(each.lane, each)
        return list(first.values())

    # People

    def at(self, name: str) -> Keyboard:
        with self._making:
            if name not in self._keyboards:
                self._keyboards[name] = self.sandbox.person(account(name))
            return self._keyboards[name]

    def each(self, names: list[str], does: Callable[[str], None]) -> None:
        """All of them do the same thing, some at a time; then all that follows is sent."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="people") as pool:
            list(pool.map(does, names))
        self.settle()

    def insist(
        self, who: str, act: Callable[[], object], *, until: Callable[[], object], keep: bool = False
    ) -> None:
        """Somebody does it, and where they hear nothing or that it was not saved, again; with `keep` in the
        form that is open.
        """
        complaint: AssertionError | None = None
        gives_up = time.monotonic() + GIVES_UP_SECONDS
        for attempt in itertools.count():
            if until():
                return
            if time.monotonic() > gives_up:
                break
            self.pressed_again += attempt > 0
            try:
                act()
            except (NotOnScreen, NotAcknowledged) as trouble:
                complaint = trouble
                time.sleep(0.3)
                if not keep:
                    self.put_away(who)
                self.fleet.look_after()
        raise AssertionError(
            f"{self.told(who)}\n{who} pressed {attempt} times in vain: {complaint}"
        ) from complaint

    def put_away(self, who: str) -> None:
        """Close whatever is open on somebody's screen."""
        with suppress(NotOnScreen, NotAcknowledged):
            if modal := self.at(who).modal():
                modal.close(everything=True)

    def messages(self, who: str) -> Iterator[Msg]:
        """All that stands in their direct messages with Steward, a thread after its root."""
        for root in self.at(who).dm():
            if not root.ephemeral and root.shape["is_bot"]:
                yield root
                if root.shape["reply_count"]:
                    yield from root.thread()

    def message(self, who: str, *, button: str, holding: str = "") -> Msg:
        """The newest with such a button and these words; in a thread, where reminders, which have the same
        buttons, do not stand. Raises NotOnScreen.
        """
        fitting = [
            each
            for each in self.messages(who)
            if each.thread_ts
            and holding in each.plain
            and any(label.startswith(button) for label in each.buttons)
        ]
        if not fitting:
            raise NotOnScreen(f"{who} sees nothing with {button!r} and {holding!r}")
        return fitting[-1]

    # How it stands

    def told(self, who: str) -> str:
        """Their notices, and what stands before them."""
        mine = select(OutboxRow).where(OutboxRow.lane == f"person:{self.people[who].id}")
        rows = self.look(lambda unit: list(unit.session.scalars(mine.order_by(OutboxRow.id))))
        notices = [
            (each.id, each.kind, each.status.value, each.problem, f"{each.due_at} {each.attempts}")
            for each in rows
        ]
        return f"{notices}\n{list(self.at(who).dm())}"

    def name_of(self, person_id: int | None) -> str:
        return next(name for name, each in self.people.items() if each.id == person_id)

    def look(self, read: Callable[[Unit], T]) -> T:
        """A look into the database, as soon as it answers."""
        deadline = time.monotonic() + 60
        while True:
            try:
                with self.store.read() as unit:
                    return read(unit)
            except DatabaseFailure:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)
