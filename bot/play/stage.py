"""Where a play is given: people at their keyboards, the clock, and the teller of the story."""

import threading
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape

from bot.app import Steward
from bot.domain.people import Person
from bot.errors import SetupError
from bot.local.seeding import slack_id
from bot.local.workspace import LocalWorkspace
from bot.sandbox import Modal, Msg
from bot.sandbox import Person as Keyboard
from bot.services.people.organisation import colleagues
from messages.catalog import Words

PATIENCE_SECONDS = 20.0
LINE_LENGTH = 160


class Play(Protocol):
    """A story; `pause` is the time in seconds after each line, `stopped` ends it early."""

    def __call__(
        self, workspace: LocalWorkspace, out: Console, *, pause: float, stopped: threading.Event
    ) -> None: ...


class Interrupted(Exception):
    """Somebody has seen enough."""


class Stage:
    """Tells what happens while it happens. Everybody acts by what stands on their screen."""

    def __init__(
        self, workspace: LocalWorkspace, out: Console, *, pause: float, stopped: threading.Event
    ) -> None:
        if workspace.steward is None:
            raise SetupError("A play needs Steward: leave out --bare.")
        self.workspace = workspace
        self.steward: Steward = workspace.steward
        self._out = out
        self._pause = pause
        self._stopped = stopped
        people = colleagues(workspace.store)
        self._people = {person.name: person for person in people if person.is_active}
        self._keyboards: dict[str, Keyboard] = {}
        self._scene = ""
        self._told = ""

    def at(self, name: str) -> Keyboard:
        """Somebody's keyboard. Raises SetupError for an organisation without them."""
        if name not in self._keyboards:
            self._keyboards[name] = self.workspace.sandbox.person(slack_id(self._person(name)))
        return self._keyboards[name]

    def scene(self, title: str) -> None:
        """Begin a part of the story."""
        self._scene, self._told = title, "it begins"
        self._out.print()
        self._out.rule(f"[bold]{escape(title)}[/]", align="left")

    def tell(self, name: str, what: str) -> None:
        """One line: when, who, what. Then a pause, so that it can be watched."""
        self._told = f"{name} {what}"
        words = self._words()
        now = self.workspace.clock.now()
        when = f"{words.day(now)} {words.time(now)}"
        self._out.print(f"[dim]{when}[/]  [bold]{escape(name)}[/] {escape(what)}", soft_wrap=True)
        self._wait()

    def hear(self, name: str, message: Msg | Modal) -> None:
        """What somebody reads, in one line."""
        text = " ".join(message.plain.split())
        shown = text if len(text) <= LINE_LENGTH else f"{text[: LINE_LENGTH - 1]}…"
        self._out.print(f"                  [dim]{escape(name)} reads:[/] {escape(shown)}", soft_wrap=True)
        self._wait()

    @property
    def broken(self) -> str:
        """Where the story stopped, in its own words; what stood on a screen is nobody else's to read."""
        return f"The play stopped in “{self._scene}”: {self._told}, and what should follow does not."

    def settle(self) -> None:
        """Wait until everything that is due has been sent."""
        self.steward.settle(patience=PATIENCE_SECONDS)

    def let_time_pass(self, to: datetime) -> None:
        """Move the clock, with all that falls due on the way."""
        self.workspace.move_to(to)
        words = self._words()
        now = self.workspace.clock.now()
        self._out.print(f"[cyan]        The clock goes to {words.day(now)}, {words.time(now)}.[/]")
        self._wait()

    def jump(self, place: str) -> datetime | None:
        """Where the page's clock would go; None where there is no such place now."""
        return next((jump.to for jump in self.workspace.jumps() if jump.id == place), None)

    def _wait(self) -> None:
        if self._stopped.wait(self._pause):
            raise Interrupted

    def _words(self) -> Words:
        policy = self.workspace.policy
        return Words(locale="en-US", timezone=policy.default_timezone, now=self.workspace.clock.now())

    def _person(self, name: str) -> Person:
        try:
            return self._people[name]
        except KeyError:
            raise SetupError(f"The play needs {name}: leave out --organisation and --database.") from None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.workspace.policy.default_timezone)
