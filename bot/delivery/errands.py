"""What a notice comes to that does not go to Slack: an e-mail, a call of a tracker."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from storage.unit import Unit


@dataclass(frozen=True, kw_only=True)
class Errand:
    """Subclasses say what is to be carried where; each has a carrier of its own. `mark`: by what it is known
    again on the other side, so that a second try is not a second one there.
    """

    mark: str


class TryLater(Exception):
    """The other side is away, busy or in doubt. `seconds`: when it may be tried again; None: it did not say.

    `reason` is a word for logs, never what somebody wrote.
    """

    def __init__(self, reason: str, *, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.seconds = seconds


class GivenUp(Exception):
    """The other side does not take it, and will not. `reason` as above."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Carrier(Protocol):
    """One medium. `carry` runs outside of any transaction; what came of it is written down after."""

    def carry(self, errand: Any) -> Any:
        """Do it; returns what is to be remembered of it. Raises TryLater, GivenUp."""

    def carried(self, unit: Unit, errand: Any, receipt: Any, *, now: datetime) -> None:
        """It came through."""

    def given_up(self, unit: Unit, errand: Any, reason: str, *, now: datetime) -> None:
        """It did not, and whoever can do something about it is to be told."""


Carriers = Mapping[type[Errand], Carrier]
"""By the kind of errand; of a kind without one nothing is sent."""
