"""The desk's figures as what KPIs came to: nobody whom they are about enters them.

Whoever writes a KPI sheet names the figure as its source: "Website desk: first answer".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.goals.figures import NewFigure, Wanted, is_same, new_figure
from bot.domain.intake.report import Report, Spread
from bot.domain.intake.report_period import Days
from bot.domain.text import key
from bot.errors import Refusal

DESK = ("website desk", "网站请求", "網站請求")
"""With one of these a source begins that is the desk, before a colon."""


class Measured(StrEnum):
    """A figure that the desk can give, by its name in a source. `NINTH`: what nine of ten stay within."""

    FIRST_ANSWER = "first answer"
    FIRST_ANSWER_NINTH = "first answer, 90th percentile"
    SETTLED = "until settled"
    SETTLED_NINTH = "until settled, 90th percentile"
    MISTAKES = "operating mistakes"
    DUPLICATES = "duplicates"
    REOPENED = "reopened"
    SATISFACTION = "satisfaction"


_CHINESE: Mapping[Measured, tuple[str, str]] = {
    Measured.FIRST_ANSWER: ("首次答复", "首次答覆"),
    Measured.FIRST_ANSWER_NINTH: ("首次答复，第 90 百分位", "首次答覆，第 90 百分位"),
    Measured.SETTLED: ("解决用时", "解決用時"),
    Measured.SETTLED_NINTH: ("解决用时，第 90 百分位", "解決用時，第 90 百分位"),
    Measured.MISTAKES: ("操作失误", "操作失誤"),
    Measured.DUPLICATES: ("重复请求", "重複請求"),
    Measured.REOPENED: ("重新打开", "重新開啟"),
    Measured.SATISFACTION: ("满意度", "滿意度"),
}


def _as_compared(name: str) -> str:
    return "".join(sign for sign in key(name) if sign.isalnum())


_NAMES = {_as_compared(name): each for each in Measured for name in (each.value, *_CHINESE[each])}
_DESKS = frozenset(map(_as_compared, DESK))


def measured_by(source: str) -> Measured | None:
    """The figure of the desk's that a KPI's source names; None where it is another source.

    Raises Refusal("report.no_such_figure") where it is the desk's, and of no name that is known.
    """
    desk, colon, name = key(source).partition(":")
    if not colon or _as_compared(desk) not in _DESKS:
        return None
    found = _NAMES.get(_as_compared(name))
    if found is None:
        raise Refusal("report.no_such_figure", source=source, known=[each.value for each in Measured])
    return found


def actual(report: Report, measured: Measured) -> str | None:
    """The figure as somebody would type it; None where there is nothing of which it could be."""
    return _ACTUALS[measured](report)


@dataclass(frozen=True, kw_only=True)
class Actuals:
    """What the desk's figures change in a cycle. `named`: each new one as whose, which KPI, and the figure;
    `problems`: likewise, with why the desk's figure cannot be that of the KPI.
    """

    new: Sequence[NewFigure] = ()
    named: Sequence[tuple[str, str, str]] = ()
    corrected: int = 0
    unchanged: int = 0
    problems: Sequence[tuple[str, str, Refusal]] = ()


def actuals(report: Report, wanted: Sequence[Wanted], *, days: Days) -> Actuals:
    """Each KPI whose source is the desk gets its figure of these days, where it is another than it had."""
    new: list[NewFigure] = []
    named: list[tuple[str, str, str]] = []
    problems: list[tuple[str, str, Refusal]] = []
    corrected = unchanged = 0
    for each in wanted:
        try:
            figure = _figure(report, each, days=days)
        except Refusal as refusal:
            problems.append((each.whose, each.name, refusal))
            continue
        if figure is None:
            continue
        if is_same(figure, each.held):
            unchanged += 1
            continue
        new.append(figure)
        named.append((each.whose, each.name, figure.typed))
        corrected += each.held is not None
    return Actuals(new=new, named=named, corrected=corrected, unchanged=unchanged, problems=problems)


def _figure(report: Report, wanted: Wanted, *, days: Days) -> NewFigure | None:
    """Raises Refusal: report.no_such_figure, report.nothing_to_count, and as `new_figure`."""
    measured = measured_by(wanted.source)
    if measured is None:
        return None
    typed = actual(report, measured)
    if typed is None:
        raise Refusal("report.nothing_to_count", source=wanted.source)
    return new_figure(typed, wanted, as_of=days.last)


def _median(found: Spread | None) -> str | None:
    return None if found is None else f"{found.median} min"


def _ninth(found: Spread | None) -> str | None:
    return None if found is None else f"{found.ninth} min"


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share * 100:.1f}%"


_ACTUALS: Mapping[Measured, Callable[[Report], str | None]] = {
    Measured.FIRST_ANSWER: lambda report: _median(report.now.first_answer),
    Measured.FIRST_ANSWER_NINTH: lambda report: _ninth(report.now.first_answer),
    Measured.SETTLED: lambda report: _median(report.now.resolution),
    Measured.SETTLED_NINTH: lambda report: _ninth(report.now.resolution),
    Measured.MISTAKES: lambda report: _percent(report.now.share(report.now.mistakes)),
    Measured.DUPLICATES: lambda report: _percent(report.now.share(report.now.duplicates)),
    Measured.REOPENED: lambda report: _percent(report.now.share(report.now.reopened)),
    Measured.SATISFACTION: lambda report: _percent(report.around.satisfied),
}
