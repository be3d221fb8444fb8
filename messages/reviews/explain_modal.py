"""How was this computed? Every input and every step to a review's point, what changed since, who did what."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from bot.domain.people import Person
from bot.domain.reviews.calibration import Move
from bot.domain.reviews.explain import Explained, GivenBy, Look, differences, rounding
from bot.domain.reviews.facts import Item
from bot.domain.reviews.scoring import Outcome, snap
from messages.catalog import Mrkdwn, Words, escape
from messages.kit import SECTION_LIMIT, Block, actions, button, context, divider, fit_mrkdwn, modal, section
from messages.reviews.approval_buttons import EXPLAIN
from messages.reviews.arithmetic import arithmetic
from messages.reviews.fingerprint import rules_check
from messages.reviews.score_lines import (
    FIGURE_LIMIT,
    cycle_title,
    exact,
    meaning,
    names,
    pieces,
    short,
)
from messages.reviews.sections import ItemLine, items_of

EXPLAINED = "reviews.explain.read"
ALL_REASONS = 30_000
"""Characters of markup that the reasons of all items have together; each stands whole in *Read all…*."""
REASON_LIMIT = 1000
LOOK_REASON_LIMIT = 600
LOOKS_SHOWN = 6
LONGEST_LIST = 6000


def explain_button(words: Words, review_id: int) -> Block:
    """The way to it."""
    return actions(button(words.label("How was this computed?"), EXPLAIN, value=str(review_id)))


def explain_modal(words: Words, explained: Explained, *, reader: Person) -> dict[str, Any]:
    """On top what is another than last time; then items → sections → gate → mean → point; then who gave what,
    who looked again, and whether the rules stayed. It speaks to the employee; to others it speaks of them.
    """
    review = explained.review
    of = None if reader.id == review.employee.id else short(review.employee.name)
    blocks: list[Block] = []
    if review.outcome is not None:
        blocks = [
            section(_head(words, explained, review.outcome, of=of)),
            *_before(words, explained, of=of),
            divider(),
            *arithmetic(words, review),
            section(_rounding(words, explained, review.outcome)),
            divider(),
            *given_lines(words, explained),
            *step_lines(words, explained),
            *rules_check(words, explained.rules),
        ]
    return modal(
        title=words.label("How it adds up"),
        blocks=blocks,
        callback_id=EXPLAINED,
        close=words.label("Close"),
        private_metadata=str(review.id),
    )


def beside(value: Decimal, other: Decimal) -> str:
    """A number with as many decimals as tell it from another one; four where they are the same."""
    places = 4
    while value != other and round(value, places) == round(other, places):
        places += 1
    return f"{value:.{places}f}".rstrip("0").removesuffix(".")


def _head(words: Words, explained: Explained, outcome: Outcome, *, of: Mrkdwn | None) -> Mrkdwn:
    review = explained.review
    return words.say(
        "reviews/explain_modal/head",
        of=of,
        cycle=cycle_title(review.cycle.name),
        score=outcome.score,
        meaning=meaning(words, review.cycle.scheme, outcome.score),
        is_final=review.stage.released,
    )


def _before(words: Words, explained: Explained, *, of: Mrkdwn | None) -> Iterator[Block]:
    review, before = explained.review, explained.before
    since = differences(review, before) if before else None
    if before is None or since is None:
        yield context(words.say("reviews/explain_modal/nothing_before", of=of))
        return
    lines = {line.item: line.name for line in _lines(words, explained)}
    changed = {item: each for item, each in since.items.items() if each.was != each.now}
    said = words.say(
        "reviews/explain_modal/before",
        cycle=cycle_title(before.cycle.name),
        was=since.point.was,
        now=since.point.now,
        is_same=since.point.was == since.point.now,
        sections=[
            [short(words.pick(review.cycle.scheme.section(key).name)), exact(each.was), exact(each.now)]
            for key, each in since.sections.items()
        ],
        items=[[short(lines[item]), each.was, each.now] for item, each in changed.items() if item in lines],
        items_same=len(since.items) - len(changed),
    )
    yield from (section(piece) for piece in pieces(said, at_most=LONGEST_LIST))


def _rounding(words: Words, explained: Explained, outcome: Outcome) -> Mrkdwn:
    points = explained.review.cycle.scheme.points
    between = rounding(outcome, points)
    half = between.half if between else outcome.exact
    return words.say(
        "reviews/explain_modal/rounding",
        is_point=outcome.exact in points,
        side=between.side.value if between else None,
        exact=beside(outcome.exact, half),
        half=exact(half),
        lower=between.lower if between else None,
        higher=between.higher if between else None,
        end=snap(outcome.exact, points),
        gated=outcome.nearest if outcome.failed else None,
    )


def given_lines(words: Words, explained: Explained) -> Iterator[Block]:
    """Each item with its scores: by whom, when and why; nothing where nobody gave any."""
    computed = explained.review.cycle.scheme.computed(explained.review.basis)
    lines = [line for line in _lines(words, explained) if line.item not in computed]
    if not lines:
        return
    yield section(_bold(words.label("Who gave which score")))
    room = min(REASON_LIMIT, ALL_REASONS // max(1, len(lines)))
    for line in lines:
        yield section(_item(words, explained, line, room=room))


def _item(words: Words, explained: Explained, line: ItemLine, *, room: int) -> Mrkdwn:
    own = explained.review.own[line.item]
    steps = explained.given.get(line.item, ())
    said = words.say(
        "reviews/explain_modal/given",
        item=short(line.name),
        actual=short(own.actual or "–", FIGURE_LIMIT),
        target=line.target,
        suggested=line.suggested(explained.review.holding[line.item].score, own.actual),
        steps=[_step(words, each, is_last=each is steps[-1], room=room) for each in steps],
    )
    return fit_mrkdwn(said, SECTION_LIMIT)


def _step(words: Words, given: GivenBy, *, is_last: bool, room: int) -> list[Any]:
    score = words.number(given.score)
    return [
        short(given.by),
        Mrkdwn(f"*{score}*") if is_last else score,
        given.at,
        fit_mrkdwn(escape(given.reason), room) if given.reason else "",
    ]


def step_lines(words: Words, explained: Explained) -> Iterator[Block]:
    """What was doubted, approved last and confirmed, by whom, as it happened."""
    review = explained.review
    called = {line.item: line.name for line in _lines(words, explained)}
    steps = [(look.at, 0 if look.is_doubt else 2, _look(words, look, called)) for look in explained.looks]
    steps += [(move.at, 3, _moved(words, move)) for move in explained.moves]
    steps = steps[-LOOKS_SHOWN:]
    if review.approved_at is not None and review.approved_by is not None:
        by = short(review.approved_by.name)
        said = words.say("reviews/explain_modal/approved", by=by, at=review.approved_at)
        steps.append((review.approved_at, 1, said))
    lines = [line for _, _, line in sorted(steps, key=lambda step: step[:2])]
    if lines:
        yield divider()
        said = Mrkdwn("\n".join([_bold(words.label("Approved and looked at again")), *lines]))
        yield from (section(piece) for piece in pieces(said, at_most=LONGEST_LIST))


def _moved(words: Words, move: Move) -> Mrkdwn:
    said = words.say(
        "reviews/explain_modal/move",
        was=move.was,
        now=move.now,
        by=short(move.by) if move.reason or move.takes_back is not None else "",
        at=move.at,
        reason=fit_mrkdwn(escape(move.reason or ""), LOOK_REASON_LIMIT),
        is_back=move.takes_back is not None,
    )
    return fit_mrkdwn(said, SECTION_LIMIT)


def _look(words: Words, look: Look, called: dict[Item, str]) -> Mrkdwn:
    said = words.say(
        "reviews/explain_modal/look",
        by=short(look.by),
        at=look.at,
        is_doubt=look.is_doubt,
        items=names(words, [called[item] for item in look.items if item in called]),
        reason=fit_mrkdwn(escape(look.reason), LOOK_REASON_LIMIT),
    )
    return fit_mrkdwn(said, SECTION_LIMIT)


def _lines(words: Words, explained: Explained) -> Sequence[ItemLine]:
    review = explained.review
    return [line for part in review.cycle.scheme.sections for line in items_of(words, review, part)]


def _bold(text: str) -> Mrkdwn:
    return Mrkdwn(f"*{escape(text)}*")
