"""Asking a tracker that cannot reach us where its issues are."""

from dataclasses import dataclass

import structlog

from bot.services.acting import Acting
from bot.services.intake.tracker import asked, not_asked, to_ask
from bot.trackers.tracker import Tracker, TrackerFailed, Trouble

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The tracker to ask, and its name."""

    name: str
    tracker: Tracker


def ask_tracker(acting: Acting, whom: Asked) -> None:
    """Every issue that somebody has. One that is not there holds up no other; all other trouble ends it until
    the next beat, and admins hear of what they have to mend.
    """
    for issue in to_ask(acting, tracker=whom.name):
        try:
            state, at = whom.tracker.state(issue.key)
        except TrackerFailed as failed:
            log.warning("tracker.not_asked", reason=failed.trouble.value)
            if failed.trouble is Trouble.GONE:
                continue
            if failed.trouble is Trouble.NO_ACCESS:
                not_asked(acting, tracker=whom.name, reason=failed.trouble.value)
            return
        asked(acting, issue=issue, state=state, at=at)
