"""What a manager can do about a self-score, and what they can read beside it: two tables, each a row."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.reviews.facts import ReviewFacts
from messages.actions.actions_modal import OPEN as ACTIONS
from messages.catalog import Words
from messages.kit import Block, Element, actions, button
from messages.reviews.input_card import OPEN as INPUT

APPROVE = "reviews.approval.approve"
ADJUST = "reviews.approval.adjust"
ASK = "reviews.approval.ask"
READ_ALL = "reviews.approval.read_all"
SHEET = "reviews.approval.sheet"
FIGURES = "reviews.approval.figures"
FEEDBACK = "reviews.approval.feedback"
EXPLAIN = "reviews.explain.open"
"""From a result, a card, what is read; the value is the review's id, perhaps with a colon and its version."""


@dataclass(frozen=True, kw_only=True)
class ReviewButton:
    """One button: its action_id, what it says, and whether it is offered."""

    action_id: str
    label: Callable[[Words, ReviewFacts], str]
    is_offered: Callable[[ReviewFacts], bool] = lambda _: True


def _adjust(words: Words, review: ReviewFacts) -> str:
    is_year = review.cycle.scheme.asks_periods
    return words.label("Write about it…") if is_year else words.label("Adjust…")


DECIDING: tuple[ReviewButton, ...] = (
    ReviewButton(action_id=APPROVE, label=lambda words, _: words.label("Approve")),
    ReviewButton(action_id=ADJUST, label=_adjust),
    ReviewButton(action_id=ASK, label=lambda words, _: words.label("Ask for more…")),
)
"""What decides, the obvious one first."""

READING: tuple[ReviewButton, ...] = (
    ReviewButton(
        action_id=SHEET,
        label=lambda words, _: words.label("KPI sheet…"),
        is_offered=lambda review: bool(review.basis.kpis),
    ),
    ReviewButton(
        action_id=FIGURES,
        label=lambda words, _: words.label("Figures…"),
        is_offered=lambda review: bool(review.basis.kpis),
    ),
    ReviewButton(action_id=FEEDBACK, label=lambda words, _: words.label("Feedback…")),
)
"""What can be read beside it, each one click away; the evidence is behind *Read all…*."""


def button_value(review: ReviewFacts) -> str:
    """What a button carries: which review, and which version of it the card showed."""
    return f"{review.id}:{review.version}"


def deciding_buttons(words: Words, review: ReviewFacts, *, is_lacking: bool = False) -> Block:
    """`is_lacking`: something else comes before it can be approved, with the obvious button of its own."""
    return _row(words, review, DECIDING, primary=None if is_lacking else APPROVE)


def more_buttons(words: Words, review: ReviewFacts) -> Block:
    """What else decides, where submitting the form approves."""
    return _row(words, review, tuple(each for each in DECIDING if each.action_id != APPROVE))


def reading_buttons(words: Words, review: ReviewFacts, *, asks_colleagues: bool = True) -> Block:
    """What can be read; while it is scored, for their manager of now, what colleagues say of them; of a
    released result the way to what is to come of it.

    `asks_colleagues`: there is room for the forms of that, for Slack shows three one above another.
    """
    row, person = _row(words, review, READING), review.employee
    is_theirs = person.is_active and person.manager_id == review.manager.id
    if review.stage.released:
        row["elements"].append(button(words.label("Actions…"), ACTIONS, value=str(person.id)))
    elif asks_colleagues and not review.stage.decided and is_theirs:
        row["elements"].append(button(words.label("Input…"), INPUT, value=str(person.id)))
    return row


def read_all_button(words: Words, review: ReviewFacts) -> Element | None:
    """Everything that was typed, in full; None where nothing was."""
    typed = [review.comment, review.question, *(each.evidence for each in review.own.values())]
    typed += [each.reason for each in review.given.values()]
    return button(words.label("Read all…"), READ_ALL, value=button_value(review)) if any(typed) else None


def _row(
    words: Words, review: ReviewFacts, table: tuple[ReviewButton, ...], *, primary: str | None = None
) -> Block:
    value = button_value(review)
    return actions(
        *(
            button(each.label(words, review), each.action_id, value=value, primary=each.action_id == primary)
            for each in table
            if each.is_offered(review)
        )
    )
