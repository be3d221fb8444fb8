"""Reading files about pay, with every problem and its line."""

from dataclasses import dataclass
from pathlib import Path as File

from bot.commands.org_sheet import Columns
from bot.commands.sheet_file import SheetFile, read_sheet
from bot.domain.organisation import Problem
from bot.domain.pay.decision import KEYS, DecisionEntry
from bot.domain.pay.place_import import PlaceEntry

NAMES = ("email", "id", "grade", "step", "steps", "since")
_PLACES = Columns(known=frozenset(NAMES), required=("grade", "step", "since"))
_PROPOSAL = Columns(known=frozenset(KEYS), required=KEYS)


@dataclass(frozen=True, kw_only=True)
class PlacesFile:
    """The rows as far as they could be read. `remarks`: what whoever imports should know."""

    entries: tuple[PlaceEntry, ...]
    problems: tuple[tuple[int, Problem], ...]
    remarks: tuple[str, ...] = ()


def read_places(file: File) -> PlacesFile:
    """What stands in a file of pay places. Raises SetupError where it cannot be opened."""
    sheet = read_sheet(file, _PLACES)
    entries = (
        PlaceEntry(line=row.line, **{name: row.cells.get(name, "") for name in NAMES}) for row in sheet.rows
    )
    return PlacesFile(entries=tuple(entries), problems=sheet.problems, remarks=sheet.remarks)


def read_proposal(file: File) -> tuple[tuple[DecisionEntry, ...], SheetFile]:
    """The rows of a proposal that came back, and the sheet with what is wrong with it as one.

    Raises SetupError where it cannot be opened.
    """
    sheet = read_sheet(file, _PROPOSAL)
    return tuple(DecisionEntry(line=row.line, cells=row.cells) for row in sheet.rows), sheet
