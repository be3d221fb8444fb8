"""What the sides of a discussion and the stages of a project are called."""

from collections.abc import Mapping, Sequence

from bot.domain.intake.project import ProjectFacts, Side
from bot.domain.intake.project_record import Days
from messages.catalog import Mrkdwn, Words


def side_labels(words: Words) -> Mapping[Side, str]:
    """Above the lines of each side."""
    return {
        Side.FOR: words.label("For it"),
        Side.AGAINST: words.label("Against it"),
        Side.OPEN: words.label("To be cleared up"),
    }


def side_choices(words: Words) -> Sequence[tuple[str, str]]:
    """The same to choose from."""
    return [(side.value, label) for side, label in side_labels(words).items()]


def stage_text(words: Words, key: str) -> Mrkdwn:
    """How far a project is, by its stage's key."""
    return words.say("intake/project_card/stage", stage=key)


def days_text(words: Words, days: Days) -> str:
    """ "5 working days", "5 to 8 working days"."""
    if days.least == days.most:
        return words.count("one working day", "%(number)s working days", days.most)
    return words.count(
        "%(least)s to %(number)s working days",
        "%(least)s to %(number)s working days",
        days.most,
        least=days.least,
    )


def missing_text(words: Words, facts: ProjectFacts) -> Mrkdwn:
    """What development waits for, a line each."""
    missing = [each.value for each in facts.missing]
    return words.say("intake/project_card/missing", missing=missing)
