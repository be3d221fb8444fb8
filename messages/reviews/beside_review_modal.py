"""To a manager, over a self-score: the agreed sheet, its figures, the feedback of the period."""

from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.beside_review import PeriodFeedback
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.sections import BaseSection
from bot.domain.weeks.feedback_record import Which
from messages.catalog import Mrkdwn, Words
from messages.goals.figure_lines import kpi_figure
from messages.kit import Block, actions, header, modal, section
from messages.reviews.score_lines import FIGURE_LIMIT, cycle_title, short
from messages.reviews.sections import ItemLine, items_of, rendered
from messages.weeks.feedback_record_modal import piece_blocks, show_button

CALLBACK = "reviews.beside_review"


def sheet_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """Each KPI as it was agreed on: weight, target, what earns what."""
    review = facts.review
    blocks: list[Block] = [section(_intro(words, review, "sheet"))]
    for part in _sheets(review):
        blocks.append(header(words.pick(part.name)))
        blocks += rendered(words, review.cycle.scheme, part, review.basis).preview()
    return _modal(words, words.label("KPI sheet"), blocks)


def figures_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """Each KPI with its target, what its source entered, what the employee put down, what that suggests."""
    review = facts.review
    blocks: list[Block] = [section(_intro(words, review, "figures"))]
    for part in _sheets(review):
        blocks.append(header(words.pick(part.name)))
        blocks += [section(_figure(words, review, line)) for line in items_of(words, review, part)]
    return _modal(words, words.label("Figures"), blocks)


def feedback_modal(words: Words, feedback: PeriodFeedback) -> dict[str, Any]:
    """What was said since the period began, newest first; whoever may reads what is older, too."""
    said = words.say(
        "reviews/beside_review_modal/feedback",
        name=short(feedback.about.name),
        since=feedback.since,
        total=feedback.total,
        shown=len(feedback.pieces),
    )
    blocks = [section(said), *(block for each in feedback.pieces for block in piece_blocks(words, each))]
    if feedback.may_read_all:
        blocks.append(actions(show_button(words, Which.ABOUT, about=feedback.about.id, is_more=True)))
    return _modal(words, words.label("Feedback"), blocks)


def _modal(words: Words, title: str, blocks: list[Block]) -> dict[str, Any]:
    return modal(title=title, blocks=blocks, callback_id=CALLBACK, close=words.label("Close"))


def _intro(words: Words, review: ReviewFacts, what: str) -> Mrkdwn:
    return words.say(
        "reviews/beside_review_modal/intro",
        what=what,
        name=short(review.employee.name),
        cycle=cycle_title(review.cycle.name),
    )


def _sheets(review: ReviewFacts) -> list[BaseSection]:
    return [part for part in review.cycle.scheme.sections if part.sheets]


def _figure(words: Words, review: ReviewFacts, line: ItemLine) -> Mrkdwn:
    own, kpi = review.own[line.item], line.kpi
    return words.say(
        "reviews/beside_review_modal/figure",
        name=short(line.name),
        target=line.target,
        entered=kpi_figure(words, kpi) if kpi else None,
        employee=short(review.employee.name),
        actual=short(own.actual, FIGURE_LIMIT) if own.actual else None,
        own=own.score,
        suggested=kpi.suggested(own.actual) if kpi else None,
    )
