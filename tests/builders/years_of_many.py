"""A company over two years, thrown by a seed: who came, went and came back, what became of each period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from bot.domain.moves import Move
from bot.domain.people import Grade, Person
from bot.domain.reviews.cycles import period_named
from bot.domain.reviews.scheme import dump_scheme
from bot.domain.reviews.scoring import Side
from bot.domain.reviews.sections.ladder import POINTS
from bot.domain.reviews.way import Event, State
from storage.models.calibration import CalibrationMoveRow
from storage.models.moves import MoveRow
from storage.models.people import PersonRow
from storage.models.reviews import ReviewHistoryRow, ReviewRow, ScoreRow
from storage.unit import Store, Unit
from tests.builders.people import company, kpi_sheet
from tests.builders.shipped import load_scheme
from tests.builders.slow_year import slow_point

YEARS = (2025, 2026)
PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")
SCHEME = load_scheme("kpi-values")
ITEMS = {"kpi": ("conversion", "dwell"), "values": ("customer_first", "teamwork")}


@dataclass(frozen=True, kw_only=True)
class Life:
    """What was thrown for one person. `results`: by period, what counts of it by the slow reference."""

    person: Person
    joined_on: date | None = None
    away: tuple[tuple[date, date], ...] = ()
    results: dict[str, Fraction] = field(default_factory=dict)


def lives_of_many(store: Store, *, people: int, seed: int) -> list[Life]:
    """Write them all, and say what was thrown."""
    dice = Random(seed)
    known = company(store)
    with store.begin() as unit:
        cycles = {f"{year}{part}": cycle_called(unit, f"{year}{part}") for year in YEARS for part in PARTS}
        manager = unit.session.get_one(PersonRow, known.manager.id)
        return [_life(unit, dice, number, manager, cycles, hr_id=known.hr.id) for number in range(people)]


def _life(
    unit: Unit, dice: Random, number: int, manager: PersonRow, cycles: Mapping[str, int], *, hr_id: int
) -> Life:
    first = date(2024, 6, 1)
    joined_on = dice.choice((None, first + timedelta(days=dice.randrange(900))))
    promoted = dice.choice((None, None, "2025H2", "2026H1", "2026H2"))
    away = _away(dice, joined_on)
    row = PersonRow(
        email=f"p{number}@example.com",
        name=f"Person {number}",
        post="Specialist",
        department=manager.department,
        branch=manager.branch,
        manager_id=manager.id,
        grade=Grade.SENIOR if promoted else Grade.STAFF,
        roles=frozenset(),
        joined_on=joined_on,
    )
    unit.session.add(row)
    unit.session.flush()
    for gone, back in away:
        at = datetime(back.year, back.month, back.day, tzinfo=UTC)
        unit.session.add(MoveRow(person_id=row.id, move=Move.LEAVE, day=gone, at=at))
        unit.session.flush()
        unit.session.add(MoveRow(person_id=row.id, move=Move.RETURN, day=back, at=at))
        row.returned_on = back
    sheet = kpi_sheet(unit, row.id)
    results = {}
    for name in _reviewed_in(dice, promoted):
        result = _review(unit, dice, row, manager, cycles[name], sheet, hr_id=hr_id)
        if result is not None:
            results[name] = result
    unit.session.flush()
    return Life(person=row.value(), joined_on=joined_on, away=away, results=results)


def _away(dice: Random, joined_on: date | None) -> tuple[tuple[date, date], ...]:
    if dice.random() < 0.7:
        return ()
    gone = max(joined_on or date(2025, 1, 1), date(2025, 1, 1)) + timedelta(days=dice.randrange(400))
    return ((gone, gone + timedelta(days=dice.randrange(1, 250))),)


def _reviewed_in(dice: Random, promoted: str | None) -> Iterator[str]:
    """Quarters before a promotion and half-years from it on; now and then none, or both."""
    for year in YEARS:
        for half in (1, 2):
            is_senior = promoted is not None and f"{year}H{half}" >= promoted
            names = [f"{year}H{half}"] if is_senior else [f"{year}Q{2 * half - 1}", f"{year}Q{2 * half}"]
            if dice.random() < 0.15:
                names = [f"{year}H{half}", f"{year}Q{2 * half - 1}"]
            yield from (name for name in names if dice.random() < 0.85)


def _review(
    unit: Unit,
    dice: Random,
    row: PersonRow,
    manager: PersonRow,
    cycle_id: int,
    sheet: int,
    *,
    hr_id: int,
) -> Fraction | None:
    """What counts of it; None where it has no released result."""
    state = dice.choice((State.RELEASED,) * 6 + (State.NOT_RATED, State.SELF_SCORED, State.CONFIRMED))
    at = datetime(2027, 1, 10, tzinfo=UTC)
    review = ReviewRow(
        cycle_id=cycle_id,
        employee_id=row.id,
        manager_id=manager.id,
        sheet_id=sheet,
        state=state,
        owed_since=at,
        version=3,
    )
    unit.session.add(review)
    unit.session.flush()
    steps = [
        ReviewHistoryRow(
            review_id=review.id,
            number=number,
            event=event,
            from_state=State.GOALS_AGREED,
            to_state=state,
            at=at,
            facts={},
        )
        for number, event in enumerate((Event.OPEN, Event.SUBMIT, Event.APPROVE), start=1)
    ]
    unit.session.add_all(steps)
    unit.session.flush()
    points = {
        "kpi": [dice.choice(SCHEME.points) for _ in ITEMS["kpi"]],
        "values": [dice.choice(POINTS[:8]) for _ in ITEMS["values"]],
    }
    for section, items in ITEMS.items():
        for item, score in zip(items, points[section], strict=True):
            unit.session.add(
                ScoreRow(
                    review_id=review.id,
                    history_id=steps[1].id,
                    side=Side.SELF,
                    section=section,
                    item=item,
                    score=score,
                )
            )
    exact, point, is_failed = slow_point(points["kpi"], points["values"], SCHEME.points)
    if state is State.RELEASED and dice.random() < 0.2:
        moved = dice.choice(SCHEME.points)
        unit.session.add(
            CalibrationMoveRow(
                review_id=review.id,
                number=1,
                approval=3,
                was=Decimal(point.numerator) / point.denominator,
                now=moved,
                reason="Beside the others.",
                by_id=hr_id,
                at=at,
            )
        )
        exact, is_failed = Fraction(moved), False
    if state is not State.RELEASED:
        return None
    return point if is_failed else exact


def cycle_called(unit: Unit, name: str) -> int:
    """Open for scoring, on kpi-values; its id."""
    period, day = period_named(name), date(2027, 1, 8)
    cycle_id = unit.cycles.add(
        name=name,
        scheme_key=SCHEME.key,
        scheme_version=SCHEME.version,
        scheme=dump_scheme(SCHEME),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        opened_at=datetime(2027, 1, 1, tzinfo=UTC),
        scoring_opened_at=datetime(2027, 1, 1, tzinfo=UTC),
        self_score_due=day,
        self_score_closes=day,
        approval_due=day,
        second_look_due=day,
    )
    assert cycle_id is not None
    return cycle_id
