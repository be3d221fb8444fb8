"""How far somebody's goals are, in words: a table of marks, beside each its sentences in text/goals/marks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bot.domain.goals.way import Mark
from messages.catalog import Mrkdwn, Words


class Part(StrEnum):
    """Where a mark is spoken of. Each mark that is counted has a sentence for each; see the gate."""

    HEADLINE = "headline"
    BODY = "body"
    TEAM = "team"
    MEMBER = "member"
    STEPS = "steps"
    STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class MarkWords:
    """`sign` stands for one person's goals; `counted`: how many of a department are so far; `heading` is
    the command line's.
    """

    sign: str
    counted: Callable[[Words, int], str]
    heading: str


MARKS: Mapping[Mark, MarkWords] = {
    Mark.AGREED: MarkWords(
        sign="✅",
        counted=lambda words, count: words.label("%(count)s agreed", count=count),
        heading="agreed",
    ),
    Mark.WAITS: MarkWords(
        sign="🟡",
        counted=lambda words, count: words.label("%(count)s with the manager", count=count),
        heading="with the manager",
    ),
    Mark.TO_CONFIRM: MarkWords(
        sign="💬",
        counted=lambda words, count: words.label("%(count)s to be confirmed", count=count),
        heading="to be confirmed",
    ),
    Mark.WANTED: MarkWords(
        sign="🟠",
        counted=lambda words, count: words.label("%(count)s wanted anew", count=count),
        heading="wanted anew",
    ),
    Mark.DRAFTING: MarkWords(
        sign="⚪",
        counted=lambda words, count: words.label("%(count)s not sent", count=count),
        heading="not sent",
    ),
}
"""In the order in which they are listed; what was withdrawn is listed nowhere."""


def said(words: Words, mark: Mark, part: Part, /, **facts: Any) -> Mrkdwn:
    """What is said of a mark in one place."""
    return words.say(f"goals/marks/{mark.value}", part=part.value, **facts)


def counted(words: Words, counts: Mapping[Mark, int]) -> Mrkdwn:
    """How many are how far: "3 agreed, 2 with the manager"."""
    found = (MARKS[mark].counted(words, counts[mark]) for mark in MARKS if counts.get(mark))
    return Mrkdwn(words.label(", ").join(found))
