"""Figures of the desk as one language writes them."""

from decimal import Decimal

from bot.domain.intake.report import Spread
from bot.domain.intake.report_period import Days
from messages.catalog import Words

AN_HOUR = 60
LONG = 10 * AN_HOUR
"""From here on minutes are noise."""


def minutes_label(words: Words, minutes: int) -> str:
    """Working time: "42 min", "2 h 10 min", "38 h"."""
    hours, rest = divmod(minutes, AN_HOUR)
    if not hours:
        return words.label("%(minutes)d min", minutes=minutes)
    if minutes >= LONG or not rest:
        return words.label("%(hours)d h", hours=hours + (minutes >= LONG and rest >= AN_HOUR // 2))
    return words.label("%(hours)d h %(minutes)d min", hours=hours, minutes=rest)


def spread_label(words: Words, found: Spread | None) -> str:
    """The middle one, and the one that nine of ten do not exceed; a dash where there is none."""
    if found is None:
        return "–"
    return words.label(
        "%(median)s, nine of ten within %(ninth)s",
        median=minutes_label(words, found.median),
        ninth=minutes_label(words, found.ninth),
    )


def percent_label(share: float | None) -> str:
    """Whole percents; a dash where there is nothing of which it could be a share."""
    return "–" if share is None else f"{share * 100:.0f}%"


def rate_label(words: Words, rate: float) -> str:
    """So many a week, with one decimal."""
    return words.number(Decimal(f"{rate:.1f}"))


def days_label(words: Words, days: Days) -> str:
    """From when to when."""
    if days.first == days.last:
        return words.day(days.first)
    return words.label("%(first)s to %(last)s", first=words.day(days.first), last=words.day(days.last))


def point_label(words: Words, days: Days) -> str:
    """The day on which a point of a chart begins: "16 Nov"."""
    return words.short_day(days.first)
