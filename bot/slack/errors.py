"""One class for each thing that Steward reacts to."""


class SlackFailure(Exception):
    """A call to Slack did not succeed. `reason` is Slack's error name, or ours; never message text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RateLimited(SlackFailure):
    """Slack asks to wait `retry_after` seconds; nothing was done."""

    def __init__(self, retry_after: float, *, reason: str = "ratelimited") -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Unreachable(SlackFailure):
    """A time-out, a broken connection or a 5xx: it may have been done, or not."""


class Rejected(SlackFailure):
    """Slack says no, and will say no again. `blocks`: the places of those that it does not take."""

    blocks: frozenset[int] = frozenset()


class CardGone(Rejected):
    """The message to be updated is not there any more."""


class ThreadGone(Rejected):
    """The message to be answered is not there any more; nothing was said."""


class NotThere(Rejected):
    """The person is deactivated or unknown, or the channel is missing, archived or closed to the bot."""


class NoFile(Rejected):
    """There is nothing to be fetched of a file, and there will not be."""


class FileUnseen(NoFile):
    """Slack does not show it to Steward."""


class FileGone(NoFile):
    """It was deleted."""


class FileElsewhere(NoFile):
    """It is a link to another service: Slack has nothing of it but its name."""


class FileTooBig(NoFile):
    """It is larger than what was asked for."""
