"""To the employee, in the thread of their review's card: the result is there. It holds no score."""

from bot.domain.record.chain import Head
from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.fingerprint import Rules
from messages.actions.actions_modal import ME
from messages.actions.actions_modal import OPEN as ACTIONS
from messages.catalog import Words
from messages.kit import Message, actions, button, context, message, section
from messages.reviews.fingerprint import rules_check
from messages.reviews.score_lines import cycle_title, short

SEE_RESULT = "reviews.approval.see_result"


def result_card(
    words: Words, facts: ApprovalFacts, *, rules: Rules | None = None, record: Head | None = None
) -> Message:
    """That it was approved, by whom, what comes next, one button, and the receipt: whether the rules stayed,
    and the head of the record.
    """
    review = facts.review
    said = {
        "manager": short(review.approved_by.name if review.approved_by else review.manager.name),
        "cycle": cycle_title(review.cycle.name),
        "is_year": is_year(review.cycle.name),
        "at": review.approved_at,
        "senior": short(facts.second_look_by) if facts.second_look_by else None,
    }
    return message(
        words.say("reviews/result_card/headline", part="headline", **said),
        section(words.say("reviews/result_card/headline", part="body", **said)),
        actions(
            button(words.label("See your result"), SEE_RESULT, value=str(review.id), primary=True),
            button(words.label("Actions…"), ACTIONS, value=ME),
        ),
        context(words.say("reviews/result_card/headline", part="next", **said)),
        *rules_check(words, rules),
        *(
            [context(words.say("reviews/result_card/record", mark=record.mark, number=record.number))]
            if record
            else []
        ),
    )
