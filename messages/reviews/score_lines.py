"""Scores, figures and cases as text: what every card and modal about them shares."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from bot.domain.quantities import Quantity, read_number
from bot.domain.reviews.cycles import is_ad_hoc, read_ad_hoc
from bot.domain.reviews.kpis import Kpi
from bot.domain.reviews.scheme import Scheme
from bot.domain.reviews.scoring import Outcome
from bot.errors import Refusal
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, fit_mrkdwn, fold
from messages.quantities import said

NAME_LIMIT = 80
FIGURE_LIMIT = 40
LONGEST_TEXT = 20_000
ALL_CASES = 38_000
"""Characters of markup that all cases of a review have in one form; Slack takes 250,000 bytes of it all."""


def goal(words: Words, kpi: Kpi) -> str:
    """A KPI's target as people say it: "3.6" is "3.6 %", "24:00:00" is "24 h"; one that is more than a number
    says its own unit.
    """
    return goal_of(words, kpi.target, kpi.unit, quantity=kpi.quantity)


def goal_of(words: Words, target: str, unit: str, *, quantity: Quantity | None) -> str:
    """The same of a target by itself."""
    if quantity is Quantity.TIME and (time := _time(target, unit)) is not None:
        return said(words, time, quantity=quantity, unit=unit)
    is_bare = re.fullmatch(r"[\d.,\s]+", target) is not None
    return f"{target} {unit}" if is_bare and unit else target


def _time(target: str, unit: str) -> Decimal | None:
    """In seconds, where it can be read in one way only."""
    try:
        return read_number(target, Quantity.TIME, unit=unit).certain()
    except Refusal:
        return None


def cycle_title(name: str) -> str:
    """A cycle's name as people read it: "2026Q4" is "2026 Q4", and "20261001-20261130", an ad-hoc review's,
    "2026-10-01–2026-11-30".
    """
    if is_ad_hoc(name):
        return read_ad_hoc(name)
    return re.sub(r"(?<=\d)(?=[A-Z])", " ", name)


def short(text: str, limit: int = NAME_LIMIT) -> Mrkdwn:
    """The first line of typed text, escaped, at most `limit` characters of markup."""
    return fit_mrkdwn(escape(fold(text, limit)), limit)


def names(words: Words, given: Iterable[str]) -> Mrkdwn:
    """Each of these shortened, one beside the other; empty where there are none."""
    shown = [str(short(each)) for each in given]
    return Mrkdwn(words.names(shown) if shown else "")


def decider(words: Words, manager: str, delegate: str | None) -> Mrkdwn:
    """Whoever decides: the manager, or "Sun Li (for Liu Yang)" while somebody is in their place."""
    if delegate is None:
        return short(manager)
    return Mrkdwn(
        words.label("%(delegate)s (for %(manager)s)", delegate=short(delegate), manager=short(manager))
    )


def in_full(text: str, *, at_most: int = LONGEST_TEXT) -> Iterator[Mrkdwn]:
    """All of a typed text, escaped, in pieces that fit a section each; cut at a line or word if possible.

    `at_most` characters of markup: a message takes no more than about 13,200, and 3,000 typed
    ampersands are 15,000. What people write stays far below it.
    """
    yield from pieces(escape(text.strip()), at_most=at_most)


def pieces(markup: Mrkdwn, *, at_most: int) -> Iterator[Mrkdwn]:
    """The same of what is escaped already."""
    rest = fit_mrkdwn(markup, at_most)
    while len(rest) > SECTION_LIMIT:
        at = _cut(rest)
        yield Mrkdwn(rest[:at].rstrip())
        rest = Mrkdwn(rest[at:].lstrip())
    if rest:
        yield rest


def case_limit(cases: int) -> int:
    """How much of each of so many cases there is room for: all that people write, unless very many do."""
    return min(LONGEST_TEXT, ALL_CASES // max(1, cases))


def _cut(markup: str) -> int:
    head = markup[:SECTION_LIMIT]
    at = max(head.rfind("\n"), head.rfind(" "))
    if at > SECTION_LIMIT // 2:
        return at
    ampersand = head.rfind("&", SECTION_LIMIT - 5)
    return SECTION_LIMIT if ampersand == -1 or ";" in head[ampersand:] else ampersand


def exact(value: Decimal) -> str:
    """A mean with up to four decimals: enough to see why it was rounded as it was."""
    text = f"{value:.4f}".rstrip("0")
    return text.removesuffix(".")


def meaning(words: Words, scheme: Scheme, score: Decimal) -> str:
    """What a point of the scale stands for."""
    return next(words.pick(point.meaning) for point in scheme.scale if point.score == score)


def section_means(words: Words, scheme: Scheme, outcome: Outcome) -> str:
    """What each section comes to, and its weight, in one line."""
    return " · ".join(
        words.label(
            "%(section)s %(mean)s (%(weight)s %%)",
            section=words.pick(scheme.section(each.key).name),
            mean=exact(each.mean),
            weight=each.weight,
        )
        for each in outcome.sections
    )


def option_value(score: Decimal) -> str:
    """A score as an option carries it."""
    return f"{score.normalize():f}"
