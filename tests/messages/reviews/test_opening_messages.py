"""What HR is told of the two moments of a period: within Slack's limits, in every language."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.goals.status import PersonsGoals
from bot.domain.goals.way import Mark
from bot.domain.people import Role
from bot.domain.reviews.cycles import (
    AskedToWithdraw,
    CycleStatus,
    Dates,
    GoalsDates,
    OpenedCycle,
)
from bot.domain.reviews.opening import EarlyScoring, Lacks, Moment, NotReady, OpenedScoring
from messages.catalog import Words
from messages.goals.marks import MARKS
from messages.reviews.cycle_answers import (
    ANSWER_LIMIT,
    early_question,
    extended_answer,
    help_answer,
    opened_answer,
    scoring_answer,
    status_answer,
    withdraw_question_text,
)
from messages.reviews.joined_late_card import joined_late_card
from messages.reviews.not_ready_card import not_ready_card
from tests.builders.people import someone
from tests.builders.shipped import load_scheme

LOCALES = ["en-US", "zh-CN", "zh-TW"]
NOW = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
SECTION_LIMIT = 3000
GOALS = GoalsDates(due=date(2027, 1, 18), scoring_opens_on=date(2027, 3, 29))
DATES = Dates(
    self_score_due=date(2027, 4, 8),
    self_score_closes=date(2027, 4, 22),
    approval_due=date(2027, 4, 15),
    second_look_due=date(2027, 4, 22),
)
LONG = "&" * 150


def words(locale: str = "en-US") -> Words:
    return Words(locale=locale, timezone="Asia/Shanghai", now=NOW)


def opened(**changes: object) -> OpenedCycle:
    values: dict[str, object] = {
        "name": "2027Q1",
        "scheme": load_scheme("kpi-values"),
        "people": 3,
        "dates": DATES,
        "not_reviewed": (),
        "goals": GOALS,
        "kept": 5,
    }
    return OpenedCycle(**{**values, **changes})  # type: ignore[arg-type]


def agreeing(count: int) -> tuple[PersonsGoals, ...]:
    return tuple(
        PersonsGoals(
            department=f"Department {number % 60:02} {LONG[:60]}",
            name=f"Person {number} {LONG[:100]}",
            employee_id=number,
            manager="Liu Yang",
            manager_id=1,
            mark=tuple(MARKS)[number % len(MARKS)],
            owed_since=NOW,
        )
        for number in range(count)
    )


def status(count: int, **changes: object) -> CycleStatus:
    values: dict[str, object] = {
        "name": "2027Q1",
        "starts_on": date(2027, 1, 1),
        "ends_on": date(2027, 3, 31),
        "dates": DATES,
        "people": (),
        "goals": GOALS,
        "is_in_goals": True,
        "agreeing": agreeing(count),
    }
    return CycleStatus(**{**values, **changes})  # type: ignore[arg-type]


def test_the_answer_says_which_moment_was_opened_for_how_many_and_what_is_next() -> None:
    said = opened_answer(words(), opened(not_reviewed=("Zhao Min",)), hour=10)

    assert said.startswith("2027 Q1 is open for goals, for 3 people. Each hears of it at 10:00")
    assert "sign it, by Mon 18 Jan. Scoring opens by itself on Mon 29 Mar" in said
    assert "sooner with `/review score 2027Q1`" in said
    assert "Self-scores are due Thu 8 Apr and taken until Thu 22 Apr" in said
    assert "5 people keep the KPI sheet of the organisation file and are not asked." in said
    assert "neither manager nor KPI sheet: Zhao Min." in said
    assert "keep the KPI sheet" not in opened_answer(words(), opened(kept=0), hour=10)


def test_the_answer_to_scoring_names_who_is_not_in_it() -> None:
    others = (
        NotReady(name="Wu Min", lacks=Lacks.SHEET),
        NotReady(name="He Jun", lacks=Lacks.MANAGER),
        NotReady(name="Lin Tao", lacks=Lacks.TEAM_SHEET),
    )
    found = OpenedScoring(name="2027Q1", people=("Chen Jie",), dates=DATES, not_ready=others, is_more=False)

    said = scoring_answer(words(), found, hour=10)
    more = scoring_answer(words(), OpenedScoring(**{**vars(found), "is_more": True}), hour=10)

    assert "2027 Q1 is open for scoring, for one person." in said
    for name, why in (("Wu Min", "signed by both"), ("He Jun", "their manager"), ("Lin Tao", "no KPIs")):
        [line] = [line for line in said.splitlines() if name in line]
        assert why in line
    assert "One more person is scored in 2027 Q1: Chen Jie." in more


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("count", [0, 1, 30, 10_000])
def test_the_answer_to_status_fits_a_message(locale: str, count: int) -> None:
    for shown in (status(count, kept=7), status(count, is_in_goals=False, others_in_goals=("2027Q2",))):
        assert 0 < len(status_answer(words(locale), shown)) <= ANSWER_LIMIT


def test_status_counts_goals_by_department_and_names_people_where_they_are_few() -> None:
    said = status_answer(words(), status(2, kept=1, others_in_goals=("2027H1",)))

    assert "*2027 Q1*, goals: 1 of 2 agreed. Due Mon 18 Jan; scoring opens by itself on Mon 29 Mar." in said
    assert "One person more keeps the KPI sheet of the organisation file." in said
    assert "with Liu Yang to be signed, since Mon 4 Jan" in said
    assert "In 2027 H1 goals are agreed on: `/review status 2027H1`." in said
    assert "Not scored yet" in status_answer(words(), status(2, is_in_goals=False))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("mark", list(MARKS))
def test_every_mark_of_goals_is_told_in_a_word_of_its_own(locale: str, mark: Mark) -> None:
    said = {
        each: status_answer(words(locale), status(1, agreeing=(replaced(each),))).splitlines()[-1]
        for each in MARKS
    }

    assert sum(said[mark] == other for other in said.values()) == 1


def replaced(mark: Mark) -> PersonsGoals:
    return PersonsGoals(**{**vars(agreeing(1)[0]), "mark": mark})


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("count", [1, 3, 500])
def test_what_hr_is_told_fits_a_message_with_the_longest_names(locale: str, count: int) -> None:
    for lacks in Lacks:
        others = [NotReady(name=f"{number} {LONG}", lacks=lacks) for number in range(count)]

        told = not_ready_card(words(locale), "2027Q1", others, scored=3)
        answer = scoring_answer(
            words(locale),
            OpenedScoring(
                name="2027Q1",
                people=tuple(each.name for each in others),
                dates=DATES,
                not_ready=tuple(others),
                is_more=True,
            ),
            hour=10,
        )

        assert all(len(block["text"]["text"]) <= SECTION_LIMIT for block in told.blocks)
        assert len(answer) <= ANSWER_LIMIT
    late = joined_late_card(words(locale), employee=LONG, name="2027Q1", closes=date(2027, 4, 22))
    assert len(late.text) <= SECTION_LIMIT


def test_the_other_answers_name_days() -> None:
    asked = AskedToWithdraw(
        cycle_id=1, name="2027Q1", opened_at=NOW, people=3, told=0, reason="A mistake.", is_in_goals=True
    )
    early = EarlyScoring(name="2027Q1", opens_on=date(2027, 3, 29), ready=1, people=1)

    assert "goals are now due Mon 18 Jan" in extended_answer(words(), "2027Q1", GOALS)
    assert "It was opened for goals on Mon 4 Jan, for 3 people" in withdraw_question_text(words(), asked)
    assert "for 1 of one person" in early_question(words(), early).text


@pytest.mark.parametrize("locale", LOCALES)
def test_help_tells_hr_of_both_moments(locale: str) -> None:
    zhou = someone(9, "Zhou Jing", roles=[Role.HR])

    said = help_answer(words(locale), zhou)

    for command in ("open 2026Q4 goals", "open 2026Q4 scoring", "score 2026Q4"):
        assert f"`/review {command}`" in said
    assert {each.value for each in Moment} == {"goals", "scoring"}
