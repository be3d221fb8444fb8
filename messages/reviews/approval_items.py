"""The items of an approval's card: a line each, with what was scored and why."""

from collections.abc import Mapping
from fractions import Fraction

from bot.domain.reviews.approval import ApprovalFacts, is_adjusted
from bot.domain.reviews.facts import Item
from bot.domain.reviews.sections import BaseSection
from messages.catalog import Mrkdwn, Words
from messages.goals.figure_lines import figure_said
from messages.kit import Block, fit_mrkdwn, section
from messages.reviews.folded import is_cut
from messages.reviews.score_lines import FIGURE_LIMIT, NAME_LIMIT, short
from messages.reviews.sections import ItemLine, items_of, rendered
from messages.reviews.sections.renderer import spoken_for

CASES_LIMIT = 3000
"""All cases on a card together; Slack refuses a message with more than about 13,200 characters of blocks."""
CASE_LIMIT = 300
REASON_LIMIT = 150
ITEMS_IN_FULL = 17
"""More items than these share the room that so many have."""
LINES_IN_A_SECTION = 5


def item_blocks(
    words: Words, facts: ApprovalFacts, part: BaseSection, folded: Mapping[object, Block]
) -> list[Block]:
    """A heading and a line an item; a case that is `folded` stands under its item."""
    review = facts.review
    shown = rendered(words, review.cycle.scheme, part, review.basis)
    lead = shown.lead()
    heading = [] if lead else [shown.heading()]
    blocks: list[Block] = [section(lead)] if lead else []
    lines: list[Mrkdwn] = []
    for number, line in enumerate(items_of(words, review, part)):
        case = folded.get(line.item)
        lines += [*(heading if number == 0 else []), _item(words, facts, line, is_folded=case is not None)]
        is_full = (number + 1) % LINES_IN_A_SECTION == 0
        if is_full or case is not None:
            blocks += [section(Mrkdwn("\n".join(lines))), *([case] if case else [])]
            lines = []
    return [*blocks, *([section(Mrkdwn("\n".join(lines)))] if lines else [])]


def long_cases(facts: ApprovalFacts) -> dict[object, str]:
    """The cases that are longer than a card shows."""
    shown = {item: each.evidence for item, each in facts.review.own.items() if each.evidence}
    limit = _case_limit(facts)
    return {item: case for item, case in shown.items() if is_cut(case, short(case, limit))}


def long_reasons(facts: ApprovalFacts) -> set[Item]:
    """The items whose reason is longer than a card shows, or stands on none."""
    limit = int(REASON_LIMIT * _share(facts))
    given = ((item, each.reason) for item, each in facts.review.given.items() if each.reason)
    return {
        item for item, reason in given if item not in facts.adjusted or is_cut(reason, short(reason, limit))
    }


def _share(facts: ApprovalFacts) -> Fraction:
    return min(Fraction(1), Fraction(ITEMS_IN_FULL, len(facts.review.own)))


def _case_limit(facts: ApprovalFacts) -> int:
    cases = sum(bool(each.evidence) for each in facts.review.own.values())
    return min(CASE_LIMIT, CASES_LIMIT // cases) if cases else 0


def _item(words: Words, facts: ApprovalFacts, line: ItemLine, *, is_folded: bool) -> Mrkdwn:
    review, item = facts.review, line.item
    share = _share(facts)
    own = review.own[item]
    given = review.given.get(item) if is_adjusted(review, item) else None
    adjustment = facts.adjusted.get(item)
    is_told = given is not None and given.reason is not None and adjustment is not None
    return words.say(
        "reviews/approval_card/item",
        name=short(line.name, int(NAME_LIMIT * share)),
        weight=line.weight,
        own=own.score,
        given=given.score if given else None,
        actual=short(own.actual, int(FIGURE_LIMIT * share)) if own.actual else None,
        target=fit_mrkdwn(line.target, int(FIGURE_LIMIT * share)) if line.target else None,
        fresh=item in facts.fresh,
        answered=facts.answered,
        entered=_entered(words, line, own.actual, limit=int(FIGURE_LIMIT * share)),
        suggested=line.suggested(review.holding[item].score, own.actual),
        reason=short(given.reason, int(REASON_LIMIT * share)) if is_told and given and given.reason else None,
        by=short(adjustment.by, int(NAME_LIMIT * share)) if adjustment else "",
        at=adjustment.at if adjustment else None,
        evidence=short(own.evidence, _case_limit(facts)) if own.evidence and not is_folded else None,
        speaks_for=spoken_for(words, own.rungs) if own.evidence and own.rungs else None,
    )


def _entered(words: Words, line: ItemLine, actual: str | None, *, limit: int) -> Mrkdwn | None:
    """The figure of a KPI's source, where the employee put down another one."""
    kpi = line.kpi
    if kpi is None or kpi.figure is None or not kpi.is_another_than(actual):
        return None
    return short(figure_said(words, kpi.figure, quantity=kpi.quantity, unit=kpi.unit), limit)
