"""Somebody's goals for one period as their rules see them: whose they are and where they are; no KPIs."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.goals.way import GOALS, Party, Stage, State


@dataclass(frozen=True, kw_only=True)
class Goals:
    """`owed_since`: when the present step became somebody's. `version`: the number of the last entry.

    `sheet_id`: the version of the sheet that is on the table, signed by one side; None where none is.
    `agreed_sheet_id`: the one that both signed and that counts. `wanted_from`: the
    day from which another one is wanted, for their person has another post or department; None once it is
    agreed on. `is_here`: their person has not left.
    """

    id: int
    cycle_id: int
    employee_id: int
    manager_id: int
    state: State
    owed_since: datetime
    version: int
    sheet_id: int | None = None
    agreed_sheet_id: int | None = None
    wanted_from: date | None = None
    is_here: bool = True

    @property
    def stage(self) -> Stage:
        return GOALS.stage(self.state)


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One side's, under one version of a sheet. `in_place_of_id`: the absent manager whom HR covered."""

    sheet_id: int
    side: Party
    by_id: int
    at: datetime
    in_place_of_id: int | None = None
