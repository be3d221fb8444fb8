"""How far the goals of the company are by department, for HR."""

from collections import Counter

from bot.domain.goals.way import Mark
from bot.domain.home import GoalsCoverage
from messages.catalog import Mrkdwn, Words, escape
from messages.goals.marks import counted
from messages.goals.sheets_modal import sheets_button
from messages.kit import Block, fit_mrkdwn, section
from messages.reviews.score_lines import cycle_title, short

DEPARTMENTS_SHOWN = 30


def coverage_title(words: Words, coverage: GoalsCoverage) -> str:
    return words.label("Goals, %(period)s", period=cycle_title(coverage.period))


def coverage_line(words: Words, coverage: GoalsCoverage) -> Mrkdwn:
    """The whole company's."""
    marks: Counter[Mark] = Counter()
    for each in coverage.departments.values():
        marks.update(each)
    return words.say("home/line", title=coverage_title(words, coverage), said=counted(words, marks))


def coverage_section(words: Words, coverage: GoalsCoverage) -> list[Block]:
    """One line a department; the sheets themselves stand behind the button."""
    shown = list(coverage.departments.items())[:DEPARTMENTS_SHOWN]
    lines = [
        words.say("home/coverage", department=short(name), counts=counted(words, marks))
        for name, marks in shown
    ]
    more = len(coverage.departments) - len(shown)
    if more:
        lines.append(escape(words.count("%(number)s more", "%(number)s more", more)))
    sheets = sheets_button(words, coverage.cycle_id)
    return [section(fit_mrkdwn(Mrkdwn("\n".join(lines))), accessory=sheets)]
