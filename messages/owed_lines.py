"""What somebody owes: a line and a button for each, as the reminder and the Home tab show it."""

from collections.abc import Sequence

from bot.domain.owed import Kind, Owed
from bot.domain.people import Person
from messages.catalog import Mrkdwn, Words
from messages.intake.my_request_card import ADD
from messages.intake.triage_card import READ_ALL
from messages.kit import Block, Element, button, section
from messages.reviews.quarter_card import OPEN
from messages.reviews.review_modal import REVIEW_IT
from messages.reviews.score_lines import cycle_title, short


def owed_lines(words: Words, owed: Sequence[Owed], *, person: Person) -> list[Block]:
    """One section for each, with its button; only the first, the most urgent, is primary."""
    return [
        section(owed_line(words, each, person=person), accessory=_button(words, each, primary=number == 0))
        for number, each in enumerate(owed)
    ]


def owed_line(words: Words, owed: Owed, *, person: Person) -> Mrkdwn:
    """What is wanted, by when, and how long it takes."""
    is_late = owed.is_late(words.now, person=person)
    hour = words.stamp if is_late else words.moment
    return words.say(
        "owed_line",
        kind=owed.kind.value,
        period=cycle_title(owed.period),
        number=owed.subject_id,
        who=short(owed.who),
        due=hour(owed.due_at) if owed.due_at else words.day(owed.due_on),
        is_late=is_late,
        minutes=owed.minutes,
    )


def step_count(words: Words, kind: Kind, count: int) -> str:
    """How many steps of a kind wait, as others hear of it: "2 approvals"."""
    return {
        Kind.SELF_SCORE: words.count("a self-score", "%(number)s self-scores", count),
        Kind.MORE_ASKED: words.count(
            "more on a self-score, as asked for", "more on %(number)s self-scores, as asked for", count
        ),
        Kind.APPROVAL: words.count("an approval", "%(number)s approvals", count),
        Kind.REPLY: words.count(
            "an answer about a website request", "%(number)s answers about website requests", count
        ),
        Kind.REQUEST: words.count("a website request", "%(number)s website requests", count),
    }[kind]


def _button(words: Words, owed: Owed, *, primary: bool) -> Element:
    # The buttons are those of the cards that own the step, so that one listener serves both.
    label, action_id = {
        Kind.SELF_SCORE: (words.label("Score myself…"), OPEN),
        Kind.MORE_ASKED: (words.label("Add to it…"), OPEN),
        Kind.APPROVAL: (words.label("Review it…"), REVIEW_IT),
        Kind.REPLY: (words.label("Answer the question…"), ADD),
        Kind.REQUEST: (words.label("Read all…"), READ_ALL),
    }[owed.kind]
    return button(label, action_id, value=str(owed.subject_id), primary=primary)
