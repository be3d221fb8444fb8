"""What impact, reach, effort and priority are called: in menus with their meaning, in a line short."""

from collections.abc import Mapping, Sequence

from bot.domain.intake.assess import Effort, Impact, Priority
from bot.domain.intake.triage import Reach
from messages.catalog import Words


def impact_choices(words: Words) -> Sequence[tuple[str, str]]:
    """Each with its meaning, the worst first."""
    return (
        (Impact.CRITICAL, words.label("4: critical, customers cannot buy or data is lost")),
        (Impact.HIGH, words.label("3: high, work is held up")),
        (Impact.MEDIUM, words.label("2: medium, there is a way around it")),
        (Impact.LOW, words.label("1: low, it only looks wrong")),
    )


def reach_choices(words: Words) -> Sequence[tuple[str, str]]:
    """How many are hit."""
    return (
        (Reach.ME, words.label("One person")),
        (Reach.SOME, words.label("A few colleagues")),
        (Reach.BRANCH, words.label("A branch")),
        (Reach.CUSTOMERS, words.label("Customers, some of them")),
        (Reach.ALL, words.label("Everybody")),
    )


def effort_choices(words: Words) -> Sequence[tuple[str, str]]:
    """How much work it is, with its measure."""
    return (
        (Effort.SMALL, words.label("S: small, up to a day")),
        (Effort.MEDIUM, words.label("M: medium, up to a week")),
        (Effort.LARGE, words.label("L: large, up to a month")),
        (Effort.HUGE, words.label("XL: huge, a project")),
    )


def priority_choices(words: Words) -> Sequence[tuple[str, str]]:
    """What each priority means."""
    return (
        (Priority.P1, words.label("P1: at once, before all else")),
        (Priority.P2, words.label("P2: next")),
        (Priority.P3, words.label("P3: when its turn comes")),
        (Priority.P4, words.label("P4: when there is room")),
    )


def short_labels(words: Words) -> Mapping[Impact | Reach | Effort, str]:
    """The same for a line: “high impact, a branch, small effort”."""
    return {
        Impact.CRITICAL: words.label("critical impact"),
        Impact.HIGH: words.label("high impact"),
        Impact.MEDIUM: words.label("medium impact"),
        Impact.LOW: words.label("low impact"),
        Reach.ME: words.label("one person"),
        Reach.SOME: words.label("a few colleagues"),
        Reach.BRANCH: words.label("a branch"),
        Reach.CUSTOMERS: words.label("some customers"),
        Reach.ALL: words.label("everybody"),
        Effort.SMALL: words.label("small effort"),
        Effort.MEDIUM: words.label("medium effort"),
        Effort.LARGE: words.label("large effort"),
        Effort.HUGE: words.label("huge effort"),
    }
