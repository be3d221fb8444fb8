"""What heads of department and HR are told of a department's month."""

from dataclasses import dataclass
from typing import ClassVar

from bot.domain.notices import ToPerson


@dataclass(frozen=True, kw_only=True)
class DepartmentReported(ToPerson):
    """To a head, or to whoever asked: what a department came to. `month` as bot.domain.reports.month writes
    it. `asked`: which time it was, so that asking again brings it again; empty where it came by itself.
    """

    department_id: int
    month: str
    asked: str = ""


@dataclass(frozen=True, kw_only=True)
class DeckMade(ToPerson):
    """The same as slides, right after it."""

    drawn: ClassVar[bool] = True

    department_id: int
    month: str
    asked: str = ""
