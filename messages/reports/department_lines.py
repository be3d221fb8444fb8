"""What a department came to in a month, line by line: the same words for the message and for the slides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from babel import dates

from bot.domain.actions.trainings import Answer
from bot.domain.reports.counting import Count
from bot.domain.reports.department import DepartmentReport
from bot.domain.reports.kpi_trend import KpiLine, Reading
from bot.domain.reports.month import Month
from messages.actions.action_lines import TRAININGS
from messages.catalog import Words
from messages.kit import fit
from messages.quantities import said as quantity_said

NAMES_SHOWN, NAME_LIMIT = 10, 40


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is counted, and what it came to. Plain text, not escaped."""

    title: str
    said: str


def month_label(words: Words, month: Month) -> str:
    """ "October 2026", "2026年10月"."""
    pattern = "LLLL y" if words.language == "en" else "y年M月"
    return dates.format_date(month.first, pattern, locale=words.language)


def short_month(words: Words, month: Month) -> str:
    """Where there is little room: "Oct 26", "26年10月"."""
    pattern = "LLL yy" if words.language == "en" else "yy年M月"
    return dates.format_date(month.first, pattern, locale=words.language)


def few_label(words: Words) -> str:
    """In the place of a figure that is not shown."""
    return words.label("about fewer than five people, so no figure")


def headline(words: Words, report: DepartmentReport) -> str:
    """What matters first, in one line: how many KPIs reach their target, how many steps were in time."""
    kpis = [each.is_reached for each in (*report.kpis, *report.shared) if each.is_reached is not None]
    steps = report.completion.whole
    said = [
        words.label(
            "%(department)s in %(month)s.",
            department=report.department,
            month=month_label(words, report.month),
        )
    ]
    if kpis:
        said.append(
            words.label(
                "%(reached)s of %(known)s KPIs reach their target.", reached=sum(kpis), known=len(kpis)
            )
        )
    if steps.done + steps.late:
        said.append(
            words.label(
                "%(done)s of %(total)s steps were done in time.",
                done=steps.done,
                total=steps.done + steps.late,
            )
        )
    if len(said) == 1:
        said.append(words.label("No KPI has a figure beside its target, and no steps are counted."))
    return (" " if words.language == "en" else "").join(said)


def step_label(words: Words, name: str) -> str:
    """What steps are called together."""
    labels = {
        "check_ins": words.label("Check-ins"),
        "goals": words.label("Goals"),
        "reviews": words.label("Reviews"),
    }
    return labels[name]


def completion_lines(words: Words, report: DepartmentReport) -> list[Line]:
    """What was due in the month."""
    return [
        Line(title=step_label(words, name), said=_steps(words, found))
        for name, found in report.completion.shown.items()
    ]


def _steps(words: Words, found: Count | None) -> str:
    if found is None:
        return few_label(words)
    if not found.total:
        return words.label("nothing was due")
    return words.label(
        "%(done)s of %(total)s in time, %(late)s late, %(open)s not due yet",
        done=found.done,
        total=found.total,
        late=found.late,
        open=found.rest,
    )


def together_lines(words: Words, report: DepartmentReport) -> list[Line]:
    """Hand-overs, questions and feedback."""
    handovers, questions, feedback = report.handovers, report.questions, report.feedback
    return [
        Line(
            title=words.label("Website briefs"),
            said=few_label(words)
            if handovers is None
            else words.label(
                "%(done)s of %(total)s ready in time", done=handovers.done, total=handovers.total
            )
            if handovers.total
            else words.label("none was due"),
        ),
        Line(
            title=words.label("Questions"),
            said=few_label(words)
            if questions is None
            else words.label("%(total)s asked, %(done)s answered", total=questions.total, done=questions.done)
            if questions.total
            else words.label("none was asked"),
        ),
        Line(
            title=words.label("Feedback"),
            said=few_label(words)
            if feedback is None
            else words.label(
                "%(total)s received, %(done)s answered", total=feedback.total, done=feedback.done
            ),
        ),
    ]


def growth_lines(words: Words, report: DepartmentReport) -> list[Line]:
    """Trainings, pairings, and what the posts ask for."""
    growth = report.growth
    met = growth.requirements
    return [
        Line(
            title=words.label("Trainings"), said=_begun(words, growth.trainings_begun, growth.trainings_done)
        ),
        Line(
            title=words.label("Kinds of training"),
            said=_parts(words, growth.kinds, TRAININGS, nothing=words.label("none has begun")),
        ),
        Line(
            title=words.label("Trainings offered"),
            said=_parts(words, growth.offers, ANSWERS, nothing=words.label("none was offered")),
        ),
        Line(
            title=words.label("Mentor pairings"),
            said=_begun(words, growth.pairings_begun, growth.pairings_done),
        ),
        Line(
            title=words.label("What the posts ask for"),
            said=few_label(words)
            if met is None
            else words.label("%(done)s of %(total)s requirements met", done=met.done, total=met.total)
            if met.total
            else words.label("no form is rated yet"),
        ),
    ]


ANSWERS: Mapping[Answer, Callable[[Words], str]] = {
    Answer.TAKEN_UP: lambda words: words.label("taken up"),
    Answer.DECLINED: lambda words: words.label("declined"),
    Answer.WAITING: lambda words: words.label("not answered yet"),
}


def _parts(
    words: Words,
    found: Mapping[Any, int] | None,
    labels: Mapping[Any, Callable[[Words], str]],
    *,
    nothing: str,
) -> str:
    """How many of each; all of them or none, as one would be told by the others."""
    if found is None:
        return few_label(words)
    said = [
        words.label("%(what)s: %(count)s", what=label(words), count=found[each])
        for each, label in labels.items()
        if found.get(each)
    ]
    return words.label("; ").join(said) if said else nothing


def _begun(words: Words, begun: Count | None, done: Count | None) -> str:
    if begun is None and done is None:
        return few_label(words)
    return words.label(
        "begun: %(begun)s; done: %(done)s",
        begun=few_label(words) if begun is None else begun.total,
        done=few_label(words) if done is None else done.total,
    )


def better_lines(words: Words, report: DepartmentReport) -> list[Line]:
    """Suggestions, and what became of them."""
    found = report.suggestions
    if found is None:
        said = few_label(words)
    elif not found.total:
        said = words.label("none was made")
    else:
        said = words.label(
            "%(total)s made: %(adopted)s adopted, %(put_off)s not for now, %(declined)s not adopted, "
            "%(waiting)s without an answer",
            total=found.total,
            adopted=found.adopted,
            put_off=found.put_off,
            declined=found.declined,
            waiting=found.waiting,
        )
    return [Line(title=words.label("Suggestions"), said=said)]


def action_lines(words: Words, report: DepartmentReport) -> list[Line]:
    """Actions by now, and who was recognised."""
    found = report.actions
    if found is None:
        said = few_label(words)
    elif not found.total:
        said = words.label("none is open")
    else:
        said = words.label("%(total)s open, %(late)s of them late", total=found.total, late=found.late)
    names = [fit(each, NAME_LIMIT) for each in report.recognised[:NAMES_SHOWN]]
    if (more := len(report.recognised) - NAMES_SHOWN) > 0:
        names.append(words.count("%(number)s other", "%(number)s others", more))
    return [
        Line(title=words.label("Improvement actions"), said=said),
        Line(
            title=words.label("Recognised"),
            said=words.names(names) if names else words.label("nobody in this month"),
        ),
    ]


def joined(words: Words, line: Line) -> str:
    """As one piece of text."""
    return words.label("%(title)s: %(said)s", title=line.title, said=line.said)


def figure_label(words: Words, kpi: KpiLine, reading: Reading | None) -> str:
    """A figure with its unit; words as they were entered."""
    if reading is None:
        return words.label("no figure yet")
    if reading.value is None or kpi.quantity is None:
        return reading.typed
    return quantity_said(words, reading.value, quantity=kpi.quantity, unit=kpi.unit)


def target_label(words: Words, kpi: KpiLine) -> str:
    """A target with its unit; words as they stand on the sheet."""
    if kpi.amount is None or kpi.quantity is None:
        return kpi.target
    return quantity_said(words, kpi.amount, quantity=kpi.quantity, unit=kpi.unit)


def share_label(words: Words, share: int | None) -> str:
    """How much of a target was reached."""
    return "–" if share is None else words.label("%(number)s %%", number=share)


def kpi_said(words: Words, kpi: KpiLine) -> str:
    """What one KPI came to, in one line; of which month where that is an earlier one is said in the table."""
    if kpi.has_few:
        return few_label(words)
    newest = kpi.newest
    if newest is None:
        return words.label("no figure yet, target %(target)s", target=target_label(words, kpi))
    return words.label(
        "%(figure)s in %(month)s, target %(target)s: %(share)s",
        figure=figure_label(words, kpi, newest),
        month=short_month(words, newest.month),
        target=target_label(words, kpi),
        share=share_label(words, kpi.attained(newest)),
    )
