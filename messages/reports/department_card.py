"""A department's month as a message: a sentence, the four parts in words, and charts of the same numbers."""

from collections.abc import Sequence

from bot.domain.reports.department import DepartmentReport
from bot.domain.reports.kpi_trend import KpiLine
from messages.catalog import Mrkdwn, Words, escape
from messages.charts import MOST_POINTS, bar_chart
from messages.kit import (
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    divider,
    fit,
    fit_mrkdwn,
    header,
    message,
    section,
)
from messages.reports.department_lines import (
    Line,
    action_lines,
    better_lines,
    completion_lines,
    growth_lines,
    headline,
    joined,
    kpi_said,
    month_label,
    step_label,
    together_lines,
)

BEFORE = "reports.department.before"
"""The button's value is the month before, a blank, and the department's name."""
KPIS_SHOWN = 8
NAME_LIMIT = 80
SAID_LIMIT = 300


def department_card(words: Words, report: DepartmentReport, *, has_chart: bool = True) -> Message:
    """`has_chart`: False where Slack does not take one; the words say the same in any case."""
    about = {"department": report.department, "month": month_label(words, report.month)}
    if report.is_nothing:
        template = "reports/department_card/nothing"
        nothing = section(words.say(template, **about))
        return message(words.plain(template, **about), nothing, actions(_before(words, report)))
    said = headline(words, report)
    charts = [_steps_chart(words, report), _kpi_chart(words, report)] if has_chart else []
    return message(
        said,
        header(f"{report.department} · {month_label(words, report.month)}"),
        section(escape(said)),
        _few(words, report),
        divider(),
        _part(words, words.label("1 · How the team did"), completion_lines(words, report)),
        section(_kpis(words, words.label("KPIs of the team"), report.kpis)),
        *charts,
        _part(words, words.label("2 · Working together"), together_lines(words, report)),
        section(_kpis(words, words.label("Shared KPIs"), report.shared)) if report.shared else None,
        _part(words, words.label("3 · Growth"), growth_lines(words, report)),
        _part(words, words.label("4 · What to do better"), better_lines(words, report)),
        _part(words, words.label("Actions and recognition"), action_lines(words, report)),
        actions(_before(words, report)),
        context(_again(words, report)),
    )


def deck_note(words: Words, *, department: str, month: str) -> Message:
    """What stands above the slides."""
    return message(words.plain("reports/department_card/file", department=department, month=month))


def deck_on_its_way(words: Words, departments: Sequence[str]) -> str:
    """The answer to the command."""
    return words.label(
        "%(department)s: the month comes to you as a direct message, with slides.",
        department=words.names([escape(each) for each in departments]),
    )


def _again(words: Words, report: DepartmentReport) -> Mrkdwn:
    facts = {"department": report.department, "month": str(report.month)}
    return words.say("reports/department_card/again", **facts)


def _before(words: Words, report: DepartmentReport) -> Element:
    value = f"{report.month.before} {report.department}"
    return button(words.label("The month before"), BEFORE, value=value)


def _few(words: Words, report: DepartmentReport) -> Block | None:
    if not report.has_hidden:
        return None
    return context(words.say("reports/department_card/few", is_small=report.is_small))


def _part(words: Words, title: str, lines: Sequence[Line]) -> Block:
    said = [f"• {escape(fit(joined(words, each), SAID_LIMIT))}" for each in lines]
    return section(fit_mrkdwn("\n".join([f"*{title}*", *said])))


def _kpis(words: Words, title: str, kpis: Sequence[KpiLine]) -> Mrkdwn:
    if not kpis:
        return words.say("reports/department_card/no_kpis")
    said = [Line(title=fit(each.name, NAME_LIMIT), said=kpi_said(words, each)) for each in kpis[:KPIS_SHOWN]]
    lines = [f"{number}. {escape(joined(words, each))}" for number, each in enumerate(said, start=1)]
    if (more := len(kpis) - KPIS_SHOWN) > 0:
        lines.append(words.count("%(number)s more on the slides", "%(number)s more on the slides", more))
    return fit_mrkdwn("\n".join([f"*{title}*", *lines]))


def _steps_chart(words: Words, report: DepartmentReport) -> Block | None:
    due = [(name, found) for name, found in report.completion.shown.items() if found and found.total]
    if not due:
        return None
    return bar_chart(
        words.label("Steps due in the month"),
        categories=[step_label(words, name) for name, _ in due],
        series=[
            (words.label("In time"), [found.done for _, found in due]),
            (words.label("Late"), [found.late for _, found in due]),
            (words.label("Not due yet"), [found.rest for _, found in due]),
        ],
        across=words.label("Kind of step"),
        upwards=words.label("How many"),
    )


def _kpi_chart(words: Words, report: DepartmentReport) -> Block | None:
    """By their numbers in the list, for Slack takes two names that are cut alike for one."""
    numbered = [
        (f"{number}. {each.name}", share)
        for number, each in enumerate(report.kpis, start=1)
        if (share := each.attained(each.newest)) is not None
    ]
    if not numbered:
        return None
    return bar_chart(
        words.label("KPIs: percent of the target"),
        categories=[name for name, _ in numbered[:MOST_POINTS]],
        series=[(words.label("Attained"), [share for _, share in numbered[:MOST_POINTS]])],
        across=words.label("KPIs"),
        upwards=words.label("Percent"),
    )
