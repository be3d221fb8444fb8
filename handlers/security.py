"""What somebody tried that was never offered to them: put on record for whoever runs Steward."""

import structlog

from bot.errors import Refusal
from handlers.visit import Visit

OVERREACH = frozenset(
    {"deed.not_yours", "review.not_yours", "review.not_yours_to_see", "self_score.rung_gap"}
)
"""Refusals that no button and no form of ours leads to, but for one that has just changed hands."""

log = structlog.get_logger()


def note_overreach(refusal: Refusal, visit: Visit, *, surface: str) -> None:
    """Log who tried, where, and why it was refused; never what it was about."""
    if refusal.code in OVERREACH:
        log.warning("security.refused", code=refusal.code, surface=surface, by=visit.acting.by_id)
