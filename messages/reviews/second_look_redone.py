"""What became of a doubt: to whoever looks again, once the manager has scored anew."""

from bot.domain.reviews.second_look import Redone
from messages.catalog import Mrkdwn, Words
from messages.kit import fit
from messages.reviews.score_lines import short
from messages.reviews.sections import items_of

ITEMS_OF_A_LINE, ITEMS_OF_A_FORM = 3, 20
"""Of those that were in doubt or changed."""
REASON_LIMIT = 200


def redone_text(words: Words, redone: Redone, *, most: int) -> Mrkdwn:
    """Whose doubt, and each item's score before and now; of more than `most` how many more there are."""
    lines = {
        line.item: line.name
        for part in redone.review.cycle.scheme.sections
        for line in items_of(words, redone.review, part)
    }
    moved = [each for each in redone.moved if each[0] in lines]
    said = [
        words.say(
            "reviews/second_look_redone/item", name=short(lines[item]), was=was, now=now, is_same=was == now
        )
        for item, was, now in moved[:most]
    ]
    return words.say(
        "reviews/second_look_redone/text",
        by=short(redone.by),
        is_own=redone.is_own,
        reason=fit(" ".join(redone.reason.split()), REASON_LIMIT),
        items=said,
        more=len(moved) - len(said),
    )
