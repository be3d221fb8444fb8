"""To the employee, in the thread of their review's card: what their manager would like to know."""

from bot.domain.reviews.approval import ApprovalFacts, Question
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.my_review_card import OPEN
from messages.reviews.score_lines import cycle_title, in_full, short

QUESTION_LIMIT = 9000


def question_card(words: Words, facts: ApprovalFacts, *, question: Question) -> Message:
    """The question in full, and what to do with it as long as it is not answered."""
    review = facts.review
    asker, manager = short(question.by or review.manager.name), short(review.manager.name)
    is_open = question.answered_at is None and review.stage.answers
    return message(
        words.say("reviews/question_card/headline", manager=asker, cycle=cycle_title(review.cycle.name)),
        section(words.say("reviews/question_card/body", manager=asker)),
        *[section(piece) for piece in in_full(question.text, at_most=QUESTION_LIMIT)],
        actions(button(words.label("Add to it…"), OPEN, value=str(review.id), primary=True))
        if is_open
        else None,
        context(
            words.say(
                "reviews/question_card/next",
                manager=manager,
                is_open=is_open,
                answered_at=question.answered_at,
                due=review.cycle.approval_due,
                is_late=words.now.astimezone(words.zone).date() > review.cycle.approval_due,
            )
        ),
    )
