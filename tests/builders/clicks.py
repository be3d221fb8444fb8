"""What a story costs its reader: clicks, as they are counted for every story alike."""

from dataclasses import dataclass


@dataclass
class Clicks:
    """Clicks so far. Typing costs nothing."""

    total: int = 0

    def press(self) -> None:
        """A button, a form's submit, a thread that is opened."""
        self.total += 1

    def choose(self) -> None:
        """A menu: opened, then chosen from."""
        self.total += 2

    def radio(self) -> None:
        """A choice of those that are all seen at once."""
        self.total += 1

    def confirm(self) -> None:
        """The question before something is done."""
        self.total += 1
