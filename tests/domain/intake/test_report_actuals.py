"""The desk as a source of figures: what a sheet may call them, and what they come to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.domain.goals.figures import Figure, Wanted
from bot.domain.intake.report import Around, Measures, Report, Spread
from bot.domain.intake.report_actuals import Measured, actual, actuals, measured_by
from bot.domain.intake.report_period import Days
from bot.domain.quantities import Quantity
from bot.errors import Refusal
from tests.builders.figures import figure, wanted

QUARTER = Days(first=date(2026, 10, 1), last=date(2026, 12, 31))
REPORT = Report(
    days=QUARTER,
    least=3,
    now=Measures(
        settled=16,
        mistakes=3,
        first_answer=Spread(count=20, median=42, ninth=130),
        resolution=Spread(count=14, median=380, ninth=2280),
    ),
    before=Measures(),
    around=Around(good=3, bad=1),
    around_before=Around(),
)


@pytest.mark.parametrize(
    ("source", "measured"),
    [
        ("Website desk: first answer", Measured.FIRST_ANSWER),
        ("  website  DESK : First answer ", Measured.FIRST_ANSWER),
        ("Website desk: first answer (90th percentile)", Measured.FIRST_ANSWER_NINTH),
        ("网站请求：首次答复", Measured.FIRST_ANSWER),
        ("網站請求：滿意度", Measured.SATISFACTION),
        ("Web analytics", None),
        ("Web analytics: first answer", None),
        ("The website desk", None),
        ("", None),
    ],
)
def test_a_source_is_the_desks_where_it_says_so(source: str, measured: Measured | None) -> None:
    assert measured_by(source) is measured


def test_a_figure_that_the_desk_does_not_have_is_named_with_those_that_it_has() -> None:
    with pytest.raises(Refusal, match=r"report\.no_such_figure"):
        measured_by("Website desk: happiness")


def test_every_figure_can_be_typed() -> None:
    assert {each: actual(REPORT, each) for each in Measured} == {
        Measured.FIRST_ANSWER: "42 min",
        Measured.FIRST_ANSWER_NINTH: "130 min",
        Measured.SETTLED: "380 min",
        Measured.SETTLED_NINTH: "2280 min",
        Measured.MISTAKES: "18.8%",
        Measured.DUPLICATES: "0.0%",
        Measured.REOPENED: "0.0%",
        Measured.SATISFACTION: "75.0%",
    }
    assert not any(actual(replace(REPORT, now=Measures(), around=Around()), each) for each in Measured)


def of_desk(name: str = "first answer", held: Figure | None = None, **rest: Any) -> Wanted:
    values: dict[str, Any] = {"unit": "min", "quantity": Quantity.TIME, **rest}
    return wanted(source=f"Website desk: {name}", held=held, **values)


def test_kpis_that_name_the_desk_get_its_figure_with_the_day_up_to_which_it_counts() -> None:
    found = actuals(REPORT, [of_desk(), wanted(2)], days=QUARTER)

    (new,) = found.new
    assert (new.typed, new.value, new.as_of) == ("42 min", 2520, QUARTER.last)
    assert new.source == "Website desk: first answer"
    assert (found.corrected, found.unchanged, found.problems) == (0, 0, [])


def test_the_same_figure_stays_and_another_one_is_corrected() -> None:
    (new,) = actuals(REPORT, [of_desk()], days=QUARTER).new
    held = figure("2520", typed="42 min", source=new.source, as_of=new.as_of)

    assert actuals(REPORT, [of_desk(held=held)], days=QUARTER).unchanged == 1
    assert actuals(REPORT, [of_desk(held=figure("60"))], days=QUARTER).corrected == 1


def test_what_cannot_be_the_kpis_figure_is_said_and_the_others_are_entered() -> None:
    percent = of_desk("first answer", quantity=Quantity.PERCENT, unit="%")
    found = actuals(REPORT, [percent, of_desk("mood"), of_desk()], days=QUARTER)

    assert len(found.new) == 1
    assert [refusal.code for _, _, refusal in found.problems][1] == "report.no_such_figure"
    assert len(found.problems) == 2
    none = replace(REPORT, now=Measures())
    (problem,) = actuals(none, [of_desk()], days=QUARTER).problems
    assert problem[2].code == "report.nothing_to_count"
