"""The result of a review, for the person it is about and for their manager."""

from collections.abc import Iterator
from typing import Any

from bot.domain.people import Person
from bot.domain.reviews.approval import ApprovalFacts, is_adjusted
from bot.domain.reviews.outcome import failed_gates
from bot.domain.reviews.scoring import Outcome, SectionScore
from messages.catalog import Mrkdwn, Words
from messages.goals.figure_lines import kpi_figure
from messages.kit import Block, context, divider, modal, section
from messages.reviews.explain_modal import explain_button
from messages.reviews.score_lines import exact, meaning, short
from messages.reviews.sections import ItemLine, items_of, rendered
from messages.reviews.shares import shares_line

RESULT = "reviews.approval.result"


def result_modal(words: Words, facts: ApprovalFacts, *, reader: Person) -> dict[str, Any]:
    """The overall score with what it means, then each section and item: own score, given score, reason.

    It speaks to the employee; to the manager it speaks of them.
    """
    review = facts.review
    of = None if reader.id == review.employee.id else short(review.employee.name)
    blocks: list[Block] = []
    if review.outcome and review.own_outcome:
        blocks.append(section(_overall(words, facts, review.outcome, of=of)))
        own_means = {each.key: each for each in review.own_outcome.sections}
        for reached in review.outcome.sections:
            blocks += _section(words, facts, reached, own_means[reached.key], of=of)
    said = words.say(
        "reviews/result_modal/next",
        by=short(review.approved_by.name if review.approved_by else review.manager.name),
        manager=short(review.manager.name),
        at=review.approved_at,
        of=of,
    )
    return modal(
        title=words.label("Result"),
        blocks=[
            *blocks,
            divider(),
            *shares_line(words, facts),
            explain_button(words, review.id),
            context(said),
        ],
        callback_id=RESULT,
        close=words.label("Close"),
        private_metadata=str(review.id),
    )


def _overall(words: Words, facts: ApprovalFacts, outcome: Outcome, *, of: Mrkdwn | None) -> Mrkdwn:
    scheme = facts.review.cycle.scheme
    under = next(iter(failed_gates(scheme, outcome)), None)
    gate = scheme.section(under.key) if under else None
    return words.say(
        "reviews/result_modal/overall",
        score=outcome.score,
        meaning=meaning(words, scheme, outcome.score),
        exact=exact(outcome.exact),
        failed=under is not None,
        section=words.pick(gate.name) if gate else "",
        mean=exact(under.mean) if under else "",
        gate=gate.gate_below if gate else None,
        manager=short(facts.review.manager.name),
        of=of,
        is_year=scheme.asks_periods,
    )


def _section(
    words: Words, facts: ApprovalFacts, now: SectionScore, own: SectionScore, *, of: Mrkdwn | None
) -> Iterator[Block]:
    part = facts.review.cycle.scheme.section(now.key)
    yield divider()
    yield section(
        words.say(
            "reviews/result_modal/section",
            section=words.pick(part.name),
            mean=exact(now.mean),
            own_mean=exact(own.mean),
            weight=now.weight,
            of=of,
        )
    )
    lead = rendered(words, facts.review.cycle.scheme, part, facts.review.basis).lead()
    if lead is not None:
        yield section(lead)
    computed = facts.review.cycle.scheme.computed(facts.review.basis)
    for line in items_of(words, facts.review, part):
        if line.item in computed:
            yield from _written(words, facts, line)
        else:
            yield section(_item(words, facts, line, of=of))


def _written(words: Words, facts: ApprovalFacts, line: ItemLine) -> Iterator[Block]:
    """What the manager says of a score that nobody gave."""
    given, adjustment = facts.review.given.get(line.item), facts.adjusted.get(line.item)
    if given is None or not given.reason:
        return
    by = short(adjustment.by if adjustment else facts.review.manager.name)
    yield section(words.say("reviews/result_modal/written", by=by, reason=given.reason))


def _item(words: Words, facts: ApprovalFacts, line: ItemLine, *, of: Mrkdwn | None) -> Mrkdwn:
    review = facts.review
    given = review.given.get(line.item) if is_adjusted(review, line.item) else None
    own = review.own[line.item]
    adjustment = facts.adjusted.get(line.item)
    return words.say(
        "reviews/result_modal/item",
        item=short(line.name),
        own=own.score,
        given=given.score if given else None,
        by=short(adjustment.by if adjustment else review.manager.name),
        reason=(given.reason or "") if given else "",
        of=of,
        entered=kpi_figure(words, line.kpi) if line.kpi else None,
        suggested=line.suggested(review.holding[line.item].score, own.actual),
    )
