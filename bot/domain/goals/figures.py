"""Figures: what a KPI came to, entered by whoever its sheet names for it. Source: domain.md §4.

A figure belongs to a cycle and to a KPI of somebody's sheet, whichever version of it; each correction is
one more, and the newest holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.people import Person
from bot.domain.quantities import NOT_THERE, Quantity, read_number
from bot.domain.text import key

ON_A_PAGE = 40
"""So many fields one screen holds; Slack takes a hundred blocks."""
TYPED_LIMIT = 120
SOURCE_LIMIT = 200


class Owner(StrEnum):
    """Whose KPI it is: a person's; that of a department, which everybody in it has; or one of several
    people and departments, who share it.
    """

    PERSON = "person"
    DEPARTMENT = "department"
    SHARED = "shared"


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """To which KPI of which sheet a figure belongs, within a cycle. Of a shared KPI `owner_id` is its own id,
    and `kpi` is empty: it has another key on each sheet.
    """

    owner: Owner
    owner_id: int
    kpi: str

    def __str__(self) -> str:
        return f"{self.owner.value}:{self.owner_id}:{self.kpi}"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One that was entered. `typed`: as it was; `value`: what that is, None where there is no figure or the
    KPI counts nothing. `source` in words; `as_of`: the day of which it tells, where somebody said so.
    `by`: who entered it; empty for the company itself. `id` counts up: of one place the highest holds.
    """

    id: int
    typed: str
    value: Decimal | None
    source: str
    by: str
    at: datetime
    as_of: date | None = None

    @property
    def is_there(self) -> bool:
        """Whether it is one: somebody may have entered that there is none."""
        return self.value is not None or key(self.typed) not in NOT_THERE


@dataclass(frozen=True, kw_only=True)
class NewFigure:
    """One that is to be kept for a place, in place of the one that was held."""

    place: Place
    typed: str
    value: Decimal | None
    source: str
    as_of: date | None = None
    corrects_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A KPI whose figure somebody else enters. `whose`: the person's or the department's name; of a shared
    one all of theirs. `owners`: by whom and under which key it is known, each (kind, id, key).

    `has_left`: the person is gone. `arrives_on`: the day on which it should be there. `held`: the figure
    that is there by now. `shared_id`: the shared KPI that it is.
    """

    place: Place
    whose: str
    name: str
    unit: str
    quantity: Quantity | None
    target: str
    source: str
    figure_by_id: int | None
    arrives_on: date
    owners: tuple[tuple[Owner, int, str], ...] = ()
    has_left: bool = False
    held: Figure | None = None
    shared_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class FiguresForm:
    """All figures that a period wants of one person, and what they typed so far, by the place's name.

    `page` counts from 1; after the last one everything is read over. `saved_at`: when it was last kept.
    """

    cycle_id: int
    period: str
    wanted: tuple[Wanted, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    saved_at: datetime | None = None

    @property
    def pages(self) -> int:
        """The screens, the one on which it is read over among them."""
        return -(-len(self.wanted) // ON_A_PAGE) + 1

    @property
    def is_read_over(self) -> bool:
        return self.page == self.pages

    def on_page(self, page: int) -> tuple[Wanted, ...]:
        return self.wanted[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]

    def text(self, wanted: Wanted) -> str:
        """What stands in a field: what was typed, else what is held. One that was emptied changes nothing."""
        held = wanted.held.typed if wanted.held else ""
        return self.typed.get(str(wanted.place), "") or held

    def news(self) -> list[NewFigure]:
        """What handing it in would change. Raises Refusal, as `figure_from`."""
        found = []
        for wanted in self.wanted:
            new = new_figure(self.text(wanted), wanted) if self.text(wanted) else None
            if new is not None and not is_same(new, wanted.held):
                found.append(new)
        return found


@dataclass(frozen=True, kw_only=True)
class FiguresCard:
    """What the card of whoever enters figures shows. `due_on` in their own calendar."""

    person: Person
    cycle_id: int
    period: str
    wanted: tuple[Wanted, ...]
    due_on: date

    @property
    def missing(self) -> tuple[Wanted, ...]:
        return tuple(each for each in self.wanted if each.held is None)

    def is_late(self, now: datetime) -> bool:
        return now.astimezone(self.person.zone).date() > self.due_on


@dataclass(frozen=True, kw_only=True)
class FigureFacts:
    """A figure that came, or was corrected, after it was scored. `before`: the one that held then.

    `is_newest`: none came after it. `suggested`: what the figure that holds suggests now.
    """

    kpi: str
    unit: str
    quantity: Quantity | None
    period: str
    employee: Person
    figure: Figure
    before: Figure | None
    is_newest: bool
    suggested: Decimal | None


def new_figure(typed: str, wanted: Wanted, *, source: str = "", as_of: date | None = None) -> NewFigure:
    """What somebody typed as a KPI's figure. Where no source is named it is the one on the sheet.

    Raises Refusal, as `figure_from`.
    """
    return NewFigure(
        place=wanted.place,
        typed=typed,
        value=figure_from(typed, wanted),
        source=source or wanted.source,
        as_of=as_of,
        corrects_id=wanted.held.id if wanted.held else None,
    )


def figure_from(typed: str, wanted: Wanted) -> Decimal | None:
    """The typed figure as a number; None where there is none, or the KPI counts nothing.

    Raises Refusal, as bot.domain.quantities: figure.unclear, figure.not_a_number and their like.
    """
    if wanted.quantity is None:
        return None
    return read_number(typed, wanted.quantity, unit=wanted.unit).certain()


def is_same(new: NewFigure, held: Figure | None) -> bool:
    """Whether nothing is different: however it is typed, the same number from the same source and day."""
    if held is None or (new.source, new.as_of) != (held.source, held.as_of):
        return False
    return new.value == held.value if new.value is not None else new.typed == held.typed
