"""The parts of a brief by name, and the words of the language in which developers read."""

from collections.abc import Iterable, Mapping

from bot.domain.intake.brief import Part
from messages.catalog import Words


def part_labels(words: Words) -> Mapping[Part, str]:
    """What each part is called."""
    return {
        Part.HEADLINE: words.label("Headline"),
        Part.ENVIRONMENT: words.label("Environment"),
        Part.STEPS: words.label("Steps"),
        Part.EXPECTED: words.label("Expected"),
        Part.ACTUAL: words.label("Actual"),
        Part.SCOPE: words.label("Scope"),
        Part.ACCEPTANCE: words.label("Acceptance"),
        Part.RISKS: words.label("Risks"),
    }


def names_of(words: Words, parts: Iterable[Part]) -> list[str]:
    """The same of some parts, for within a sentence."""
    labels = part_labels(words)
    return [labels[part].lower() for part in parts]


def in_language(words: Words, locale: str) -> Words:
    """The words of another language, by the same clock."""
    return Words(locale=locale, timezone=words.zone.key, now=words.now)
