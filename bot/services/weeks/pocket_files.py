"""The contents of a case's files: what is to be fetched, what came of it, and a copy for whoever asks."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.access import Deed, require
from bot.domain.weeks.notices import KeptFileWanted
from bot.domain.weeks.pocket import Case
from bot.domain.weeks.pocket_files import Keeping, ToFetch, next_try
from bot.errors import Missing, Refusal
from bot.services.acting import Acting
from bot.services.weeks.pocket import own_case

LEASE = timedelta(minutes=15)
"""Longer than it takes to fetch a beat's worth from a slow Slack."""


def files_to_fetch(acting: Acting, *, limit: int) -> Sequence[ToFetch]:
    """Those whose turn it is; nobody else gets them until they are dealt with or the lease has run out."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        return unit.pocket_files.claim(now=acting.now, lease=LEASE, limit=limit)


def keep_content(acting: Acting, file: ToFetch, content: bytes) -> None:
    """Keep what was in a file. Safe to run twice; nothing where its case is gone meanwhile."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.pocket_files.keep(file, content, at=acting.now)


def keep_name_only(acting: Acting, file: ToFetch, why: Keeping) -> None:
    """Its contents will never come, for this reason."""
    require(Deed.RUN_STEWARD, acting.by)
    with acting.store.begin() as unit:
        unit.pocket_files.give_up(file, why)


def try_again(acting: Acting, file: ToFetch, *, wait: timedelta | None = None) -> None:
    """Slack gave nothing now: later, or never, where it was tried for long enough. `wait`: as Slack asks."""
    require(Deed.RUN_STEWARD, acting.by)
    until = next_try(file, now=acting.now, wait=wait)
    with acting.store.begin() as unit:
        if until is None:
            unit.pocket_files.give_up(file, Keeping.UNREACHED)
        else:
            unit.pocket_files.put_off(file, until=until)


def want_file(acting: Acting, *, case_id: int, position: int, asked: str) -> Case:
    """Have a copy sent to one's own messages; the case. `asked`: an occasion on which it is sent once.

    Raises as `read_case`, and Refusal("pocket.file_not_kept").
    """
    with acting.store.begin() as unit:
        case = own_case(unit, acting, case_id)
        if position >= len(case.files):
            raise Missing
        if case.files[position].keeping is not Keeping.KEPT:
            raise Refusal("pocket.file_not_kept")
        notice = KeptFileWanted(case_id=case_id, position=position, asked=asked, to=acting.person.id)
        unit.outbox.add(notice, now=acting.now)
        return case
