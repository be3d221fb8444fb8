"""A department's month as slides: four parts, KPIs in tables and charts, and where each figure comes from."""

from collections.abc import Iterator, Sequence

from bot.domain.reports.department import DepartmentReport
from bot.domain.reports.kpi_trend import MOST_MONTHS, KpiLine
from bot.domain.reports.month import Month
from messages.catalog import Words
from messages.reports.deck import MOST_LINES, MOST_ROWS, Chart, Deck, Kind
from messages.reports.department_lines import (
    Line,
    action_lines,
    better_lines,
    completion_lines,
    few_label,
    figure_label,
    growth_lines,
    headline,
    joined,
    month_label,
    share_label,
    short_month,
    step_label,
    target_label,
    together_lines,
)
from messages.reports.department_sources import sources
from messages.reports.fitting import cut

MONTHS_IN_TABLE = 4
CATEGORY_WIDTH = 22
SERIES_WIDTH = 14
WORDS_LIMIT = 60
KPI_NAME_WIDTH = 120
"""As wide as so many heights of a letter."""

Numbered = tuple[int, KpiLine]


def department_deck(words: Words, report: DepartmentReport) -> bytes:
    """The file, as PowerPoint reads it."""
    month = month_label(words, report.month)
    deck = Deck(words.language, title=f"{report.department} · {month}", now=words.now)
    note = [words.label("The month of a department"), month, *_few(words, report)]
    deck.title(report.department, note)
    deck.lines(words.label("At a glance"), [("", headline(words, report)), *_glance(words, report)])
    _team(deck, words, report)
    _together(deck, words, report)
    _growth(deck, words, report)
    _better(deck, words, report)
    deck.lines(words.label("Actions and recognition"), _pairs(action_lines(words, report)))
    deck.lines(words.label("Where each figure comes from"), _pairs(sources(words)), sizes=(16, 14))
    return deck.content()


def _pairs(lines: Sequence[Line] | Iterator[Line]) -> list[tuple[str, str]]:
    return [(each.title, each.said) for each in lines]


def _headed(words: Words, title: str, what: str) -> str:
    return joined(words, Line(title=title, said=what))


def _few(words: Words, report: DepartmentReport) -> list[str]:
    if report.is_small:
        return [words.label("Fewer than five people: no figure about people is shown.")]
    return []


def _glance(words: Words, report: DepartmentReport) -> list[tuple[str, str]]:
    completion = [each for each in completion_lines(words, report) if not report.is_small]
    return _pairs([*completion, *better_lines(words, report), *action_lines(words, report)])


def _team(deck: Deck, words: Words, report: DepartmentReport) -> None:
    title = words.label("1 · How the team did")
    due = [(name, found) for name, found in report.completion.shown.items() if found and found.total]
    lines = completion_lines(words, report)
    if due:
        chart = Chart(
            kind=Kind.STACKED,
            categories=[step_label(words, name) for name, _ in due],
            series=[
                (words.label("In time"), [found.done for _, found in due]),
                (words.label("Late"), [found.late for _, found in due]),
                (words.label("Not due yet"), [found.rest for _, found in due]),
            ],
        )
        hidden = [joined(words, each) for each in lines if each.said == few_label(words)]
        deck.chart(
            _headed(words, title, words.label("steps due in the month")),
            chart,
            note="\n".join(hidden),
        )
    else:
        deck.lines(title, _pairs(lines))
    if report.kpis:
        _kpis(deck, words, words.label("KPIs of the team"), report.kpis, month=report.month)
    else:
        said = words.label("No KPI stands on the team's sheet; it comes with the organisation file.")
        deck.lines(words.label("KPIs of the team"), [("", said)])


def _together(deck: Deck, words: Words, report: DepartmentReport) -> None:
    deck.lines(words.label("2 · Working together"), _pairs(together_lines(words, report)))
    if report.shared:
        _kpis(deck, words, words.label("Shared KPIs"), report.shared, month=report.month)


def _growth(deck: Deck, words: Words, report: DepartmentReport) -> None:
    deck.lines(words.label("3 · Growth"), _pairs(growth_lines(words, report)))


def _better(deck: Deck, words: Words, report: DepartmentReport) -> None:
    title = words.label("4 · What to do better")
    found = report.suggestions
    if found is None or not found.total:
        deck.lines(title, _pairs(better_lines(words, report)))
        return
    chart = Chart(
        kind=Kind.BARS,
        categories=[
            words.label("Adopted"),
            words.label("Not for now"),
            words.label("Not adopted"),
            words.label("Without an answer"),
        ],
        series=[(words.label("Suggestions"), [found.adopted, found.put_off, found.declined, found.waiting])],
    )
    deck.chart(_headed(words, title, words.label("what became of suggestions")), chart)


def _kpis(deck: Deck, words: Words, title: str, kpis: Sequence[KpiLine], *, month: Month) -> None:
    numbered = list(enumerate(kpis, start=1))
    known = [each for each in numbered if each[1].attained(each[1].newest) is not None]
    attained = _headed(words, title, words.label("percent of the target"))
    for heading, some in _chunks(attained, known, MOST_ROWS):
        deck.chart(heading, _attained(words, some))
    heads, rows = _table(words, numbered, month)
    widths = [3.8, 1.6, *[1.3] * MONTHS_IN_TABLE, 1.5]
    deck.table(title, heads, rows, widths=widths)
    trend = _headed(words, title, words.label("month by month"))
    moving = [each for each in known if sum(share is not None for share in _trend(each[1], month)) > 1]
    for heading, some in _chunks(trend, moving, MOST_LINES):
        deck.chart(heading, _lines(words, some, month))


def _chunks(title: str, numbered: Sequence[Numbered], most: int) -> Iterator[tuple[str, Sequence[Numbered]]]:
    """No more of them than a chart shows, with a title that says which part it is."""
    parts = [numbered[start : start + most] for start in range(0, len(numbered), most)]
    for number, part in enumerate(parts, start=1):
        yield f"{title} ({number}/{len(parts)})" if len(parts) > 1 else title, part


def _attained(words: Words, numbered: Sequence[Numbered]) -> Chart:
    newest = [kpi.attained(kpi.newest) for _, kpi in numbered]
    before = [kpi.attained(kpi.readings[-2]) if len(kpi.readings) > 1 else None for _, kpi in numbered]
    series: list[tuple[str, Sequence[int | None]]] = [(words.label("Newest figure"), newest)]
    if any(each is not None for each in before):
        series.append((words.label("Figure before"), before))
    return Chart(
        kind=Kind.BARS,
        categories=[_name(number, kpi, CATEGORY_WIDTH) for number, kpi in numbered],
        series=series,
        unit="%",
    )


def _lines(words: Words, numbered: Sequence[Numbered], month: Month) -> Chart:
    trends = [_trend(kpi, month) for _, kpi in numbered]
    begin = min(place for trend in trends for place, share in enumerate(trend) if share is not None)
    return Chart(
        kind=Kind.LINES,
        categories=[short_month(words, each) for each in _months(month, MOST_MONTHS)[begin:]],
        series=[
            (_name(number, kpi, SERIES_WIDTH), trend[begin:])
            for (number, kpi), trend in zip(numbered, trends, strict=True)
        ],
        unit="%",
    )


def _trend(kpi: KpiLine, month: Month) -> list[int | None]:
    by_month = {each.month: each for each in kpi.readings}
    return [kpi.attained(by_month.get(each)) for each in _months(month, MOST_MONTHS)]


def _table(words: Words, numbered: Sequence[Numbered], month: Month) -> tuple[list[str], list[list[str]]]:
    months = _months(month, MONTHS_IN_TABLE)
    heads = [
        words.label("KPI"),
        words.label("Target"),
        *(short_month(words, each) for each in months),
        words.label("Attained"),
    ]
    return heads, [_row(words, number, kpi, months) for number, kpi in numbered]


def _row(words: Words, number: int, kpi: KpiLine, months: Sequence[Month]) -> list[str]:
    by_month = {each.month: each for each in kpi.readings}
    figures = [
        cut(figure_label(words, kpi, by_month[each]), WORDS_LIMIT) if each in by_month else "–"
        for each in months
    ]
    share = share_label(words, kpi.attained(kpi.newest))
    if kpi.has_few:
        share = few_label(words)
    elif kpi.newest is not None and kpi.newest.month != months[-1]:
        share = f"{share} ({short_month(words, kpi.newest.month)})"
    name = f"{number}. {cut(kpi.name, KPI_NAME_WIDTH)}"
    return [name, cut(target_label(words, kpi), WORDS_LIMIT), *figures, share]


def _name(number: int, kpi: KpiLine, width: float) -> str:
    """With its number in the table: two names may be cut alike, and nothing begins with a formula's sign."""
    return cut(f"{number}. {kpi.name}", width)


def _months(month: Month, count: int) -> list[Month]:
    """So many, this one the last of them."""
    found = [month]
    while len(found) < count:
        found.insert(0, found[0].before)
    return found
