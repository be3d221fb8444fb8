"""The names of kinds, urgencies and stages, and how long something took."""

from collections.abc import Sequence
from datetime import timedelta

from bot.domain.intake.triage import Kind, Reach, Urgency
from messages.catalog import Words


def kind_label(words: Words, kind: Kind) -> str:
    """What kind it is, as the form and the card say it."""
    return {
        Kind.WRONG: words.label("Something is wrong"),
        Kind.CHANGE: words.label("Something should change"),
        Kind.QUESTION: words.label("A question"),
        Kind.PROJECT: words.label("A project"),
    }[kind]


def kind_choices(words: Words) -> Sequence[tuple[str, str]]:
    """Each kind as whoever asks for it would begin."""
    return (
        (Kind.WRONG, words.label("Something is wrong")),
        (Kind.QUESTION, words.label("How do I…?")),
        (Kind.CHANGE, words.label("Please change…")),
        (Kind.PROJECT, words.label("A project")),
    )


def reach_labels(words: Words) -> dict[Reach, str]:
    """How many are hit."""
    return {
        Reach.ME: words.label("Only me"),
        Reach.SOME: words.label("Some of us"),
        Reach.BRANCH: words.label("A whole branch"),
        Reach.CUSTOMERS: words.label("Customers"),
        Reach.ALL: words.label("Everybody"),
    }


def urgency_label(words: Words, urgency: Urgency) -> str:
    """How long it can wait, in a word or two."""
    return {
        Urgency.NOW: words.label("Now"),
        Urgency.TODAY: words.label("Today"),
        Urgency.WEEK: words.label("This week"),
        Urgency.LATER: words.label("Later"),
    }[urgency]


def urgency_choices(words: Words) -> Sequence[tuple[str, str]]:
    """Each urgency with its meaning, for a menu."""
    return (
        (Urgency.NOW, words.label("Now: customers cannot buy")),
        (Urgency.TODAY, words.label("Today: our work is held up")),
        (Urgency.WEEK, words.label("This week: there is a way around it")),
        (Urgency.LATER, words.label("Later: whenever it fits")),
    )


def stage_labels(words: Words) -> dict[str, str]:
    """Where a request is, seen from the desk, by the key of its stage; in the order of its way."""
    return {
        "new": words.label("New"),
        "asked": words.label("Waiting for the requester"),
        "accepted": words.label("Accepted"),
        "blocked": words.label("Blocked"),
        "answered": words.label("Answered"),
        "declined": words.label("Declined"),
        "done": words.label("Done"),
        "confirmed": words.label("Settled"),
        "unconfirmed": words.label("Done, not confirmed"),
        "joined": words.label("Reported before"),
        "lapsed": words.label("Closed without an answer"),
    }


def duration(words: Words, took: timedelta) -> str:
    """How long something took, in the unit that says enough."""
    minutes = max(1, round(took.total_seconds() / 60))
    if minutes < 120:
        return words.count("%(number)d minute", "%(number)d minutes", minutes)
    if minutes < 48 * 60:
        return words.count("%(number)d hour", "%(number)d hours", round(minutes / 60))
    return words.count("%(number)d day", "%(number)d days", round(minutes / 60 / 24))
