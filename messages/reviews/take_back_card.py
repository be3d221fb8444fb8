"""That somebody wants their self-score back: to their manager, and what these say, to them."""

from bot.domain.reviews.take_back import BackAsked, Reply
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.my_review_card import OPEN
from messages.reviews.score_lines import cycle_title, in_full, short

GIVE_BACK = "reviews.take_back.give_back"
KEEP = "reviews.take_back.keep"
"""The buttons' value is the review's id and the number of the step with which it was asked for."""


def take_back_card(words: Words, wish: BackAsked) -> Message:
    """Who wants what back and why, and what was decided."""
    name, cycle = short(wish.employee.name), cycle_title(wish.cycle_name)
    value = f"{wish.review_id}:{wish.number}"
    waits = wish.reply is Reply.WAITS and wish.employee.is_active
    return message(
        words.say("reviews/take_back_card/headline", name=name, cycle=cycle),
        section(words.say("reviews/take_back_card/body", name=name, cycle=cycle)),
        *[section(piece) for piece in in_full(wish.why, at_most=2500)],
        actions(
            button(words.label("Give it back"), GIVE_BACK, value=value, primary=True),
            button(words.label("Keep it"), KEEP, value=value),
        )
        if waits
        else None,
        context(
            words.say(
                "reviews/take_back_card/next",
                reply=wish.reply.value,
                waits=waits,
                at=wish.replied_at,
                name=name,
            )
        ),
    )


def take_back_answer(words: Words, wish: BackAsked) -> Message:
    """What the manager said, under the card of the review."""
    facts = {
        "given": wish.reply is Reply.GIVEN,
        "manager": short(wish.manager.name),
        "cycle": cycle_title(wish.cycle_name),
    }
    return message(
        words.say("reviews/take_back_card/answer_headline", **facts),
        section(words.say("reviews/take_back_card/answer", **facts)),
        actions(button(words.label("Change…"), OPEN, value=str(wish.review_id), primary=True))
        if wish.reply is Reply.GIVEN
        else None,
    )
