"""One person has more time for their self-score: a word to them, and HR's answer."""

from bot.domain.reviews.reopen import Reopened
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, actions, button, fit_mrkdwn, message, section
from messages.reviews.my_review_card import OPEN, start_label
from messages.reviews.score_lines import cycle_title, short

REASON_LIMIT = 2500


def reopened_note(words: Words, facts: Reopened, *, review_id: int) -> Message:
    """Until when it is taken, and why; with the button that opens the form."""
    cycle = cycle_title(facts.cycle_name)
    return message(
        words.say("reviews/reopened_card/headline", cycle=cycle, until=facts.until),
        section(
            words.say(
                "reviews/reopened_card/body",
                by=short(facts.by),
                cycle=cycle,
                until=facts.until,
                reason=fit_mrkdwn(quote(facts.reason), REASON_LIMIT) if facts.reason else "",
            )
        ),
        actions(button(start_label(words, facts.cycle_name), OPEN, value=str(review_id), primary=True)),
    )


def reopened_answer(words: Words, facts: Reopened) -> Mrkdwn:
    """To HR, for their eyes: it is done."""
    return words.say(
        "reviews/reopened_card/done",
        name=short(facts.employee.name),
        cycle=cycle_title(facts.cycle_name),
        until=facts.until,
        approval=facts.approval_due,
    )
