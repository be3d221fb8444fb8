"""What goes after how long: the rules, as a company has set them. docs/decisions/0062."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.policy import Retention

DAYS_A_YEAR, DAYS_A_MONTH = 365, 30


class Rule(StrEnum):
    """What goes together."""

    REVIEWS = "reviews"
    CHECK_INS = "check_ins"
    FEEDBACK = "feedback"
    POCKET = "pocket"
    REQUESTS = "requests"
    DRAFTS = "drafts"
    OUTBOX = "outbox"
    LOOKS = "looks"


@dataclass(frozen=True, kw_only=True)
class Went:
    """What went, or would go, of one table under a rule: whatever is older than `before`."""

    rule: Rule
    table: str
    before: datetime
    rows: int


def due(retention: Retention, *, now: datetime) -> Iterator[tuple[Rule, datetime]]:
    """Each rule that is on, and before when things go under it."""
    days = {
        Rule.REVIEWS: retention.reviews_years * DAYS_A_YEAR,
        Rule.CHECK_INS: retention.check_ins_years * DAYS_A_YEAR,
        Rule.FEEDBACK: retention.feedback_years * DAYS_A_YEAR,
        Rule.POCKET: retention.pocket_years * DAYS_A_YEAR,
        Rule.REQUESTS: retention.requests_years * DAYS_A_YEAR,
        Rule.DRAFTS: retention.drafts_months * DAYS_A_MONTH,
        Rule.OUTBOX: retention.outbox_months * DAYS_A_MONTH,
        Rule.LOOKS: retention.looks_years * DAYS_A_YEAR,
    }
    for rule, kept in days.items():
        if kept:
            yield rule, now - timedelta(days=kept)
