"""Who had somebody for how long, and what former managers say about it."""

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Words, quote
from messages.kit import Block, context, fit_mrkdwn, section
from messages.reviews.score_lines import short

TEXT_SHOWN = 700
SHOWN = 3


def shares_line(words: Words, facts: ApprovalFacts) -> list[Block]:
    """ "Liu Yang 61 of 92 days, He Jun 31"; nothing where one manager had them all the time."""
    if not facts.shares:
        return []
    said = [
        words.say(
            "reviews/shares/share",
            name=short(each.name),
            days=each.days,
            of=each.of if number == 0 else None,
        )
        for number, each in enumerate(facts.shares)
    ]
    return [context(words.say("reviews/shares/line", name=short(facts.review.employee.name), shares=said))]


def contributed(words: Words, facts: ApprovalFacts) -> list[Block]:
    """What former managers wrote, for whoever scores and whoever looks again; not for the employee."""
    return [
        section(
            words.say(
                "reviews/shares/contribution",
                by=short(each.by),
                at=each.at,
                text=fit_mrkdwn(quote(each.text), TEXT_SHOWN),
            )
        )
        for each in facts.contributions[:SHOWN]
    ]
