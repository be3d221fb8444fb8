"""Telling the head of the record to whoever keeps it outside."""

from collections.abc import Mapping

import structlog

from bot.domain.record.head import HeadPlace
from bot.services.acting import Acting
from bot.services.record.head import head_to_tell, head_was_told
from bot.witness.witness import NotTold, Witness

log = structlog.get_logger()


def tell_head(acting: Acting, witnesses: Mapping[HeadPlace, Witness]) -> None:
    """Each once a day; whom it did not reach is told at the next beat."""
    for place, witness in witnesses.items():
        head = head_to_tell(acting, place)
        if head is None:
            continue
        try:
            witness.tell(head, at=acting.now)
        except NotTold as failed:
            log.warning("record.head_not_told", place=place.value, reason=failed.reason)
            continue
        head_was_told(acting, place, head)
