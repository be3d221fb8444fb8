"""To the employee, in the thread of their quarter's card: what their manager would like to know."""

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.states import State
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.quarter_card import OPEN
from messages.reviews.score_lines import cycle_title, in_full, short

QUESTION_LIMIT = 9000


def question_card(words: Words, facts: ApprovalFacts, *, question: str) -> Message:
    """The question in full, and what to do with it."""
    review = facts.review
    manager = short(facts.asked_by or review.manager.name)
    return message(
        words.say("reviews/question_card/headline", manager=manager, cycle=cycle_title(review.cycle.name)),
        section(words.say("reviews/question_card/body", manager=manager)),
        *[section(piece) for piece in in_full(question, at_most=QUESTION_LIMIT)],
        actions(button(words.label("Add to it…"), OPEN, value=str(review.id), primary=True))
        if review.state is State.MORE_ASKED
        else None,
        context(
            words.say(
                "reviews/question_card/next",
                manager=manager,
                due=review.cycle.approval_due,
                is_late=words.now.astimezone(words.zone).date() > review.cycle.approval_due,
            )
        ),
    )
