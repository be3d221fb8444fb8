"""`steward doctor`, of the issue tracker: whether it lets Steward in, and can tell Steward anything."""

from collections.abc import Iterator

from bot.app import tracker_of
from bot.commands.finding import Finding
from bot.settings import Settings
from bot.trackers.tracker import TrackerFailed, Trouble

MEND = {
    Trouble.NO_ACCESS: "Make a token that may read and write issues of that project and put it into "
    "STEWARD_TRACKER_TOKEN (Jira: e-mail:token).",
    Trouble.GONE: "Nothing is there, or the token may not see it: copy the project's address from the "
    "browser into STEWARD_TRACKER_URL.",
    Trouble.NOT_TAKEN: "Check that STEWARD_TRACKER names the kind of tracker that stands there.",
    Trouble.NO_STEP: "Its workflow leads nowhere like it: add a transition there, or name the status that "
    "means begun in STEWARD_TRACKER_PROGRESS.",
    Trouble.BUSY: "It asks to be left alone for a while; what waits is sent then. Try again later.",
    Trouble.BROKEN: "It has trouble of its own: look at its status page; what waits is sent later.",
    Trouble.SLOW: "It does not answer in time: check whether a firewall or proxy is between.",
    Trouble.AWAY: "Nothing answers there: check host and port in STEWARD_TRACKER_URL.",
}


def check_tracker(settings: Settings) -> Iterator[Finding]:
    """Nothing where no tracker is set: everything works without."""
    if not settings.steward_tracker:
        return
    tracker = tracker_of(settings)
    if tracker is None:
        yield Finding(
            is_well=False,
            what="issue tracker: it is named and not set up, so it is told nothing",
            mend="Set STEWARD_TRACKER_URL (the project's address) and STEWARD_TRACKER_TOKEN.",
        )
        return
    try:
        tracker.check()
    except TrackerFailed as failed:
        yield Finding(is_well=False, what=f"issue tracker: {failed.trouble.value}", mend=MEND[failed.trouble])
    else:
        yield Finding(is_well=True, what="issue tracker: it lets Steward in")
    if settings.steward_tracker_webhook_secret is None:
        yield Finding(
            is_well=True, what="issue tracker: no webhook secret, so it is asked every five minutes"
        )
    else:
        name = settings.steward_tracker
        yield Finding(
            is_well=True, what=f"issue tracker: its webhook is taken at /trackers/{name} (run --http)"
        )
