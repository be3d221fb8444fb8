"""A year is written about, and nobody scores themselves in it: whatever is said of one says so."""

from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files

import pytest
from jinja2 import Environment, meta

from bot.domain.reviews.cycles import is_year
from bot.domain.reviews.history import Happened, Subject
from bot.domain.reviews.way import Mark
from messages.catalog import Words
from messages.reviews.history_modal import YEAR_SAYS, entry_modal
from messages.reviews.marks import Part, said
from messages.reviews.scheme_summary import adds_up
from messages.reviews.used_files import used_file
from tests.builders.shipped import load_scheme

NOW = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
DAYS = frozenset({"approval", "closed_on", "closes", "due", "replaced_on", "until"})
NAMES = ("cycle", "period", "name", "missed")
"""What is the cycle's name in one of them or another."""
HELPERS = frozenset({"day", "time", "listed", "gettext", "ngettext"})
SELF_SCORE = {"en": ("self-score", "score yourself"), "zh-CN": ("自评",), "zh-TW": ("自評",)}
TEXTS = files("messages") / "text"


def told_apart() -> dict[str, frozenset[str]]:
    """Each text that knows a year, with what it is told."""
    root = Environment(extensions=["jinja2.ext.i18n"])
    root.tests["a_year"] = bool
    found = {}
    for folder in ("notices", "nudging/nudge_card", "refusals", "reviews"):
        for path in sorted((TEXTS / folder).rglob("*.j2")):  # type: ignore[attr-defined]
            text = path.read_text(encoding="utf-8")
            if "is a_year" in text:
                name = str(path.relative_to(TEXTS)).removesuffix(".j2")
                found[name] = frozenset(meta.find_undeclared_variables(root.parse(text))) - HELPERS
    return found


@pytest.mark.parametrize("language", SELF_SCORE)
def test_no_text_speaks_of_a_self_score_of_a_year_and_each_does_of_a_quarter(language: str) -> None:
    words = Words(locale=language, timezone="Asia/Shanghai", now=NOW)
    texts = told_apart()
    assert len(texts) > 15
    for name, told in texts.items():
        for given in (True, False):
            facts = {each: date(2027, 1, 25) if each in DAYS else "Chen Jie" for each in told}
            facts |= {each: 0 for each in ("count", "behind", "more") if each in told}
            facts |= {each: ["Chen Jie"] for each in ("names",) if each in told}
            facts |= {each: given for each in ("given",) if each in told}
            facts |= {each: None for each in ("replaced_on",) if each in told}
            of_year, of_quarter = (
                str(words.say(name, **facts | dict.fromkeys(told & set(NAMES), cycle)))
                for cycle in ("2026", "2026 Q4")
            )
            assert not [each for each in SELF_SCORE[language] if each in of_year.lower()], (name, of_year)
            if given:
                assert [each for each in SELF_SCORE[language] if each in of_quarter.lower()], (
                    name,
                    of_quarter,
                )


@pytest.mark.parametrize("language", SELF_SCORE)
def test_what_is_told_by_its_event_or_its_step_knows_a_year_too(language: str) -> None:
    words = Words(locale=language, timezone="Asia/Shanghai", now=NOW)
    step = {"who": "Liu Fang", "due": "Mon", "minutes": 5, "is_late": False}
    entry = partial(Happened, subject=Subject.REVIEW, row_id=1, about=None, by_id=None, at=NOW)

    def heard(cycle: str) -> list[str]:
        of = {"is_year": is_year(cycle)}
        return [
            *(str(entry_modal(words, entry(event=each, period=cycle))) for each in YEAR_SAYS),
            str(used_file(words, employee="Chen Jie", cycle_name=cycle).text),
            words.say("obligations/self_score", period=cycle, **step, **of),
            said(words, Mark.ASKED, Part.TEAM, given_back=True, names="Chen Jie", **of),
            words.say("reviews/correct_cycle_note/next", back="", is_asked=True, has_typed=False, **of),
        ]

    def says_so(text: str) -> bool:
        return any(each in text.lower() for each in (*SELF_SCORE[language], "you score yourself"))

    assert not [each for each in heard("2026") if says_so(each)]
    assert [each for each in heard("2026 Q4") if not says_so(each)] == []


def test_a_year_is_a_mean_and_no_weighted_sum_of_one_part() -> None:
    words = Words(locale="en", timezone="Asia/Shanghai", now=NOW)
    year, quarter = load_scheme("year"), load_scheme("kpi-values")

    assert "The result is that mean" in adds_up(words, year)
    assert "100 %" not in adds_up(words, year)
    assert "The result is 70 % of KPIs" in adds_up(words, quarter)
