"""A manager's form: another score for an item, and the reason for it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts, Lack, lacking, scores_mark
from bot.domain.reviews.facts import Item, ReviewFacts
from bot.domain.reviews.score_draft import ScoreForm
from bot.domain.reviews.sections import BaseSection
from bot.domain.reviews.sections.evidence import Need
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.figure_lines import kpi_figure
from messages.kit import (
    Block,
    actions,
    button,
    field_input,
    fit,
    fit_mrkdwn,
    modal,
    section,
    select,
    text_input,
)
from messages.quoted import quoted
from messages.reviews.approval_buttons import button_value, read_all_button, reading_buttons
from messages.reviews.arithmetic import summed_up
from messages.reviews.score_lines import (
    FIGURE_LIMIT,
    NAME_LIMIT,
    case_limit,
    option_value,
    short,
)
from messages.reviews.sections import ItemLine, items_of, rendered
from messages.reviews.shares import said_of_item

ADJUST_FORM = "reviews.approval.adjust_form"
CHOOSE = "reviews.approval.choose"
SCORE = "score"
REASON = "reason"
WORDS = "words"
"""What a manager writes beside a score that nobody chooses; its block_id carries that score."""
SAVE = "reviews.approval.save"
REASON_MAX = 700
"""Thirty of them with as many cases are what Slack still takes in one form."""
CASE_LIMIT = 2500
DOUBT_LIMIT = 9000
"""Characters of markup of why it came back: four blocks, of the hundred that thirty items leave six."""

HINTS: Mapping[Lack, Callable[[Words], str]] = {
    Lack.REASON: lambda words: words.label("Needed: the two scores are this far apart. They will read it."),
    Lack.CASE_AGAINST: lambda words: words.label(
        "Needed: this score asks for a case, and theirs does not serve it. Write what happened."
    ),
    Lack.CASE_FOR: lambda words: words.label(
        "Needed: this score asks for a case, and theirs does not serve it. Write what speaks for it."
    ),
}
"""What is said at the field of a reason that cannot be left out."""


def score_block(item: Item) -> str:
    """The block_id of an item's score."""
    return f"{SCORE}:{item[0]}:{item[1]}"


def reason_block(item: Item) -> str:
    """The block_id of an item's reason."""
    return f"{REASON}:{item[0]}:{item[1]}"


def words_block(item: Item, score: Decimal) -> str:
    """The block_id of what is written beside a score that nobody chooses."""
    return f"{WORDS}:{item[0]}:{item[1]}:{option_value(score)}"


def adjust_modal(words: Words, form: ScoreForm, *, is_new: bool = False) -> dict[str, Any]:
    """Every item with what the employee gave, a score preset to what stands, a reason; and what it comes to.
    What came back from the second look is on top, with the doubt about it.

    Submitting it approves what stands in it. `is_new`: some of it was not added up yet, or was changed on
    another device, when it was sent.
    """
    review = form.facts.review
    return modal(
        title=words.label("Write about the year") if _is_computed(review) else words.label("Adjust scores"),
        blocks=[
            section(_intro(words, form, is_new=is_new), accessory=read_all_button(words, review)),
            reading_buttons(words, review, asks_colleagues=False),
            *_doubted(words, form),
            *(block for part in review.cycle.scheme.sections for block in _part(words, form, part)),
            section(_sum(words, form)),
            actions(button(words.label("Save for later"), SAVE, value=button_value(review))),
        ],
        callback_id=ADJUST_FORM,
        close=words.label("Close"),
        submit=words.label("Approve"),
        private_metadata=json.dumps(
            {
                "review_id": review.id,
                "version": review.version,
                "read_at": form.read_at,
                "shown": scores_mark(form.entered),
            }
        ),
        notify_on_close=True,
    )


def _intro(words: Words, form: ScoreForm, *, is_new: bool) -> Mrkdwn:
    return words.say(
        "reviews/adjust_modal/intro",
        is_computed=_is_computed(form.facts.review),
        name=short(form.facts.review.employee.name),
        reason_from=form.reason_from,
        is_draft=form.is_draft,
        is_new=is_new,
    )


def _sum(words: Words, form: ScoreForm) -> Mrkdwn:
    review = form.summed_up
    assert review.outcome is not None, "what is scored was handed in"
    return words.say("reviews/adjust_modal/sum", said=summed_up(words, review, review.outcome))


def _doubted(words: Words, form: ScoreForm) -> Iterator[Block]:
    """Why it came back, then the items of which it is about."""
    doubt = form.facts.sent_back
    if doubt is None:
        return
    yield section(words.say("reviews/adjust_modal/doubt", by=short(doubt.by), at=doubt.at))
    yield from quoted(doubt.reason, limit=DOUBT_LIMIT)[0]
    mark = words.say("reviews/adjust_modal/in_doubt", by=short(doubt.by))
    for part in form.facts.review.cycle.scheme.sections:
        for line in _lines(words, form, part, in_doubt=True):
            yield from _item(words, form, part, line, heading=mark)


def _part(words: Words, form: ScoreForm, part: BaseSection) -> Iterator[Block]:
    for number, line in enumerate(_lines(words, form, part, in_doubt=False)):
        heading = Mrkdwn(f"*{escape(words.pick(part.name))}*") if number == 0 else None
        yield from _item(words, form, part, line, heading=heading)


def _lines(words: Words, form: ScoreForm, part: BaseSection, *, in_doubt: bool) -> list[ItemLine]:
    doubt = form.facts.sent_back
    doubted = doubt.items if doubt else ()
    lines = items_of(words, form.facts.review, part)
    return [line for line in lines if (line.item in doubted) is in_doubt]


def _item(
    words: Words, form: ScoreForm, part: BaseSection, line: ItemLine, *, heading: Mrkdwn | None
) -> list[Block]:
    review = form.facts.review
    entered, name = form.entered[line.item], fit(line.name, NAME_LIMIT)
    if line.item in review.cycle.scheme.computed(review.basis):
        return _beside_computed(words, form, part, line.item)
    told = _told(words, form.facts, part, line)
    return [
        section(fit_mrkdwn(f"{heading}\n{told}" if heading else told)),
        field_input(
            words.label("Score: %(item)s", item=name),
            select(
                CHOOSE,
                rendered(words, review.cycle.scheme, part, review.basis).choices(),
                placeholder=words.label("Choose a score"),
                chosen=option_value(entered.score),
            ),
            block_id=score_block(line.item),
            dispatches=True,
        ),
        *_reason(words, form, line.item, name),
    ]


def _beside_computed(words: Words, form: ScoreForm, part: BaseSection, item: Item) -> list[Block]:
    """What the score is made of, what its employee wrote of it, and room for the manager's own words."""
    review = form.facts.review
    lead = rendered(words, review.cycle.scheme, part, review.basis).lead()
    case = _case(review.own[item].evidence, review.own[item].score, part, limit=CASE_LIMIT)
    wrote = words.say("reviews/adjust_modal/wrote", name=short(review.employee.name), text=case)
    return [
        *([section(lead)] if lead else []),
        section(wrote),
        field_input(
            words.label("What you say of it"),
            text_input(REASON, multiline=True, limit=REASON_MAX, typed=form.entered[item].reason),
            block_id=words_block(item, review.holding[item].score),
            optional=True,
        ),
    ]


def _is_computed(review: ReviewFacts) -> bool:
    return bool(review.cycle.scheme.computed(review.basis))


def _reason(words: Words, form: ScoreForm, item: Item, name: str) -> list[Block]:
    """Only where the score is another one than the employee's: it is asked for as soon as that is chosen."""
    review, entered = form.facts.review, form.entered[item]
    lack = lacking(review, item, replace(entered, reason=None), reason_from=form.reason_from)
    if lack is None and entered.score == review.own[item].score and not entered.reason:
        return []
    return [
        field_input(
            words.label("Reason: %(item)s", item=name),
            text_input(REASON, multiline=True, limit=REASON_MAX, typed=entered.reason),
            block_id=reason_block(item),
            hint=HINTS[lack](words) if lack else None,
            optional=lack is None,
        )
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
        before=said_of_item(words, facts, line.item),
        evidence=_case(own.evidence, own.score, part, limit=min(CASE_LIMIT, case_limit(cases) // 2)),
    )


def _case(evidence: str | None, score: Decimal, part: BaseSection, *, limit: int) -> Mrkdwn | None:
    """The case, where the rule asks for one: it is what the manager's own score has to answer."""
    if not evidence or part.case_needed(score) is Need.NONE:
        return None
    lines = (escape(line) for line in evidence.strip().splitlines())
    return fit_mrkdwn("\n> ".join(lines), limit)
