"""Somebody gets no score in a cycle: one sentence to them, one to their manager, and HR's reason."""

from bot.domain.people import Person
from bot.domain.reviews.not_rated import NotRatedFacts
from bot.domain.reviews.way import Mark
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, fit_mrkdwn, message, section
from messages.reviews.marks import Part, said
from messages.reviews.score_lines import cycle_title, short

REASON_LIMIT = 2500


def not_rated_note(words: Words, facts: NotRatedFacts, *, reader: Person) -> Message:
    """What whoever it concerns reads, and Slack announces."""
    mine = reader.id == facts.employee.id
    headline = said(
        words,
        Mark.NOT_RATED,
        Part.HEADLINE if mine else Part.APPROVAL_HEADLINE,
        name=short(facts.employee.name),
        cycle=cycle_title(facts.cycle_name),
    )
    return message(headline, section(not_rated_text(words, facts, mine=mine)))


def not_rated_text(words: Words, facts: NotRatedFacts, *, mine: bool) -> Mrkdwn:
    """Why there is no score. `mine`: said to whoever gets none."""
    closing = facts.closing
    return words.say(
        "reviews/not_rated_card/body",
        mine=mine,
        name=short(facts.employee.name),
        cycle=cycle_title(facts.cycle_name),
        days=facts.days,
        least=facts.least,
        by=short(closing.by) if closing else "",
        on=closing.at if closing else None,
        reason=fit_mrkdwn(quote(closing.reason), REASON_LIMIT) if closing else "",
    )


def closed_answer(words: Words, facts: NotRatedFacts) -> Mrkdwn:
    """To HR, for their eyes: it is done."""
    return words.say(
        "reviews/not_rated_card/closed",
        name=short(facts.employee.name),
        cycle=cycle_title(facts.cycle_name),
    )
