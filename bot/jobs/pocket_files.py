"""Fetching what is in kept files, a few at a time, and no faster than Slack likes."""

from datetime import timedelta

import structlog

from bot.domain.weeks.pocket_files import LARGEST, Keeping, ToFetch
from bot.services.acting import Acting
from bot.services.weeks.pocket_files import files_to_fetch, keep_content, keep_name_only, try_again
from bot.slack.client import Slack
from bot.slack.errors import (
    FileElsewhere,
    FileGone,
    FileTooBig,
    FileUnseen,
    NoFile,
    RateLimited,
    Rejected,
    Unreachable,
)

BATCH = 10
"""A beat's worth: what is fetched is held in memory one at a time, and within the lease."""

_WHY: dict[type[NoFile], Keeping] = {
    FileElsewhere: Keeping.ELSEWHERE,
    FileGone: Keeping.GONE,
    FileTooBig: Keeping.TOO_BIG,
    FileUnseen: Keeping.UNSEEN,
}

log = structlog.get_logger()


def fetch_files(acting: Acting, slack: Slack) -> None:
    """Keep what is in the files whose turn it is. Where Slack asks to wait the others wait, too."""
    waiting = list(files_to_fetch(acting, limit=BATCH))
    while waiting:
        file = waiting.pop(0)
        try:
            _fetch(acting, slack, file)
        except RateLimited as limit:
            log.info("pocket.files_put_off", reason=limit.reason, files=len(waiting) + 1)
            for each in (file, *waiting):
                try_again(acting, each, wait=timedelta(seconds=limit.retry_after))
            return


def _fetch(acting: Acting, slack: Slack, file: ToFetch) -> None:
    at = {"case": file.case_id, "position": file.position}
    try:
        found = slack.fetch(file.slack_id, limit=LARGEST)
    except NoFile as refusal:
        keep_name_only(acting, file, _WHY[type(refusal)])
        log.info("pocket.file_by_name_only", **at, reason=refusal.reason)
    except (Unreachable, Rejected) as trouble:
        # What is refused for a scope, a token or a rule is mended by somebody, within a week or never.
        try_again(acting, file)
        log.warning("pocket.file_put_off", **at, reason=trouble.reason)
    else:
        keep_content(acting, file, found.content)
