"""No surprise, in words: what lacks before a score can be approved, and that something came late."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.cycles import CameLate
from bot.domain.reviews.no_surprise import surprise
from bot.domain.weeks.feedback import FeedbackFacts
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, Element, actions, button, section
from messages.reviews.score_lines import cycle_title, short

RECORD_NOW = "reviews.no_surprise.record_now"
"""The value is the review's id."""


def surprise_blocks(words: Words, facts: ApprovalFacts) -> list[Block]:
    """To the manager, beside the score that stands: what lacks, or that what counts came late."""
    said, review = facts.surprise, facts.review
    if said is None:
        return []
    if said.is_missing:
        lacking = surprise(said, review).facts
        text = words.say("refusals/review.surprise", **lacking | {"employee": short(review.employee.name)})
        return [section(Mrkdwn(f"⚠️ {text}")), actions(record_now_button(words, review.id))]
    if said.leans_on:
        return [section(words.say("reviews/no_surprise_lines/recorded", name=short(review.employee.name)))]
    return []


def record_now_button(words: Words, review_id: int) -> Element:
    return button(words.label("Record feedback now…"), RECORD_NOW, value=str(review_id), primary=True)


def way_on(words: Words, facts: Mapping[str, Any]) -> Element:
    """The button beside the refusal of an approval."""
    return record_now_button(words, facts["review_id"])


def late_line(words: Words, facts: FeedbackFacts) -> Mrkdwn | None:
    """That feedback came too late for a score; before everybody who reads it."""
    if facts.late_for is None:
        return None
    return words.say(
        "reviews/no_surprise_lines/late", cycle=cycle_title(facts.late_for), told_at=facts.feedback.told_at
    )


def late_form_line(words: Words, cycle_name: str) -> Mrkdwn:
    """On the form, before anything is written."""
    return words.say("reviews/no_surprise_lines/form", cycle=cycle_title(cycle_name))


def late_feedback_lines(words: Words, came_late: Sequence[CameLate]) -> list[Mrkdwn]:
    """To HR, a line a department: how much came late, who had it and from whom; nothing of what was said."""
    return [
        words.say(
            "reviews/no_surprise_lines/department",
            department=short(department),
            count=len(pieces),
            names=Mrkdwn(words.names([_who(words, each) for each in pieces])),
        )
        for department, pieces in ((name, list(those)) for name, those in groupby(came_late, _department))
    ]


def _department(each: CameLate) -> str:
    return each.department


def _who(words: Words, each: CameLate) -> str:
    return words.label(
        "%(receiver)s from %(giver)s", receiver=str(short(each.receiver)), giver=str(short(each.giver))
    )
