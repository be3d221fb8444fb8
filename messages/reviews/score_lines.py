"""A review's items, scores and cases as text: what every card and modal about them shares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.reviews.facts import Item, Kpi, ReviewFacts
from bot.domain.reviews.scheme import Method, Scheme, Section
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, fit_mrkdwn, fold

NAME_LIMIT = 80
FIGURE_LIMIT = 40


@dataclass(frozen=True, kw_only=True)
class ItemLine:
    """An item under the name that people know it by. `weight` in percent of its section; None: equal."""

    item: Item
    name: str
    weight: int | None


def items_of(words: Words, facts: ReviewFacts, section: Section) -> list[ItemLine]:
    """The items of a section that were scored, in the order of the sheet or of the ladders."""
    if section.method is Method.KPI_SHEET:
        lines = [
            ItemLine(item=(section.key, kpi.key), name=kpi.name, weight=kpi.weight) for kpi in facts.kpis
        ]
    else:
        lines = [
            ItemLine(item=(section.key, ladder.key), name=words.pick(ladder.name), weight=None)
            for ladder in section.ladders
        ]
    return [line for line in lines if line.item in facts.own]


def target_of(facts: ReviewFacts, item: Item) -> Mrkdwn | None:
    """What a KPI aims at, with its unit; None for what is not a KPI."""
    section, key = item
    if facts.cycle.scheme.section(section).method is not Method.KPI_SHEET:
        return None
    return next((short(goal(kpi), FIGURE_LIMIT) for kpi in facts.kpis if kpi.key == key), None)


def goal(kpi: Kpi) -> str:
    """A KPI's target as people say it: "3.6" is "3.6 %"; one that is more than a number says its own unit."""
    is_bare = re.fullmatch(r"[\d.,\s]+", kpi.target) is not None
    return f"{kpi.target} {kpi.unit}" if is_bare and kpi.unit else kpi.target


def cycle_title(name: str) -> str:
    """A cycle's name as people read it: "2026Q4" is "2026 Q4"."""
    return re.sub(r"(?<=\d)(?=[A-Z])", " ", name)


def short(text: str, limit: int = NAME_LIMIT) -> Mrkdwn:
    """The first line of typed text, escaped, at most `limit` characters of markup."""
    return fit_mrkdwn(escape(fold(text, limit)), limit)


def in_full(text: str, *, at_most: int = 20_000) -> Iterator[Mrkdwn]:
    """All of a typed text, escaped, in pieces that fit a section each; cut at a line or word if possible.

    `at_most` characters of markup: a message takes no more than about 13,200, and 3,000 typed
    ampersands are 15,000. What people write stays far below it.
    """
    rest = fit_mrkdwn(escape(text.strip()), at_most)
    while len(rest) > SECTION_LIMIT:
        at = _cut(rest)
        yield Mrkdwn(rest[:at].rstrip())
        rest = Mrkdwn(rest[at:].lstrip())
    if rest:
        yield rest


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


def option_value(score: Decimal) -> str:
    """A score as an option carries it."""
    return f"{score.normalize():f}"
