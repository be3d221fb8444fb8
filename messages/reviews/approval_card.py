"""To a manager, in the cycle's thread: one person's self-score, to be approved, adjusted or asked about."""

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.actions.gaps import gaps_of_result
from bot.domain.reviews.approval import ApprovalFacts, TakenOver
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.outcome import failed_gates
from bot.domain.reviews.way import Party
from messages.actions.gaps import close_gap_button
from messages.catalog import Mrkdwn, Words
from messages.kit import (
    Block,
    Message,
    actions,
    context,
    fit_mrkdwn,
    message,
    section,
)
from messages.reviews.approval_buttons import deciding_buttons, read_all_button, reading_buttons
from messages.reviews.approval_items import item_blocks, long_cases, long_reasons
from messages.reviews.balance_lines import balance_block
from messages.reviews.folded import folded, is_cut
from messages.reviews.marks import Part, said
from messages.reviews.no_surprise_lines import surprise_blocks
from messages.reviews.recognition_modal import recognise_button
from messages.reviews.score_lines import (
    cycle_title,
    exact,
    meaning,
    names,
    section_means,
    short,
)
from messages.reviews.sections import items_of
from messages.reviews.shares import contributed, shares_line
from messages.whose_move import whose_turn

TEXT_LIMIT = 300


class Said(StrEnum):
    """What was written of the review as a whole; with an item, of its score."""

    DOUBT = "doubt"
    QUESTION = "question"
    COMMENT = "comment"
    REASON = "reason"


def approval_card(words: Words, facts: ApprovalFacts, *, folds: bool = False) -> Message:
    """Who, what they scored and why, what the manager changed or asked, and what can be done now.

    `folds`: long texts stand there whole, folded, as far as there is room; else all of it is read elsewhere.
    """
    card = _card(words, facts, {})
    long = folded(_long_texts(facts), beside=card.blocks) if folds else {}
    return _card(words, facts, long) if long else card


def cut_texts(facts: ApprovalFacts) -> set[object]:
    """Of what was written whatever the card does not show whole: an item for its case, else what is said."""
    return {*_long_texts(facts), *((Said.REASON, item) for item in long_reasons(facts))}


def _long_texts(facts: ApprovalFacts) -> dict[object, str]:
    """What is longer than the card shows, the first lines first."""
    whole: dict[object, str | None] = {
        Said.DOUBT: facts.sent_back.reason if facts.sent_back else None,
        Said.QUESTION: facts.review.question if facts.asked_at else None,
        Said.COMMENT: facts.review.comment,
    }
    cut = {key: text for key, text in whole.items() if text and is_cut(text, short(text, TEXT_LIMIT))}
    return long_cases(facts) | cut


def _card(words: Words, facts: ApprovalFacts, long: Mapping[object, Block]) -> Message:
    review = facts.review
    name = short(review.employee.name)
    decides = review.stage.waits_for(Party.MANAGER) and review.employee.is_active
    is_lacking = facts.surprise is not None and facts.surprise.is_missing
    headline = said(
        words,
        review.stage.mark,
        Part.APPROVAL_HEADLINE,
        is_year=review.cycle.scheme.asks_periods,
        name=name,
        cycle=cycle_title(review.cycle.name),
        given_back=facts.given_back,
    )
    return message(
        headline,
        section(
            words.say(
                "reviews/approval_card/head",
                name=name,
                post=short(review.employee.post),
                submitted_at=review.submitted_at,
                again=facts.handed_in_again,
            ),
            accessory=read_all_button(words, review),
        ),
        section(_result(words, review)),
        *shares_line(words, facts),
        *contributed(words, facts),
        *_sent_back(words, facts, long),
        *_question(words, facts, long),
        *[block for each in review.cycle.scheme.sections for block in item_blocks(words, facts, each, long)],
        *_comment(words, facts, long),
        *surprise_blocks(words, facts),
        _balance(words, facts),
        context(
            _next(words, facts),
            *_in_place(words, facts),
            *_begun(words, facts),
            *whose_turn(words, review.turn(review.manager)),
        ),
        deciding_buttons(words, review, is_lacking=is_lacking) if decides else None,
        reading_buttons(words, review),
        _gaps(words, review),
        recognise_button(words, review),
    )


def _gaps(words: Words, review: ReviewFacts) -> Block | None:
    """What came out low leads to an action, once it is said what came out."""
    if not (review.stage.released and review.employee.is_active):
        return None
    points = {item: each.score for item, each in review.holding.items()}
    gaps = tuple(gaps_of_result(review.cycle.scheme, review.basis, points))
    return actions(close_gap_button(words, review.employee.id, gaps)) if gaps else None


def taken_over_card(words: Words, facts: TakenOver) -> Message:
    """What stays with the manager who gave a review up: who has it now, and no scores."""
    said = words.say(
        "reviews/approval_card/taken_over",
        manager=short(facts.manager),
        name=short(facts.employee),
        at=facts.on,
    )
    return message(said, section(said))


def delegated_card(words: Words, facts: ApprovalFacts) -> Message:
    """What a manager on leave sees: who decides meanwhile, until when, and what was handed in."""
    review, in_place = facts.review, facts.delegation
    assert in_place is not None, "somebody has it in their place"
    said = words.say(
        "reviews/approval_card/delegated",
        delegate=short(review.manager.name),
        name=short(review.employee.name),
        until=in_place.until_on,
    )
    return message(said, section(said, accessory=read_all_button(words, review)))


def _result(words: Words, review: ReviewFacts) -> Mrkdwn:
    own, now, scheme = review.own_outcome, review.outcome, review.cycle.scheme
    if own is None or now is None:
        return Mrkdwn("–")
    under = next(iter(failed_gates(scheme, now)), None)
    gate = scheme.section(under.key) if under else None
    return words.say(
        "reviews/approval_card/result",
        sections=None if scheme.asks_periods else section_means(words, scheme, own),
        is_changed=own != now,
        own_exact=exact(own.exact),
        own_score=own.score,
        exact=exact(now.exact),
        score=now.score,
        meaning=meaning(words, scheme, now.score),
        failed=now.failed,
        section=words.pick(gate.name) if gate else "",
        gate=gate.gate_below if gate else None,
    )


def _sent_back(words: Words, facts: ApprovalFacts, long: Mapping[object, Block]) -> list[Block]:
    doubt = facts.sent_back
    if doubt is None:
        return []
    lines = {
        line.item: line.name
        for part in facts.review.cycle.scheme.sections
        for line in items_of(words, facts.review, part)
    }
    said = words.say(
        "reviews/approval_card/sent_back",
        by=short(doubt.by),
        at=doubt.at,
        reason=None if Said.DOUBT in long else short(doubt.reason, TEXT_LIMIT),
        items=names(words, [lines[item] for item in doubt.items if item in lines]),
    )
    return [section(said), *_whole(Said.DOUBT, long)]


def _question(words: Words, facts: ApprovalFacts, long: Mapping[object, Block]) -> list[Block]:
    if facts.review.question is None or facts.asked_at is None:
        return []
    said = words.say(
        "reviews/approval_card/question",
        by=short(facts.asked_by or ""),
        at=facts.asked_at,
        answered=facts.answered,
        anything_new=bool(facts.fresh) or facts.fresh_comment,
        question=None if Said.QUESTION in long else short(facts.review.question, TEXT_LIMIT),
    )
    return [section(said), *_whole(Said.QUESTION, long)]


def _comment(words: Words, facts: ApprovalFacts, long: Mapping[object, Block]) -> list[Block]:
    if not facts.review.comment:
        return []
    said = words.say(
        "reviews/approval_card/comment",
        fresh=facts.fresh_comment,
        answered=facts.answered,
        comment=None if Said.COMMENT in long else short(facts.review.comment, TEXT_LIMIT),
    )
    return [section(said), *_whole(Said.COMMENT, long)]


def _whole(said: Said, long: Mapping[object, Block]) -> list[Block]:
    return [long[said]] if said in long else []


def _balance(words: Words, facts: ApprovalFacts) -> Block | None:
    review = facts.review
    if facts.balance is None:
        return None
    lines = (line for part in review.cycle.scheme.sections for line in items_of(words, review, part))
    names = {item: "" for item, _ in facts.balance.items} | {line.item: line.name for line in lines}
    return balance_block(words, facts.balance, names)


def _in_place(words: Words, facts: ApprovalFacts) -> list[Mrkdwn]:
    if facts.delegation is None:
        return []
    said = words.say(
        "reviews/approval_card/in_place",
        manager=short(facts.delegation.manager),
        until=facts.delegation.until_on,
    )
    return [said]


def _begun(words: Words, facts: ApprovalFacts) -> list[Mrkdwn]:
    if facts.begun_at is None or not facts.review.stage.waits_for(Party.MANAGER):
        return []
    return [words.say("reviews/approval_card/begun", at=facts.begun_at)]


def _next(words: Words, facts: ApprovalFacts) -> Mrkdwn:
    review = facts.review
    if not review.employee.is_active and not review.stage.decided:
        return words.say("reviews/approval_card/left", name=short(review.employee.name))
    return fit_mrkdwn(
        said(
            words,
            review.stage.mark,
            Part.APPROVAL_NEXT,
            name=short(review.employee.name),
            by=short(review.approved_by.name) if review.approved_by else "",
            at=review.approved_at,
            awaited=names(words, [each.name for each in review.awaited]),
            senior=short(facts.second_look_by) if facts.second_look_by else None,
            due=review.cycle.approval_due,
            is_late=words.now.astimezone(words.zone).date() > review.cycle.approval_due,
        ),
        1000,
    )
