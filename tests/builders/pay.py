"""A year that is released, places in pay grades, and a proposal as it comes back from a spreadsheet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import update

from bot.domain.pay.decision import Decided
from bot.domain.pay.place_import import NewPlace
from bot.domain.pay.proposal import Proposed
from bot.domain.people import Person
from bot.domain.reviews.review import Review
from bot.reading.workbook import read_workbook
from storage.models.reviews import CycleRow
from storage.pay.proposal import pay_of
from tests.builders.matrix import released
from tests.builders.workbook import workbook_bytes
from tests.builders.world import FRIDAY, QUARTER, World

YEAR = "2026"
APRIL = date(2026, 4, 1)
JANUARY = date(2027, 1, 1)

Row = dict[str, str]


def year(world: World, given: Mapping[Person, tuple[str, str]]) -> None:
    """These people's results, released under the year's name."""
    released(world, given)
    with world.store.begin() as unit:
        unit.session.execute(update(CycleRow).where(CycleRow.name == QUARTER).values(name=YEAR))


def placed(
    world: World,
    places: Mapping[Person, tuple[str, int]],
    *,
    steps: int = 8,
    since: date = APRIL,
    at: datetime = FRIDAY,
) -> None:
    """Where these people stand: grade and step."""
    with world.store.begin() as unit:
        new = [
            NewPlace(person_id=person.id, grade=grade, step=step, steps=steps, from_day=since)
            for person, (grade, step) in places.items()
        ]
        pay_of(unit).add_places(new, at=at)


def paid(world: World, review: Review, *, grade: str, reason: str) -> None:
    """Somebody's place in a grade, and a decision about it, written at once."""
    person = next(each for each in world.people.everyone if each.id == review.employee_id)
    placed(world, {person: (grade, 3)})
    with world.store.begin() as unit:
        pay = pay_of(unit)
        (place,) = pay.places()[person.id]
        row = Proposed(
            person_id=person.id,
            name=person.name,
            email=person.email,
            place=place,
            score=Decimal(4),
            change=2,
            why=None,
        )
        number = pay.propose(review.cycle_id, [row], at=FRIDAY)
        (kept,) = pay.rows(number)
        decided = Decided(
            row_id=kept.id, person_id=person.id, place=place, change=1, reason=reason, differs=True
        )
        pay.decide(number, [decided], from_day=JANUARY, by="hr", file_sha256="0" * 64, at=FRIDAY)


def rows_of(file: Path) -> tuple[list[str], list[Row]]:
    """The names of a proposal's columns, and its rows by them, the shown headings among them."""
    (_, heads), *rows = read_workbook(file, file.read_bytes()).rows
    return list(heads), [dict(zip(heads, cells, strict=True)) for _, cells in rows]


def came_back(
    file: Path,
    change: Callable[[list[Row]], object],
    *,
    columns: Sequence[str] | None = None,
    to: Path | None = None,
) -> Path:
    """The same file with its rows changed; `columns`: those that it has now."""
    heads, rows = rows_of(file)
    change(rows)
    heads = list(columns or heads)
    target = to or file.with_name("decided.xlsx")
    target.write_bytes(workbook_bytes([heads, *([row.get(each, "") for each in heads] for row in rows)]))
    return target
