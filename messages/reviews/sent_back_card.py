"""To the manager, under that person's card: the second look has a doubt. It holds no score."""

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.second_look import SentBack
from messages.catalog import Words
from messages.kit import Message, message, section
from messages.quoted import quoted
from messages.reviews.score_lines import cycle_title, short

REASON_LIMIT = 9000
"""Characters of markup: all that people write; a message takes about 13,200."""


def sent_back_card(words: Words, facts: ApprovalFacts, doubt: SentBack) -> Message:
    """By whom, and why; what to do stands on the card above."""
    said = {
        "by": short(doubt.by),
        "name": short(facts.review.employee.name),
        "cycle": cycle_title(facts.review.cycle.name),
    }
    return message(
        words.say("reviews/sent_back_card/headline", part="headline", **said),
        section(words.say("reviews/sent_back_card/headline", part="body", **said)),
        *quoted(doubt.reason, limit=REASON_LIMIT)[0],
    )
