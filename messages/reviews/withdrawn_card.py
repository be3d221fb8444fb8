"""What stays of a cycle that was taken back: who did it, when and why."""

from bot.domain.reviews.cycles import Withdrawal
from messages.catalog import Mrkdwn, Words, quote
from messages.kit import Message, fit_mrkdwn, header, message, section
from messages.reviews.score_lines import cycle_title, short

REASON_LIMIT = 2500


def withdrawn_card(words: Words, cycle: str, withdrawn: Withdrawal) -> Message:
    """What stays of a card: no button."""
    title = cycle_title(cycle)
    return message(
        words.say("reviews/withdrawn_card/headline", cycle=title),
        header(words.label("%(cycle)s review", cycle=title)),
        section(_taken_back(words, cycle, withdrawn)),
    )


def withdrawn_note(words: Words, cycle: str, withdrawn: Withdrawal) -> Message:
    """The same as a message under the card, which Slack announces."""
    headline = words.say("reviews/withdrawn_card/headline", cycle=cycle_title(cycle))
    return message(headline, section(_taken_back(words, cycle, withdrawn)))


def _taken_back(words: Words, cycle: str, withdrawn: Withdrawal) -> Mrkdwn:
    return words.say(
        "reviews/withdrawn_card/body",
        cycle=cycle_title(cycle),
        by=short(withdrawn.by),
        on=withdrawn.on,
        reason=fit_mrkdwn(quote(withdrawn.reason), REASON_LIMIT),
    )
