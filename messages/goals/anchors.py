"""What earns a score, as readers see it: in the words of both sides, or from which figure on."""

from decimal import Decimal

from bot.domain.goals.anchors import Anchor, Direction, ScoredBy, figure_of
from bot.domain.reviews.kpis import Kpi
from messages.catalog import Words
from messages.quantities import said


def earned_by(words: Words, kpi: Kpi, anchor: Anchor) -> str:
    """One anchor, plain and not escaped: the words where there are any, beside them what is counted."""
    counted = _counted(words, kpi, anchor)
    if not (anchor.text and counted):
        return anchor.text or counted
    return words.label("%(text)s (%(counted)s)", text=anchor.text, counted=counted)


def _counted(words: Words, kpi: Kpi, anchor: Anchor) -> str:
    if kpi.scored_by is ScoredBy.SHARE and anchor.share is not None:
        return _share(words, kpi, anchor, anchor.share)
    return _band(words, kpi, anchor) if kpi.scored_by is ScoredBy.BANDS else ""


def _share(words: Words, kpi: Kpi, anchor: Anchor, share: Decimal) -> str:
    """ "120 % of the target or more: 4.32 % or more"."""
    figure = figure_of(anchor, kpi.target_figure)
    facts = {"share": words.number(share), "figure": "" if figure is None else _figure(words, kpi, figure)}
    if kpi.direction is Direction.LOWER:
        if figure is None:
            return words.label("%(share)s %% of the target or less", **facts)
        return words.label("%(share)s %% of the target or less: %(figure)s or less", **facts)
    if figure is None:
        return words.label("%(share)s %% of the target or more", **facts)
    return words.label("%(share)s %% of the target or more: %(figure)s or more", **facts)


def _band(words: Words, kpi: Kpi, band: Anchor) -> str:
    if band.low is not None and band.high is not None:
        low, high = _figure(words, kpi, band.low), _figure(words, kpi, band.high)
        return words.label("%(low)s to below %(high)s", low=low, high=high)
    if band.low is not None:
        return words.label("%(figure)s or more", figure=_figure(words, kpi, band.low))
    return "" if band.high is None else words.label("below %(figure)s", figure=_figure(words, kpi, band.high))


def _figure(words: Words, kpi: Kpi, value: Decimal) -> str:
    if kpi.quantity is None:
        return f"{value.normalize():f}"
    return said(words, value, quantity=kpi.quantity, unit=kpi.unit)
