"""KPIs that a post suggests, as they enter somebody's sheet."""

from collections.abc import Mapping

from bot.domain.goals.anchors import Anchor
from bot.domain.goals.post import Post, PostKpi
from bot.domain.reviews.kpis import Kpi


def as_kpi(post: Post, suggested: PostKpi, *, language: str) -> Kpi:
    """The KPI in the words of one language, that of whoever takes it."""

    def said(texts: Mapping[str, str]) -> str:
        return texts.get(language) or texts["en"]

    return Kpi(
        key=suggested.key,
        name=said(suggested.name),
        result=said(suggested.result),
        measure=said(suggested.measure),
        unit=said(suggested.unit),
        target=suggested.target,
        source=said(suggested.source),
        weight=suggested.weight,
        anchors=tuple(
            Anchor(
                score=anchor.score,
                text=said(anchor.text) if anchor.text else "",
                share=anchor.share,
                low=anchor.low,
                high=anchor.high,
            )
            for anchor in suggested.anchors
        ),
        duty=said(post.duty(suggested.duty).name),
        quantity=suggested.quantity,
        direction=suggested.direction,
        scored_by=suggested.scored_by,
    )
