"""Every "no" of opening and self-scoring is a sentence that says what to do now."""

from datetime import date
from typing import Any

import pytest

from messages.catalog import Words
from messages.refusals import refusal_text
from tests.builders.self_score import MONDAY

FRIDAY = date(2027, 1, 22)
NAMES = {"names": ["Chen Jie", "Wu Min"], "more": 3}

UNUSUAL = {
    "name": "2062Q4",
    "starts": date(2062, 10, 1),
    "ends": date(2062, 12, 31),
    "people": 7,
    "usual": ["2026Q3", "2026Q4", "2027Q1"],
}
WITHDRAWN = {"name": "2026Q4", "by": "Zhou Jing", "on": MONDAY, "reason": "Wrong sheets"}

OPEN = {"name": "2027Q1", "on": MONDAY}

REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    ("cycle.name", {"name": "26"}, "Write a quarter such as 2026Q4"),
    ("cycle.year_empty", {"name": "2026"}, "Release one, then open the year"),
    ("cycle.year_goals", {"name": "2026"}, "Leave “goals” out"),
    ("cycle.scheme_of_year", {"name": "2026Q4", "scheme": "year"}, "“year” is for years, and 2026Q4 is none"),
    (
        "cycle.scheme_not_of_year",
        {"name": "2026", "scheme": "kpi-values"},
        "“kpi-values” takes no mean of a year's periods",
    ),
    ("cycle.not_hr", {}, "Ask HR"),
    ("cycle.already_open", {"name": "2026Q4", "on": MONDAY, "by": "Zhou Jing"}, "Zhou Jing opened 2026Q4"),
    ("cycle.already_open", {"name": "2026Q4", "on": MONDAY, "by": ""}, "was opened on Mon 23 Nov"),
    ("cycle.nobody", {"name": "2026Q4", "grade": "staff"}, "a quarter is for staff"),
    ("cycle.nobody", {"name": "2026H2", "grade": "senior"}, "a half-year is for senior people"),
    ("cycle.no_manager", NAMES, "Chen Jie and Wu Min"),
    ("cycle.manager_left", NAMES, "And 3 more."),
    ("cycle.no_sheet", {**NAMES, "more": 0}, "add up to 100"),
    ("cycle.unknown", {"name": "2027Q1", "known": ["2026Q4"]}, "Opened so far: 2026Q4"),
    ("cycle.none", {}, "`/review open 2026Q4`"),
    ("cycle.reason", {"limit": 500}, "500 characters"),
    ("cycle.day", {"text": "tomorrow"}, '"tomorrow" is no day'),
    ("cycle.not_later", {"new": FRIDAY, "closes": FRIDAY}, "Fri 22 Jan 2027 is not later"),
    ("cycle.past", {"new": FRIDAY}, "Fri 22 Jan 2027 is over"),
    ("cycle.unusual", UNUSUAL, "usual today are 2026Q3, 2026Q4 and 2027Q1"),
    ("cycle.withdrawn", WITHDRAWN, 'Zhou Jing withdrew 2026Q4 on Mon 23 Nov: "Wrong sheets"'),
    ("cycle.withdrawn", {**WITHDRAWN, "by": ""}, "2026Q4 was withdrawn on Mon 23 Nov"),
    ("cycle.handed_in", {**NAMES, "name": "2026Q4"}, "handed in their self-score: Chen Jie and Wu Min"),
    ("cycle.withdraw_reason", {"limit": 500}, "500 characters"),
    (
        "cycle.early",
        {"name": "2027Q1", "opens": FRIDAY, "ready": 1, "people": 7},
        "opens by itself on Fri 22 Jan 2027",
    ),
    ("cycle.period_over", {"name": "2026Q4", "ended": FRIDAY}, "`/review open 2026Q4 scoring`"),
    ("cycle.scoring_open", {**OPEN, "waiting": ["Wu Min"], "more": 2}, "Not scored yet: Wu Min."),
    ("cycle.scoring_open", {**OPEN, "waiting": [], "more": 0}, "`/review status 2027Q1`"),
    ("cycle.nobody_ready", {"name": "2027Q1", "due": FRIDAY}, "`/review status 2027Q1`"),
    ("cycle.goals_not_later", {"new": FRIDAY, "due": FRIDAY}, "Name a later day"),
    ("cycle.goals_after_end", {"new": FRIDAY, "ends": FRIDAY}, "Name a day up to its end"),
    ("cycle.signed", {**NAMES, "name": "2027Q1"}, "is signed: Chen Jie and Wu Min"),
    ("cycle.usage", {"text": "dance"}, "`/review help`"),
    ("scheme.unknown", {"name": "x", "known": ["kpi-values"]}, "There are: kpi-values"),
    ("scheme.changed", {"name": "x", "version": 1, "cycle": "2026Q4"}, "Raise `version`"),
    ("scheme.in_use", {"name": "x", "version": 1, "cycle": "2026Q4", "next": 2}, "“version: 2”"),
    ("scheme.stored", {"name": "x", "version": 1, "next": 2}, "“version: 2”"),
    ("scheme.not_newer", {"name": "x", "version": 1, "newest": 3, "next": 4}, "“version: 4” instead of 1"),
    ("scheme.invalid", {"count": 2}, "2 mistakes; nothing was added"),
    ("cycle.no_team_sheet", {"scheme": "x", "names": ["Technical"], "more": 2}, "`kpis` under `departments`"),
    ("scheme.weights_not_100", {"scheme": "x", "total": 90}, "add up to 90 %"),
    ("scoring.weights_not_100", {"total": 90}, "90 instead of 100"),
    ("scoring.missing", {"items": ["k1"]}, "choose one"),
    ("review.not_yours", {}, "somebody else"),
    ("review.withdrawn", WITHDRAWN, "There is nothing for you to do"),
    ("review.withdrawn", {**WITHDRAWN, "by": ""}, "nothing was changed"),
    ("review.not_now", {"state": "scored", "event": "submit"}, "newest message"),
    ("self_score.started", {"manager": "Liu Yang"}, "Liu Yang has begun to score this"),
    ("self_score.approved_already", {"manager": "Liu Yang"}, "ask HR"),
    ("self_score.too_late", {"closed_on": FRIDAY, "ask": "Zhou Jing"}, "Ask Zhou Jing (HR)"),
    ("self_score.too_late", {"closed_on": FRIDAY, "ask": ""}, "Ask HR for more time"),
    ("self_score.not_sent_yet", {}, "Begin from"),
    ("self_score.changed_elsewhere", {}, "read it over again"),
    ("self_score.incomplete", {}, "Nothing was sent"),
    ("self_score.no_score", {}, "Choose a score."),
    ("self_score.no_figure", {}, "figure"),
    ("self_score.case_against", {}, "went against the value"),
    ("self_score.case_for", {}, "speaks for it"),
    ("self_score.too_long", {"limit": 200}, "at most 200 characters"),
]


@pytest.mark.parametrize(("code", "facts", "said"), REFUSALS)
def test_a_refusal_says_why_or_what_to_do(code: str, facts: dict[str, Any], said: str) -> None:
    assert said in refusal_text(Words(locale="en-US", timezone="Asia/Shanghai", now=MONDAY), code, facts)


@pytest.mark.parametrize("locale", ["zh-CN", "zh-TW"])
@pytest.mark.parametrize(("code", "facts", "said"), REFUSALS)
def test_a_refusal_can_be_said_in_chinese(locale: str, code: str, facts: dict[str, Any], said: str) -> None:
    assert refusal_text(Words(locale=locale, timezone="Asia/Shanghai", now=MONDAY), code, facts)


def test_typed_text_in_a_refusal_pings_nobody() -> None:
    words = Words(locale="en-US", timezone="Asia/Shanghai", now=MONDAY)

    assert "<!channel>" not in refusal_text(words, "cycle.usage", {"text": "<!channel>"})
