"""The desk in figures: the numbers, a chart with the same numbers in words, branches and pages."""

from collections.abc import Sequence

from bot.domain.intake.report import Measures, Point, Report
from bot.domain.intake.report_groups import Groups
from bot.domain.intake.report_period import Days, FileForm
from messages.catalog import Mrkdwn, Words
from messages.charts import bar_chart
from messages.intake.report_labels import (
    days_label,
    minutes_label,
    percent_label,
    point_label,
    rate_label,
    spread_label,
)
from messages.kit import Block, Message, actions, button, context, divider, fit, fit_mrkdwn, message, section

FILE = "intake.report.file"
"""Followed by a full stop and the form; the value is the days."""
OTHER = "intake.report.other"
GROUPS_SHOWN = 5
CANDIDATES_SHOWN = 5
NAME_LIMIT = 80


def report_card(words: Words, report: Report, *, has_chart: bool = True) -> Message:
    """`has_chart`: False where Slack does not take one; the words say the same in any case."""
    headline = words.say("intake/report_card/headline", days=days_label(words, report.days))
    text = words.plain("intake/report_card/headline", days=days_label(words, report.days))
    if report.is_nothing:
        said = words.say("intake/report_card/nothing", days=days_label(words, report.days))
        return message(text, section(said), actions(_other(words, report.days)))
    return message(
        text,
        section(Mrkdwn(f"*{headline}*")),
        context(words.say("intake/report_card/note", before=days_label(words, report.days.before))),
        section(_measures(words, report)),
        section(_around(words, report)),
        _chart(words, report.points) if has_chart else None,
        section(_points(words, report.points)),
        divider(),
        *_groups(words, words.label("By branch"), report.branches),
        *_groups(words, words.label("By page"), report.pages),
        context(words.say("intake/report_card/groups_note", least=report.least)),
        _candidates(words, report),
        actions(
            button(words.label("Excel file"), f"{FILE}.{FileForm.WORKBOOK}", value=str(report.days)),
            button(words.label("CSV file"), f"{FILE}.{FileForm.TABLE}", value=str(report.days)),
            _other(words, report.days),
        ),
    )


def report_file_note(words: Words, days: Days) -> Message:
    """What stands above the file."""
    return message(words.plain("intake/report_card/file", days=days_label(words, days)))


def report_on_its_way(words: Words) -> str:
    """The answer to the command."""
    return words.label("The figures come to you as a direct message.")


def _other(words: Words, days: Days) -> Block:
    return button(words.label("Other days…"), OTHER, value=str(days))


def _measures(words: Words, report: Report) -> Mrkdwn:
    now, before = report.now, report.before
    return words.say(
        "intake/report_card/measures",
        filed=now.filed,
        filed_rate=_rates(words, report, now.filed, before.filed),
        answer=spread_label(words, now.first_answer),
        answer_before=spread_label(words, before.first_answer),
        settled=now.settled,
        settled_rate=_rates(words, report, now.settled, before.settled),
        resolution=spread_label(words, now.resolution),
        resolution_before=spread_label(words, before.resolution),
        waiting=spread_label(words, now.waiting) if now.waiting else "",
        waited=now.waiting.count if now.waiting else 0,
        mistakes=now.mistakes,
        mistakes_share=percent_label(now.share(now.mistakes)),
        mistakes_before=percent_label(before.share(before.mistakes)),
        duplicates=now.duplicates,
        duplicates_share=percent_label(now.share(now.duplicates)),
        duplicates_before=percent_label(before.share(before.duplicates)),
        reopened=now.reopened,
        reopened_share=percent_label(now.share(now.reopened)),
        reopened_before=percent_label(before.share(before.reopened)),
        lapsed=now.lapsed,
    )


def _around(words: Words, report: Report) -> Mrkdwn:
    now, before = report.around, report.around_before
    solved, solved_before = now.solved + now.followed, before.solved + before.followed
    return words.say(
        "intake/report_card/around",
        solved=now.solved,
        followed=now.followed,
        solved_rate=_rates(words, report, solved, solved_before),
        deflected=now.deflected,
        deflected_rate=_rates(words, report, now.deflected, before.deflected),
        became=now.became,
        good=now.good,
        said=now.good + now.bad,
        satisfied=percent_label(now.satisfied),
        satisfied_before=percent_label(before.satisfied),
    )


def _rates(words: Words, report: Report, now: int, before: int) -> str:
    """How many a week it were before; of days that are no week how many a week it are now, too."""
    was = rate_label(words, report.a_week(before, before=True))
    if report.days.length == 7:
        return words.label("before: %(before)s a week", before=was)
    rate = rate_label(words, report.a_week(now))
    return words.label("%(now)s a week, before: %(before)s", now=rate, before=was)


def _chart(words: Words, points: Sequence[Point]) -> Block:
    return bar_chart(
        words.label("Requests at the website desk"),
        categories=[point_label(words, each.days) for each in points],
        series=[
            (words.label("Filed"), [each.filed for each in points]),
            (words.label("Settled"), [each.settled for each in points]),
            (words.label("Operating mistakes"), [each.mistakes for each in points]),
        ],
        across=words.label("From"),
        upwards=words.label("Requests"),
    )


def _points(words: Words, points: Sequence[Point]) -> Mrkdwn:
    title = words.label("Over time, from these days on")
    return fit_mrkdwn("\n".join([f"*{title}*", *(_point(words, each) for each in points)]))


def _point(words: Words, point: Point) -> str:
    return words.say(
        "intake/report_card/point",
        days=point_label(words, point.days),
        filed=point.filed,
        settled=point.settled,
        mistakes=point.mistakes,
    )


def _groups(words: Words, title: str, groups: Groups[Measures]) -> list[Block]:
    lines = [_group(words, each.name, each.found) for each in groups.shown[:GROUPS_SHOWN]]
    if (more := len(groups.shown) - GROUPS_SHOWN) > 0:
        lines.append(words.count("%(number)s more in the file", "%(number)s more in the file", more))
    if groups.rest is not None:
        lines.append(_group(words, None, groups.rest))
    if not lines:
        return []
    return [section(fit_mrkdwn("\n".join([f"*{title}*", *lines])))]


def _group(words: Words, name: str | None, found: Measures) -> str:
    answer = "–" if found.first_answer is None else minutes_label(words, found.first_answer.median)
    return words.say(
        "intake/report_card/group",
        is_rest=name is None,
        name=fit(name or "", NAME_LIMIT),
        filed=found.filed,
        answer=answer,
        mistakes=found.mistakes,
        settled=found.settled,
    )


def _candidates(words: Words, report: Report) -> Block | None:
    if not report.candidates:
        return None
    lines = [
        words.say("intake/report_card/candidate", page=fit(each.page, NAME_LIMIT), count=each.mistakes)
        for each in report.candidates[:CANDIDATES_SHOWN]
    ]
    return section(fit_mrkdwn("\n".join([words.say("intake/report_card/candidates"), *lines])))
