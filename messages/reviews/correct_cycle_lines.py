"""What is another in a corrected version of a scheme, and what of it does not fit, a line each."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from bot.domain.reviews.correct_cycle import Aspect, Difference, Misfits, Obstacle, differences
from bot.domain.reviews.distribution import Distribution
from bot.domain.reviews.scheme import Looks, Scheme
from messages.catalog import Mrkdwn, Words
from messages.reviews.scheme_summary import distribution_line
from messages.reviews.score_lines import short

LINES_SHOWN = 12
NAMES_SHOWN = 20


def difference_lines(words: Words, was: Scheme, now: Scheme) -> list[Mrkdwn]:
    """A line each, of very many the first ones; one line where it is only another number."""
    found = differences(was, now)
    if not found:
        return [words.say("reviews/correct_cycle_lines/nothing")]
    lines = [_difference(words, each) for each in found[:LINES_SHOWN]]
    more = len(found) - len(lines)
    return [*lines, words.say("reviews/correct_cycle_lines/more", count=more)] if more else lines


def misfit_lines(words: Words, misfits: Misfits) -> list[str]:
    """The same of what does not fit, plain; `what` is named once a reason."""
    lines = []
    for obstacle in Obstacle:
        named = [words.pick(each.what) for each in misfits.all if each.obstacle is obstacle]
        if named:
            lines.append(
                words.plain(
                    "reviews/correct_cycle_lines/misfit",
                    obstacle=obstacle.value,
                    what=words.names(named[:NAMES_SHOWN]),
                    names=words.names(list(misfits.handed_in[:NAMES_SHOWN])) if misfits.handed_in else "",
                    more=max(0, len(misfits.handed_in) - NAMES_SHOWN),
                ).strip()
            )
    return lines


def _difference(words: Words, each: Difference) -> Mrkdwn:
    section, item = each.section, each.item
    return words.say(
        "reviews/correct_cycle_lines/difference",
        aspect=each.aspect.value,
        section=short(words.pick(section)) if section else "",
        item=short(words.pick(item)) if item else "",
        was=_value(words, each.aspect, each.was),
        now=_value(words, each.aspect, each.now),
    )


def _value(words: Words, aspect: Aspect, value: Any) -> str | None:
    if value is None:
        return None
    if aspect is Aspect.SECTION_NAME:
        return words.pick(value)
    if isinstance(value, Distribution):
        return distribution_line(words, value)
    if isinstance(value, Looks):
        return words.label("both") if value is Looks.BOTH else words.label("one of the two")
    if isinstance(value, Sequence):
        return " / ".join(words.number(each) for each in value)
    return words.number(Decimal(value))
