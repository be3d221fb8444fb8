"""Clicks, counted as a person makes them: what a story costs whoever plays it."""

from dataclasses import dataclass

from bot.sandbox import Modal, Msg

MENU = 2
"""It is opened, then something is chosen."""


@dataclass
class Clicks:
    """Counts what a person presses. Typing costs nothing, waiting neither."""

    total: int = 0

    def press(self, on: Modal | Msg, label: str, *, near: str | None = None) -> None:
        """A button that asks nothing first."""
        self.total += 1
        on.click(label, near=near)

    def confirm(self, on: Modal | Msg, label: str, *, near: str | None = None) -> None:
        """A button that asks once, and yes."""
        self.total += 2
        on.click(label, confirm=True, near=near)

    def choose(self, on: Modal, label: str, option: str) -> None:
        """Something of a menu."""
        self.total += MENU
        on.choose(label, option)

    def radio(self, on: Modal, label: str, option: str) -> None:
        """One of what is seen at once, or a box that is ticked."""
        self.total += 1
        on.choose(label, option)

    def submit(self, on: Modal) -> None:
        """The form's own button."""
        self.total += 1
        on.submit()

    def close(self, on: Modal) -> None:
        """The cross."""
        self.total += 1
        on.close()
