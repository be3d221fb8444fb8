"""Everything that was written in a review, in full."""

from collections.abc import Iterator
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, Block, modal, section
from messages.reviews.explain_modal import explain_button
from messages.reviews.score_lines import LONGEST_TEXT, case_limit, in_full, short
from messages.reviews.sections import items_of


def cases_modal(words: Words, facts: ApprovalFacts) -> dict[str, Any]:
    """Cases, reasons, question and closing remark, each under what it belongs to, split where it is long."""
    return modal(
        title=words.label("Read all"),
        blocks=list(_texts(words, facts)),
        callback_id="reviews.approval.cases",
        close=words.label("Close"),
    )


def _texts(words: Words, facts: ApprovalFacts) -> Iterator[Block]:
    review = facts.review
    limit = case_limit(sum(bool(each.evidence) for each in review.own.values()))
    yield section(Mrkdwn(f"*{short(review.employee.name)}* · {short(review.employee.post)}"))
    yield explain_button(words, review.id)
    for part in review.cycle.scheme.sections:
        for line in items_of(words, review, part):
            own, given = review.own[line.item], review.given.get(line.item)
            name = short(line.name)
            if own.evidence:
                head = words.say("reviews/cases_modal/item", item=name, own=own.score)
                yield from _pieces(head, own.evidence, at_most=limit)
            if given and given.reason:
                adjustment = facts.adjusted.get(line.item)
                by = short(adjustment.by if adjustment else review.manager.name)
                head = words.say("reviews/cases_modal/reason", by=by, item=name, given=given.score)
                yield from _pieces(head, given.reason)
    if review.comment:
        yield from _pieces(_bold(words.label("Anything else")), review.comment)
    if review.question:
        yield from _pieces(_bold(words.label("What was asked")), review.question)


def _bold(text: str) -> Mrkdwn:
    return Mrkdwn(f"*{escape(text)}*")


def _pieces(head: Mrkdwn, text: str, *, at_most: int = LONGEST_TEXT) -> Iterator[Block]:
    """A text under its title; both in one block where they fit."""
    pieces = [head, *in_full(text, at_most=at_most)]
    if len(together := Mrkdwn("\n".join(pieces[:2]))) <= SECTION_LIMIT:
        pieces[:2] = [together]
    yield from map(section, pieces)
