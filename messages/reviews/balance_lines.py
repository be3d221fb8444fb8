"""Balance in a line of marks: which weeks and which items have evidence, and how old it is."""

from collections.abc import Mapping

from bot.domain.reviews.balance import Balance
from bot.domain.reviews.facts import Item
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, context, fit_mrkdwn
from messages.reviews.score_lines import short

SOME, NONE = "●", "○"
NAME_LIMIT = 30
LINE_LIMIT = 900


def balance_block(words: Words, found: Balance, names: Mapping[Item, str]) -> Block:
    """Two lines, counts only. `names`: what the items are called."""
    marks = "".join(SOME if each else NONE for each in found.weeks)
    weeks = words.say(
        "reviews/balance_lines/weeks",
        total=len(found.weeks),
        marks=marks,
        some=found.weeks_with_some,
        newest=found.newest,
        oldest=found.oldest,
    )
    counted = " · ".join(f"{short(names[item], NAME_LIMIT)} {count}" for item, count in found.items)
    items = words.say("reviews/balance_lines/items", counted=Mrkdwn(counted))
    return context(fit_mrkdwn(weeks, LINE_LIMIT), fit_mrkdwn(items, LINE_LIMIT))
