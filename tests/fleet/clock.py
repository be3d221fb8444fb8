"""The time of the whole fleet: the machine's, and how far it is ahead of that."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.sandbox import Jump


class Ahead:
    """A clock of Steward's and of the sandbox's."""

    def __init__(self, distance: timedelta = timedelta()) -> None:
        self.distance = distance

    def now(self) -> datetime:
        return datetime.now(UTC) + self.distance

    def jumps(self) -> Sequence[Jump]:
        """Nobody moves it on the sandbox's page."""
        return ()

    def move_to(self, at: datetime) -> None:
        """Only the fleet does, all at once."""
        raise NotImplementedError(at)
