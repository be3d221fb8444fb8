"""How far a review is, in words: a table of marks, and beside each its sentences in text/reviews/marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.reviews.way import UNRATED_MARKS, Mark
from messages.catalog import Mrkdwn, Words


class Part(StrEnum):
    """Where a mark is spoken of. Each mark that is counted has a sentence for each; see the gate."""

    HEADLINE = "headline"
    BODY = "body"
    APPROVAL_HEADLINE = "approval_headline"
    APPROVAL_NEXT = "approval_next"
    HOME = "home"
    STATUS = "status"
    TEAM = "team"
    MEMBER = "member"


@dataclass(frozen=True, kw_only=True)
class MarkWords:
    """`sign` stands for one review. How many there are: `counted` in a line of a department's, `listed` in
    the overview of all; `heading` is the command line's.
    """

    sign: str
    listed: Callable[[Words, int], str]
    counted: Callable[[Words, int], str]
    heading: str


MARKS: Mapping[Mark, MarkWords] = {
    Mark.RELEASED: MarkWords(
        sign="✅",
        listed=lambda words, count: words.label("released: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s released", count=count),
        heading="released",
    ),
    Mark.CONFIRMED: MarkWords(
        sign="🔒",
        listed=lambda words, count: words.label("to be released: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s to be released", count=count),
        heading="to be released",
    ),
    Mark.SECOND_LOOK: MarkWords(
        sign="🔎",
        listed=lambda words, count: words.label("in the second look: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s in the second look", count=count),
        heading="in the second look",
    ),
    Mark.WAITS: MarkWords(
        sign="🟡",
        listed=lambda words, count: words.label("Waiting for their managers: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s with the manager", count=count),
        heading="with the manager",
    ),
    Mark.ASKED: MarkWords(
        sign="💬",
        listed=lambda words, count: words.label("asked for more: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s asked for more", count=count),
        heading="asked for more",
    ),
    Mark.OPEN: MarkWords(
        sign="⚪",
        listed=lambda words, count: words.label("not handed in: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s not handed in", count=count),
        heading="not handed in",
    ),
    Mark.NOT_RATED: MarkWords(
        sign="➖",
        listed=lambda words, count: words.label("not rated: %(count)s", count=count),
        counted=lambda words, count: words.label("%(count)s not rated", count=count),
        heading="not rated",
    ),
}
"""In the order in which they are listed; what was withdrawn is listed nowhere."""


def _others(counts: Mapping[Mark, int]) -> list[Mark]:
    """The marks but that of what is released; of what comes to no score only where there is any."""
    left_out = {Mark.RELEASED} | {mark for mark in UNRATED_MARKS if not counts.get(mark)}
    return [mark for mark in MARKS if mark not in left_out]


OF_A_YEAR: Mapping[Mark, frozenset[Part]] = {
    Mark.OPEN: frozenset({Part.HEADLINE, Part.BODY, Part.HOME}),
    Mark.WAITS: frozenset({Part.HEADLINE, Part.BODY, Part.APPROVAL_HEADLINE, Part.HOME}),
    Mark.ASKED: frozenset({Part.HEADLINE, Part.BODY, Part.APPROVAL_HEADLINE, Part.HOME, Part.TEAM}),
    Mark.SECOND_LOOK: frozenset({Part.HOME}),
    Mark.CONFIRMED: frozenset({Part.HOME}),
    Mark.RELEASED: frozenset({Part.HOME}),
}
"""Where a year has its own sentences, marks/of_year: nobody scores themselves in it."""


def said(words: Words, mark: Mark, part: Part, /, *, is_year: bool = False, **facts: Any) -> Mrkdwn:
    """What is said of a mark in one place."""
    of = "of_year/" if is_year and part in OF_A_YEAR.get(mark, ()) else ""
    return words.say(f"reviews/marks/{of}{mark.value}", part=part.value, **facts)


def overview(words: Words, counts: Mapping[Mark, int]) -> Mrkdwn:
    """The same one beside the other: "Waiting for their managers: 2 · asked for more: 1"."""
    return Mrkdwn(" · ".join(MARKS[mark].listed(words, counts.get(mark, 0)) for mark in _others(counts)))


def others(words: Words, counts: Mapping[Mark, int]) -> Mrkdwn:
    """How many are how far, but for those that are released: "2 with the manager, 1 asked for more"."""
    counted = (MARKS[mark].counted(words, counts.get(mark, 0)) for mark in _others(counts))
    return Mrkdwn(words.label(", ").join(counted))
