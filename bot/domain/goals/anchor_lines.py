"""Anchors as people type them, one a line: "4.5: both up by 20 %", "4.5: 120 %", "3.5: 95-105"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bot.domain.goals.anchor_bands import (
    ABOVE,
    AND_LESS,
    AND_MORE,
    BELOW,
    FROM,
    UP_TO,
    AnchorRules,
    Line,
    band_as_typed,
    joined,
    opened,
    place_of,
    read_band,
)
from bot.domain.goals.anchors import Anchor, Direction, ScoredBy
from bot.domain.numerals import read_digits
from bot.domain.quantities import Quantity, read_number
from bot.domain.text import plain, typed_text
from bot.errors import Refusal

MOST_ANCHORS = 8
TEXT_LIMIT = 300
"""As the organisation file has it."""
SHARE_DOUBTED = 5
"""Percent of a target that nobody means who leaves out the sign."""

_LINE = re.compile(r"(?:[-•*·]\s+)?(\d+(?:[.,．，。]\d+)?)\s*分?\s*(?:[:：=＝]|(?=[<>≥≤＜＞]))\s*(.*)")
_BEFORE_WORDS = re.compile("[;；]")


def parse_anchors(text: str, rules: AnchorRules, *, field: str | None = None) -> tuple[Anchor, ...]:
    """The anchors of a field, best first. Behind a figure, words may stand after a semicolon.

    Raises Refusal, which names the line: anchor.none, anchor.too_many, anchor.too_long, anchor.line,
    anchor.unclear, anchor.score, anchor.twice, anchor.out_of_order, anchor.gap, anchor.overlap.
    """
    try:
        lines = sorted(_lines(text, rules), key=lambda line: line.anchor.score, reverse=True)
        for better, worse in pairwise(lines):
            _require_order(better, worse, rules)
        if rules.scored_by is ScoredBy.BANDS:
            lines = joined(lines, rules)
    except Refusal as refusal:
        raise Refusal(refusal.code, field=field, **refusal.facts) from None
    return tuple(line.anchor for line in lines)


def as_typed(anchors: Iterable[Anchor], rules: AnchorRules) -> str:
    """The same anchors as lines to be edited; parsed again they are equal."""
    return "\n".join(f"{_number(anchor.score)}: {_said(anchor, rules)}" for anchor in anchors)


def _lines(text: str, rules: AnchorRules) -> Iterator[Line]:
    numbered = enumerate(typed_text(text).splitlines(), start=1)
    filled = [(number, line.strip()) for number, line in numbered if line.strip()]
    if not filled:
        raise Refusal("anchor.none")
    if len(filled) > MOST_ANCHORS:
        raise Refusal("anchor.too_many", count=len(filled), most=MOST_ANCHORS)
    for number, line in filled:
        found = _LINE.fullmatch(line)
        if found is None or not found[2]:
            raise _unread(number, line)
        score = _score(number, found[1], rules)
        read = _read(Line(number=number, typed=line[:80], anchor=Anchor(score=score)), found[2], rules)
        if len(read.anchor.text) > TEXT_LIMIT:
            raise Refusal("anchor.too_long", line=number, most=TEXT_LIMIT)
        yield read


def _score(number: int, said: str, rules: AnchorRules) -> Decimal:
    readings = read_digits(plain(said).replace("。", "."))
    score = next((each for each in readings if each in rules.scale), None)
    if score is None:
        points = ", ".join(_number(point) for point in rules.scale)
        raise Refusal("anchor.score", line=number, score=said, points=points)
    return score


def _read(line: Line, said: str, rules: AnchorRules) -> Line:
    if rules.scored_by is ScoredBy.WORDS:
        return replace(line, anchor=replace(line.anchor, text=said))
    figures, *words = _BEFORE_WORDS.split(said, maxsplit=1)
    line = replace(line, anchor=replace(line.anchor, text="".join(words).strip()))
    try:
        if rules.scored_by is ScoredBy.BANDS:
            return read_band(line, figures, rules)
        return replace(line, anchor=replace(line.anchor, share=_share(figures, rules.direction)))
    except Refusal as refusal:
        if refusal.code == "figure.unclear":
            raise Refusal("anchor.unclear", line=line.number, **refusal.facts) from None
        raise _unread(line.number, line.typed) from None


def _share(said: str, direction: Direction) -> Decimal:
    """ "120 %", ">= 120 %"; where lower is better "80 %", "<= 80 %"."""
    is_higher = direction is Direction.HIGHER
    signs, ends = ((*FROM, *ABOVE), AND_MORE) if is_higher else ((*UP_TO, *BELOW), AND_LESS)
    bare = plain(said).casefold()
    bare = opened(bare, signs, ends) or bare
    understood = read_number(bare, Quantity.PERCENT)
    share = understood.certain()
    if share is None or share < 0:
        raise Refusal("figure.not_a_number")
    if share <= SHARE_DOUBTED and bare[-1].isdigit():  # 1.2 may be meant as a factor
        replace(understood, readings=(share, share * 100)).certain()
    return share


def _unread(number: int, line: str) -> Refusal:
    return Refusal("anchor.line", line=number, text=line[:80])


def _require_order(better: Line, worse: Line, rules: AnchorRules) -> None:
    """A score stands once, and a better one asks for more."""
    if better.anchor.score == worse.anchor.score:
        raise Refusal("anchor.twice", line=max(better.number, worse.number), score=better.anchor.score)
    if rules.scored_by is not ScoredBy.WORDS and not _asks_more(better.anchor, worse.anchor, rules):
        raise Refusal(
            "anchor.out_of_order",
            line=better.number,
            score=better.anchor.score,
            other_line=worse.number,
            other_score=worse.anchor.score,
            is_higher=rules.direction is Direction.HIGHER,
        )


def _asks_more(better: Anchor, worse: Anchor, rules: AnchorRules) -> bool:
    above, below = (better, worse) if rules.direction is Direction.HIGHER else (worse, better)
    if above.share is not None and below.share is not None:
        return above.share > below.share
    return place_of(above) > place_of(below)


def _said(anchor: Anchor, rules: AnchorRules) -> str:
    words = " ".join(anchor.text.splitlines())
    if rules.scored_by is ScoredBy.WORDS:
        return words
    figures = band_as_typed(anchor, rules) if anchor.share is None else f"{_number(anchor.share)}%"
    return f"{figures}; {words}" if words else figures


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
