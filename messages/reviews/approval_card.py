"""To a manager, in the cycle's thread: one person's self-score, to be approved, adjusted or asked about."""

from fractions import Fraction

from bot.domain.reviews.approval import ApprovalFacts, TakenOver, is_adjusted
from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.outcome import failed_gates
from bot.domain.reviews.sections import BaseSection
from bot.domain.reviews.way import Party
from messages.catalog import Mrkdwn, Words
from messages.goals.figure_lines import figure_said
from messages.kit import (
    Block,
    Message,
    context,
    fit_mrkdwn,
    message,
    section,
)
from messages.reviews.approval_buttons import deciding_buttons, read_all_button, reading_buttons
from messages.reviews.balance_lines import balance_block
from messages.reviews.marks import Part, said
from messages.reviews.no_surprise_lines import surprise_blocks
from messages.reviews.score_lines import (
    FIGURE_LIMIT,
    NAME_LIMIT,
    cycle_title,
    exact,
    meaning,
    names,
    section_means,
    short,
)
from messages.reviews.sections import ItemLine, items_of, rendered
from messages.reviews.sections.renderer import spoken_for
from messages.reviews.shares import contributed, shares_line
from messages.whose_move import whose_turn

CASES_LIMIT = 3000
"""All cases on a card together; Slack refuses a message with more than about 13,200 characters of blocks."""
CASE_LIMIT = 300
REASON_LIMIT = 150
ITEMS_IN_FULL = 17
"""More items than these share the room that so many have."""
LINES_IN_A_SECTION = 5


def approval_card(words: Words, facts: ApprovalFacts) -> Message:
    """Who, what they scored and why, what the manager changed or asked, and what can be done now."""
    review = facts.review
    name = short(review.employee.name)
    decides = review.stage.waits_for(Party.MANAGER) and review.employee.is_active
    is_lacking = facts.surprise is not None and facts.surprise.is_missing
    headline = said(
        words,
        review.stage.mark,
        Part.APPROVAL_HEADLINE,
        name=name,
        cycle=cycle_title(review.cycle.name),
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
        *_sent_back(words, facts),
        *_question(words, facts),
        *[block for each in review.cycle.scheme.sections for block in _section(words, facts, each)],
        *_comment(words, facts),
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
    )


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
        sections=section_means(words, scheme, own),
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


def _section(words: Words, facts: ApprovalFacts, part: BaseSection) -> list[Block]:
    review = facts.review
    said = [_item(words, facts, line) for line in items_of(words, review, part)]
    heading = rendered(words, review.cycle.scheme, part, review.basis).heading()
    groups = [said[at : at + LINES_IN_A_SECTION] for at in range(0, len(said), LINES_IN_A_SECTION)]
    return [
        section(Mrkdwn("\n".join(group if number else [heading, *group])))
        for number, group in enumerate(groups)
    ]


def _item(words: Words, facts: ApprovalFacts, line: ItemLine) -> Mrkdwn:
    review, item = facts.review, line.item
    cases = sum(bool(each.evidence) for each in review.own.values())
    case_limit = min(CASE_LIMIT, CASES_LIMIT // cases) if cases else 0
    share = min(Fraction(1), Fraction(ITEMS_IN_FULL, len(review.own)))
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
        evidence=short(own.evidence, case_limit) if own.evidence else None,
        speaks_for=spoken_for(words, own.rungs) if own.evidence and own.rungs else None,
    )


def _entered(words: Words, line: ItemLine, actual: str | None, *, limit: int) -> Mrkdwn | None:
    """The figure of a KPI's source, where the employee put down another one."""
    kpi = line.kpi
    if kpi is None or kpi.figure is None or not kpi.is_another_than(actual):
        return None
    return short(figure_said(words, kpi.figure, quantity=kpi.quantity, unit=kpi.unit), limit)


def _sent_back(words: Words, facts: ApprovalFacts) -> list[Block]:
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
        reason=short(doubt.reason, CASE_LIMIT),
        items=names(words, [lines[item] for item in doubt.items if item in lines]),
    )
    return [section(said)]


def _question(words: Words, facts: ApprovalFacts) -> list[Block]:
    if facts.review.question is None or facts.asked_at is None:
        return []
    said = words.say(
        "reviews/approval_card/question",
        by=short(facts.asked_by or ""),
        at=facts.asked_at,
        answered=facts.answered,
        anything_new=bool(facts.fresh) or facts.fresh_comment,
        question=short(facts.review.question, CASE_LIMIT),
    )
    return [section(said)]


def _comment(words: Words, facts: ApprovalFacts) -> list[Block]:
    if not facts.review.comment:
        return []
    said = words.say(
        "reviews/approval_card/comment",
        fresh=facts.fresh_comment,
        answered=facts.answered,
        comment=short(facts.review.comment, CASE_LIMIT),
    )
    return [section(said)]


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
