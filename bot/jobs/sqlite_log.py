"""Keeping SQLite's log short."""

import structlog

from bot.services.acting import Acting
from storage.sqlite_log import LONGEST, cut_log

log = structlog.get_logger()


def keep_log_short(acting: Acting) -> None:
    """Cut it where it is long; what somebody reads or writes meanwhile goes first, and it is said."""
    length = cut_log(acting.store.engine, longest=LONGEST)
    if length > LONGEST:
        log.warning("database.log_is_long", megabytes=length // 2**20)
