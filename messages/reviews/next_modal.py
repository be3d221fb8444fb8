"""To a manager after a decision: what was done, and who waits next."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts, Approved
from messages.catalog import Words
from messages.kit import actions, button, fit, modal, section
from messages.reviews.approval_buttons import ADJUST, button_value
from messages.reviews.manager_thread import some_names
from messages.reviews.review_modal import REVIEW_IT
from messages.reviews.score_lines import NAME_LIMIT, short

CALLBACK = "reviews.approval.done"


def next_modal(words: Words, done: Approved) -> dict[str, Any]:
    """Whose review is approved, who waits still, and the way to the next one."""
    first = done.waiting[0]
    said = words.say(
        "reviews/next_modal/approved",
        name=short(done.employee),
        count=len(done.waiting),
        names=some_names(words, [each.who for each in done.waiting]),
    )
    label = words.label("Next: %(name)s…", name=fit(first.who, NAME_LIMIT))
    return modal(
        title=words.label("Approved"),
        blocks=[
            section(said),
            actions(button(label, REVIEW_IT, value=str(first.subject_id), primary=True)),
        ],
        callback_id=CALLBACK,
        close=words.label("Close"),
    )


def elsewhere_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """Another device has something newer: the way to it."""
    said = words.say("reviews/next_modal/elsewhere", name=short(facts.review.employee.name))
    go_on = button(words.label("Go on…"), ADJUST, value=button_value(facts.review), primary=True)
    return modal(
        title=words.label("Adjust scores"),
        blocks=[section(said), actions(go_on)],
        callback_id=CALLBACK,
        close=words.label("Close"),
    )


def saved_modal(words: Words) -> dict[str, Any]:
    """That the scores stand beside the employee's, and are not approved yet."""
    return modal(
        title=words.label("Saved"),
        blocks=[section(words.say("reviews/next_modal/saved"))],
        callback_id=CALLBACK,
        close=words.label("Close"),
    )
