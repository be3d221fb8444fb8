"""Who had somebody for how long, and what former managers say about it."""

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.contribution import REMARK_LIMIT, Contribution, OfItem
from bot.domain.reviews.facts import Item, ReviewFacts
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Block, context, fit_mrkdwn, section
from messages.reviews.score_lines import short
from messages.reviews.sections import items_of

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
    return [section(_contribution(words, facts.review, each)) for each in facts.contributions[:SHOWN]]


def said_of_item(words: Words, facts: ApprovalFacts, item: Item) -> list[Mrkdwn]:
    """The same of one item, for beside it: "Liu Yang: 4 · Held it through the summer"."""
    return [
        of_item(words, short(each.by), each.items[item])
        for each in facts.contributions[:SHOWN]
        if item in each.items
    ]


def _contribution(words: Words, review: ReviewFacts, each: Contribution) -> Mrkdwn:
    items = [
        of_item(words, short(line.name), each.items[line.item])
        for part in review.cycle.scheme.sections
        for line in items_of(words, review, part)
        if line.item in each.items
    ]
    said = words.say(
        "reviews/shares/contribution",
        by=short(each.by),
        at=each.at,
        text=fit_mrkdwn(quote(each.text), TEXT_SHOWN) if each.text else None,
        items=items,
    )
    return fit_mrkdwn(said)


def of_item(words: Words, who: Mrkdwn, said: OfItem) -> Mrkdwn:
    """A line about one item, after the name of whom or what it begins with."""
    return words.say(
        "reviews/shares/of_item", who=who, score=said.score, remark=short(said.remark, REMARK_LIMIT)
    )
