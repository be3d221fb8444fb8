"""A figure as readers see it: what it is, where it comes from, who entered it and when."""

from bot.domain.goals.figures import Figure
from bot.domain.quantities import Quantity
from bot.domain.reviews.kpis import Kpi
from messages.catalog import Mrkdwn, Words
from messages.quantities import said
from messages.reviews.score_lines import FIGURE_LIMIT, short


def figure_said(words: Words, figure: Figure, *, quantity: Quantity | None, unit: str) -> str:
    """The number in the reader's language; what counts nothing as it was typed. Plain, not escaped."""
    if figure.value is not None and quantity is not None:
        return said(words, figure.value, quantity=quantity, unit=unit)
    return figure.typed if figure.is_there else words.label("no figure")


def figure_line(words: Words, figure: Figure, *, quantity: Quantity | None, unit: str) -> Mrkdwn:
    """ "3.8 % · Web analytics, entered by Zhou Jing on Mon 4 Jan"."""
    return words.say(
        "goals/figure_lines/figure",
        figure=short(figure_said(words, figure, quantity=quantity, unit=unit), FIGURE_LIMIT),
        source=short(figure.source),
        by=short(figure.by),
        at=figure.at,
        as_of=figure.as_of,
    )


def kpi_figure(words: Words, kpi: Kpi) -> Mrkdwn | None:
    """The figure that was entered for a KPI; None where there is none."""
    if kpi.figure is None:
        return None
    return figure_line(words, kpi.figure, quantity=kpi.quantity, unit=kpi.unit)


def figure_as_typed(words: Words, kpi: Kpi) -> str | None:
    """The same as it stands in a field, to be gone on with."""
    if kpi.figure is None or not kpi.figure.is_there:
        return None
    return figure_said(words, kpi.figure, quantity=kpi.quantity, unit=kpi.unit)
