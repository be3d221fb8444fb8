"""The people of a company at their keyboards, with a fleet of Stewards that serve them."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import select

from bot.domain.people import Person
from bot.sandbox import Msg, Sandbox
from bot.sandbox import Person as Keyboard
from bot.sandbox.people.screen import NotAcknowledged, NotOnScreen
from bot.services.people.organisation import colleagues
from storage.engine import DatabaseFailure
from storage.models.delivery import OutboxRow
from storage.outbox import Kept
from storage.unit import Store, Unit
from tests.builders.entries import account
from tests.fleet.clock import Ahead
from tests.fleet.fleet import Fleet

T = TypeVar("T")

AT_ONCE = 12
"""So many people press something at the same time."""
GIVES_UP_SECONDS = 300.0
DESK_CHANNEL = "C0REQUESTS"
LOOKS_SECONDS = 3.0
"""How long somebody looks at a screen on which nothing happens, before they press again."""
WAITS_SECONDS = 1.0
"""How long they wait where they were told that it may not have worked."""


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
            time.sleep(0.1)

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

    def all_do(self, theirs: Mapping[str, Sequence[Callable[[], None]]]) -> None:
        """Each of them what is theirs, one after the other, some people at a time; then all that follows is
        sent.
        """

        def one(acts: Sequence[Callable[[], None]]) -> None:
            for act in acts:
                act()

        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="people") as pool:
            list(pool.map(one, theirs.values()))
        self.settle()

    def insist(
        self, who: str, act: Callable[[], object], *, until: Callable[[], object], keep: bool = False
    ) -> int:
        """Somebody does it, and where they hear nothing or that it was not saved, again; with `keep` in the
        form that is open. How often nobody answered them: each of those may be saved yet.
        """
        complaint: AssertionError | None = None
        unanswered = 0
        gives_up = time.monotonic() + GIVES_UP_SECONDS
        for attempt in itertools.count():
            if until():
                return unanswered
            if time.monotonic() > gives_up:
                break
            self.pressed_again += attempt > 0
            try:
                act()
            except (NotOnScreen, NotAcknowledged) as trouble:
                complaint = trouble
                unanswered += isinstance(trouble, NotAcknowledged)
                self._wait_for(until)
                if not keep:
                    self.put_away(who)
                self.fleet.look_after()
        raise AssertionError(
            f"{self.told(who)}\n{who} pressed {attempt} times in vain: {complaint}"
        ) from complaint

    def _wait_for(self, until: Callable[[], object]) -> None:
        """What was pressed may have been taken though nobody said so, and some of it may be done twice."""
        gives_up = time.monotonic() + WAITS_SECONDS
        while not until() and time.monotonic() < gives_up:
            time.sleep(0.2)

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

    def own_message(self, who: str, *, button: str | tuple[str, ...], holding: str = "") -> Msg:
        """The newest outside threads with a button that begins so, and these words. Raises NotOnScreen."""
        for each in reversed(self.at(who).dm()):
            if holding in each.plain and any(label.startswith(button) for label in each.buttons):
                return each
        raise NotOnScreen(f"{who} sees nothing with {button!r} and {holding!r}")

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

    def wait_a_little(self) -> None:
        """As somebody does who expects no form to open."""
        time.sleep(0.3)

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
