"""Everybody's KPI sheets of a period: a manager's people, or for HR the company; what waits first."""

from typing import Any

from bot.domain.goals.facts import ListedSheet, ListedSheets
from messages.catalog import Words
from messages.goals.job_form_buttons import read_form_button
from messages.goals.marks import Part, said
from messages.goals.my_goals_card import READ, sheet_value
from messages.kit import Block, Element, button, context, modal, section
from messages.reviews.score_lines import cycle_title, short

SHEETS = "goals.my_goals.sheets"


def sheets_button(words: Words, cycle_id: int) -> Element:
    """Opens it, for a period."""
    return button(words.label("KPI sheets…"), SHEETS, value=str(cycle_id))


def sheets_modal(words: Words, sheets: ListedSheets) -> dict[str, Any]:
    """One line a person, with a button to read what they have signed."""
    blocks: list[Block] = [_line(words, each) for each in sheets.listed]
    if not blocks:
        blocks = [section(words.say("goals/sheets_modal/empty"))]
    if sheets.more:
        blocks.append(context(words.say("goals/sheets_modal/more", count=sheets.more)))
    return modal(
        title=words.label("%(cycle)s KPI sheets", cycle=cycle_title(sheets.cycle_name)),
        blocks=blocks,
        callback_id="goals.my_goals.sheets_form",
        close=words.label("Close"),
    )


def _line(words: Words, sheet: ListedSheet) -> Block:
    text = words.say(
        "goals/sheets_modal/line",
        name=short(sheet.employee),
        state=said(words, sheet.mark, Part.STATUS, manager=short(sheet.manager), since=sheet.since),
    )
    return section(text, accessory=_read(words, sheet))


def _read(words: Words, sheet: ListedSheet) -> Element | None:
    """The sheet, from which a button leads to the form; the form alone where there is no sheet yet."""
    if sheet.sheet_id is not None:
        return button(words.label("Read it…"), READ, value=sheet_value(sheet.goals_id, sheet.sheet_id))
    return read_form_button(words, sheet.form_id) if sheet.form_id is not None else None
