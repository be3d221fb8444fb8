"""How scores add up, as whoever reads them can follow it: items → sections → gate → mean → point."""

from decimal import Decimal

from bot.domain.reviews.facts import ReviewFacts
from bot.domain.reviews.outcome import failed_gates
from bot.domain.reviews.scoring import Outcome, SectionScore
from messages.catalog import Mrkdwn, Words
from messages.kit import Block, divider, section
from messages.reviews.score_lines import exact, meaning, pieces, short
from messages.reviews.sections import ItemLine, items_of, rendered

LONGEST_SECTION = 9000
"""Characters of markup that all items of a section have together."""


def arithmetic(words: Words, review: ReviewFacts) -> list[Block]:
    """Every step by which the scores that hold come to the review's point; nothing before there are scores.

    It says whose scores they are by showing both where they differ.
    """
    outcome = review.outcome
    if outcome is None:
        return []
    blocks: list[Block] = []
    for reached in outcome.sections:
        said = _section(words, review, reached)
        blocks += [section(piece) for piece in pieces(said, at_most=LONGEST_SECTION)]
    return [*blocks, divider(), section(summed_up(words, review, outcome))]


def summed_up(words: Words, review: ReviewFacts, outcome: Outcome) -> Mrkdwn:
    """The last steps: the sections' means, the gate, the mean of all, the point."""
    scheme = review.cycle.scheme
    under = next(iter(failed_gates(scheme, outcome)), None)
    gate = scheme.section(under.key) if under else None
    return words.say(
        "reviews/arithmetic/sum",
        parts=[
            [short(words.pick(scheme.section(each.key).name)), exact(each.mean), each.weight]
            for each in outcome.sections
        ],
        exact=exact(outcome.exact),
        score=outcome.nearest,
        meaning=meaning(words, scheme, outcome.nearest),
        moved=outcome.score if outcome.computed is not None else None,
        moved_meaning=meaning(words, scheme, outcome.score),
        is_between=_is_between(outcome, scheme.points),
        failed=under is not None,
        gate_name=short(words.pick(gate.name)) if gate else "",
        gate=gate.gate_below if gate else None,
        mean=exact(under.mean) if under else "",
    )


def _section(words: Words, review: ReviewFacts, reached: SectionScore) -> Mrkdwn:
    part = review.cycle.scheme.section(reached.key)
    made_of = rendered(words, review.cycle.scheme, part, review.basis).adds_up()
    items = [] if made_of else [_item(review, line) for line in items_of(words, review, part)]
    return words.say(
        "reviews/arithmetic/section",
        name=short(words.pick(part.name)),
        weight=reached.weight,
        made_of=made_of,
        items=items,
        count=len(items),
        is_weighed=any(weight is not None for *_, weight in items),
        mean=exact(reached.mean),
        gate=part.gate_below,
        failed=part.is_failed_by(reached.mean),
    )


def _item(review: ReviewFacts, line: ItemLine) -> tuple[Mrkdwn, Decimal, Decimal, int | None]:
    own, holds = review.own[line.item].score, review.holding[line.item].score
    return short(line.name), own, holds, line.weight


def _is_between(outcome: Outcome, points: tuple[Decimal, ...]) -> bool:
    """Whether the mean lies half-way between two points, of which the lower one is taken."""
    return (
        not outcome.failed
        and (outcome.exact - outcome.nearest)
        in {(higher - outcome.nearest) / 2 for higher in points if higher > outcome.nearest}
        and outcome.exact not in points
    )
