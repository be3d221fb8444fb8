"""Everything that was written in a review, in full."""

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from bot.domain.reviews.approval import ApprovalFacts
from bot.domain.reviews.used_files import UsedFile
from bot.domain.weeks.pocket import COMMENT
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, Block, fit, modal, section
from messages.reviews.approval_card import Said
from messages.reviews.explain_modal import explain_button
from messages.reviews.fitting import as_far_as_it_fits
from messages.reviews.score_lines import LONGEST_TEXT, NAME_LIMIT, case_limit, in_full, short
from messages.reviews.sections import items_of
from messages.reviews.sections.renderer import spoken_for
from messages.reviews.shares import contribution_head
from messages.reviews.used_files import file_blocks

REASON_ROOM = 2700
"""Characters of markup of a reason: with its title it takes one block, and a form takes a hundred."""

MOST_BLOCKS = 100


def cases_modal(
    words: Words, facts: ApprovalFacts, files: Sequence[UsedFile] = (), sent: Collection[str] = ()
) -> dict[str, Any]:
    """Cases, reasons, question, closing remark and what former managers wrote, each under what it belongs to,
    split where it is long.

    `files`: what came along, of which copies were `sent` just now.
    """
    return modal(
        title=words.label("Read all"),
        blocks=as_far_as_it_fits(
            words,
            [
                section(
                    Mrkdwn(f"*{short(facts.review.employee.name)}* · {short(facts.review.employee.post)}")
                ),
                explain_button(words, facts.review.id),
                *cases(words, facts, files, sent),
            ],
            last=beside_cases(words, facts, files, sent),
        ),
        callback_id="reviews.approval.cases",
        close=words.label("Close"),
        private_metadata=json.dumps({"review": facts.review.id, "sent": sorted(sent)}),
    )


def cases(
    words: Words,
    facts: ApprovalFacts,
    files: Sequence[UsedFile] = (),
    sent: Collection[str] = (),
    *,
    only: Collection[object] | None = None,
) -> list[Block]:
    """Each case and reason under its item. `only` these, where the rest is read above: an item for its case,
    with Said.REASON for its reason.
    """
    return list(_cases(words, facts, files, sent, only))


def beside_cases(
    words: Words,
    facts: ApprovalFacts,
    files: Sequence[UsedFile] = (),
    sent: Collection[str] = (),
    *,
    only: Collection[object] | None = None,
) -> list[Block]:
    """What was written of the review as a whole; former managers' words always."""
    return list(_beside_cases(words, facts, files, sent, only))


def _cases(
    words: Words,
    facts: ApprovalFacts,
    files: Sequence[UsedFile],
    sent: Collection[str],
    only: Collection[object] | None,
) -> Iterator[Block]:
    review = facts.review
    limit = case_limit(sum(bool(each.evidence) for each in review.own.values()))
    for part in review.cycle.scheme.sections:
        for line in items_of(words, review, part):
            own, given = review.own[line.item], review.given.get(line.item)
            name = short(line.name)
            if own.evidence and (only is None or line.item in only):
                head = words.say("reviews/cases_modal/item", item=name, own=own.score)
                if own.rungs:
                    head = Mrkdwn(f"{head}\n{spoken_for(words, own.rungs)}")
                yield from _pieces(head, own.evidence, at_most=limit)
                yield from file_blocks(words, files, line.item, sent)
            if given and given.reason and (only is None or (Said.REASON, line.item) in only):
                adjustment = facts.adjusted.get(line.item)
                by = short(adjustment.by if adjustment else review.manager.name)
                head = words.say("reviews/cases_modal/reason", by=by, item=name, given=given.score)
                yield from _pieces(head, given.reason, at_most=REASON_ROOM)


def _beside_cases(
    words: Words,
    facts: ApprovalFacts,
    files: Sequence[UsedFile],
    sent: Collection[str],
    only: Collection[object] | None,
) -> Iterator[Block]:
    review = facts.review
    if review.comment and (only is None or Said.COMMENT in only):
        yield from _pieces(_bold(words.label("Anything else")), review.comment)
        yield from file_blocks(words, files, COMMENT, sent)
    if facts.sent_back is not None and (only is None or Said.DOUBT in only):
        yield from _pieces(_bold(_why_it_is_back(words, facts.sent_back.by)), facts.sent_back.reason)
    if review.question and (only is None or Said.QUESTION in only):
        yield from _pieces(_bold(words.label("What was asked")), review.question)
    for each in facts.contributions:
        yield from _pieces(contribution_head(words, review, each), each.text)


def _why_it_is_back(words: Words, by: str) -> str:
    """`by` is empty where a command sent it back."""
    if not by:
        return words.label("Why it came back")
    return words.label("Why %(name)s sent it back", name=fit(by, NAME_LIMIT))


def _bold(text: str) -> Mrkdwn:
    return Mrkdwn(f"*{escape(text)}*")


def _pieces(head: Mrkdwn, text: str, *, at_most: int = LONGEST_TEXT) -> Iterator[Block]:
    """A text under its title; both in one block where they fit."""
    pieces = [head, *in_full(text, at_most=at_most)]
    if len(together := Mrkdwn("\n".join(pieces[:2]))) <= SECTION_LIMIT:
        pieces[:2] = [together]
    yield from map(section, pieces)
