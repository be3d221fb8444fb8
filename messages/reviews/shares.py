"""Who had somebody for how long, and what former managers say about it."""

from dataclasses import replace

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.contribution import REMARK_LIMIT, Contribution, OfItem
from bot.domain.reviews.facts import Item, ReviewFacts
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Block, context, fit_mrkdwn, section
from messages.reviews.score_lines import short
from messages.reviews.sections import items_of

SHOWN = 3
ROOM = 1500
"""Characters of markup that all of it has on a card, which takes 13,200 with everything else on it."""
HEAD = 3000


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
    """What former managers wrote, for whoever scores and whoever looks again; not for the employee. All of
    it stands in *Read all…*.
    """
    shown = facts.contributions[:SHOWN]
    room = ROOM // max(1, len(shown))
    return [section(fit_mrkdwn(_contribution(words, facts.review, each, room), room)) for each in shown]


def contribution_head(words: Words, review: ReviewFacts, each: Contribution) -> Mrkdwn:
    """Who wrote it when and what they say of single items, above their words in full."""
    return fit_mrkdwn(_contribution(words, review, replace(each, text=""), HEAD))


def said_of_item(words: Words, facts: ApprovalFacts, item: Item) -> list[Mrkdwn]:
    """The same of one item, for beside it: "Liu Yang: 4 · Held it through the summer"."""
    return [
        of_item(words, short(each.by), each.items[item])
        for each in facts.contributions[:SHOWN]
        if item in each.items
    ]


def _contribution(words: Words, review: ReviewFacts, each: Contribution, room: int) -> Mrkdwn:
    items = [
        of_item(words, short(line.name), each.items[line.item])
        for part in review.cycle.scheme.sections
        for line in items_of(words, review, part)
        if line.item in each.items
    ]
    # Where something is said of single items, it has half of the room.
    return words.say(
        "reviews/shares/contribution",
        by=short(each.by),
        at=each.at,
        text=fit_mrkdwn(quote(each.text), room // 2 if items else room) if each.text else None,
        items=items,
    )


def of_item(words: Words, who: Mrkdwn, said: OfItem) -> Mrkdwn:
    """A line about one item, after the name of whom or what it begins with."""
    return words.say(
        "reviews/shares/of_item", who=who, score=said.score, remark=short(said.remark, REMARK_LIMIT)
    )
