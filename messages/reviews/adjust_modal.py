"""A manager's form: another score for an item, and the reason for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.facts import Item
from bot.domain.reviews.sections import BaseSection
from bot.domain.reviews.sections.evidence import Need
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.figure_lines import kpi_figure
from messages.kit import Block, field_input, fit, fit_mrkdwn, header, modal, section, select, text_input
from messages.reviews.approval_card import button_value
from messages.reviews.score_lines import (
    FIGURE_LIMIT,
    NAME_LIMIT,
    case_limit,
    option_value,
    short,
)
from messages.reviews.sections import ItemLine, items_of, rendered

ADJUST_FORM = "reviews.approval.adjust_form"
SCORE = "score"
REASON = "reason"
REASON_MAX = 500
CASE_LIMIT = 2500


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was typed before and not saved: option values and reasons by item."""

    scores: Mapping[Item, str] = field(default_factory=dict)
    reasons: Mapping[Item, str] = field(default_factory=dict)


def score_block(item: Item) -> str:
    """The block_id of an item's score."""
    return f"{SCORE}:{item[0]}:{item[1]}"


def reason_block(item: Item) -> str:
    """The block_id of an item's reason."""
    return f"{REASON}:{item[0]}:{item[1]}"


def adjust_modal(words: Words, facts: ApprovalFacts, typed: Typed) -> dict[str, Any]:
    """Every item with what the employee gave, a score preset to the one that stands, and a reason."""
    review = facts.review
    name = short(review.employee.name)
    is_draft = bool(typed.scores or typed.reasons)
    blocks: list[Block] = [section(words.say("reviews/adjust_modal/intro", name=name))]
    if is_draft:
        blocks.append(section(words.say("reviews/adjust_modal/draft")))
    for part in review.cycle.scheme.sections:
        blocks.append(header(words.pick(part.name)))
        choices = rendered(words, review.cycle.scheme, part, review.basis).choices()
        for line in items_of(words, review, part):
            blocks += _item(words, facts, part, line, typed, choices)
    return modal(
        title=words.label("Adjust scores"),
        blocks=blocks,
        callback_id=ADJUST_FORM,
        close=words.label("Cancel"),
        submit=words.label("Save"),
        private_metadata=button_value(review),
    )


def _item(
    words: Words,
    facts: ApprovalFacts,
    part: BaseSection,
    line: ItemLine,
    typed: Typed,
    choices: list[tuple[str, str]],
) -> list[Block]:
    review, item = facts.review, line.item
    given = review.given.get(item)
    holding = option_value(review.holding[item].score)
    name = fit(line.name, NAME_LIMIT)
    return [
        section(_told(words, facts, part, line)),
        field_input(
            words.label("Score: %(item)s", item=name),
            select(
                SCORE,
                choices,
                placeholder=words.label("Choose a score"),
                chosen=typed.scores.get(item, holding),
            ),
            block_id=score_block(item),
        ),
        field_input(
            words.label("Reason: %(item)s", item=name),
            text_input(
                REASON,
                multiline=True,
                limit=REASON_MAX,
                typed=typed.reasons.get(item) or (given.reason if given else None),
            ),
            block_id=reason_block(item),
            optional=True,
        ),
    ]


def _told(words: Words, facts: ApprovalFacts, part: BaseSection, line: ItemLine) -> Mrkdwn:
    review = facts.review
    own = review.own[line.item]
    cases = sum(bool(each.evidence) for each in review.own.values())
    return words.say(
        "reviews/adjust_modal/item",
        item=short(line.name),
        weight=line.weight,
        name=short(review.employee.name),
        own=own.score,
        actual=short(own.actual, FIGURE_LIMIT) if own.actual else None,
        target=line.target,
        text=line.text,
        entered=kpi_figure(words, line.kpi) if line.kpi else None,
        suggested=line.kpi.suggested(own.actual) if line.kpi else None,
        evidence=_case(own.evidence, own.score, part, limit=min(CASE_LIMIT, case_limit(cases))),
    )


def _case(evidence: str | None, score: Decimal, part: BaseSection, *, limit: int) -> Mrkdwn | None:
    """The case, where the rule asks for one: it is what the manager's own score has to answer."""
    if not evidence or part.case_needed(score) is Need.NONE:
        return None
    lines = (escape(line) for line in evidence.strip().splitlines())
    return fit_mrkdwn("\n> ".join(lines), limit)
