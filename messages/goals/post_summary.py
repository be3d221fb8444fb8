"""What a post asks of people and measures them by, in plain sentences."""

from collections.abc import Iterator

from bot.domain.goals.anchors import Direction, ScoredBy
from bot.domain.goals.post import Post, PostAnchor, PostKpi
from messages.catalog import Words


def post_summary(words: Words, post: Post) -> list[str]:
    """One line a fact, plain text: duties with their parts, requirements, and KPIs with what earns what."""
    return [
        words.label("Duties"),
        *(f"  {line}" for line in _duties(words, post)),
        words.label("Requirements"),
        *(f"  {line}" for line in _requirements(words, post)),
        words.label("Suggested KPIs"),
        *(f"  {line}" for kpi in post.kpis for line in _kpi(words, post, kpi)),
    ]


def _duties(words: Words, post: Post) -> Iterator[str]:
    for number, duty in enumerate(post.duties, start=1):
        yield f"{number}. {words.pick(duty.name)}"
        for place, part in enumerate(duty.parts, start=1):
            yield f"   {number}.{place} {words.pick(part)}"


def _requirements(words: Words, post: Post) -> Iterator[str]:
    for each in post.requirements:
        yield words.plain(
            "goals/post_summary/requirement",
            kind=each.kind.value,
            name=words.pick(each.name),
            weight=each.weight,
            text=words.pick(each.text),
        )


def _kpi(words: Words, post: Post, kpi: PostKpi) -> Iterator[str]:
    yield words.plain(
        "goals/post_summary/kpi",
        name=words.pick(kpi.name),
        weight=kpi.weight,
        duty=words.pick(post.duty(kpi.duty).name),
    )
    target = words.plain(
        "goals/post_summary/target",
        measure=words.pick(kpi.measure),
        target=kpi.target,
        unit=words.pick(kpi.unit),
        direction=kpi.direction.value,
        source=words.pick(kpi.source),
    )
    yield f"  {target}"
    anchors = [_anchor(words, kpi, each) for each in kpi.anchors]
    yield f"  {words.plain(_SCORED[kpi.scored_by], anchors=anchors)}"


_SCORED = {
    ScoredBy.SHARE: "goals/post_summary/share",
    ScoredBy.BANDS: "goals/post_summary/bands",
    ScoredBy.WORDS: "goals/post_summary/words",
}


def _anchor(words: Words, kpi: PostKpi, anchor: PostAnchor) -> str:
    """What earns one score: "3.5 from 100 %"."""
    score = words.number(anchor.score)
    if kpi.scored_by is ScoredBy.WORDS:
        return f"{score}: {words.pick(anchor.text or {})}"
    if anchor.share is not None:
        share = words.number(anchor.share)
        if kpi.direction is Direction.HIGHER:
            return words.label("%(score)s from %(share)s %%", score=score, share=share)
        return words.label("%(score)s up to %(share)s %%", score=score, share=share)
    low, high = (None if end is None else f"{end.normalize():f}" for end in (anchor.low, anchor.high))
    if high is None:
        return words.label("%(score)s from %(low)s", score=score, low=low)
    if low is None:
        return words.label("%(score)s below %(high)s", score=score, high=high)
    return words.label("%(score)s from %(low)s to below %(high)s", score=score, low=low, high=high)
