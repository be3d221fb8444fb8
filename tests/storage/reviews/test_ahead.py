"""What many reviews need, read together: as if each had been asked for, in a fixed number of statements."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select, update

from bot.domain.drafts import Form
from bot.domain.goals.figures import NewFigure, Owner, Place
from bot.domain.people import Person
from bot.errors import Missing
from bot.services.reviews.review_facts import review_facts
from storage.models.people import PersonRow
from storage.models.reviews import KpiItemRow, KpiSheetRow, ReviewRow
from storage.models.shared import SharedKpiRow
from storage.unit import Store, Unit
from tests.bench.opening import counted
from tests.builders.self_score import fill, open_quarter, review_of
from tests.builders.world import World

AT = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
NOBODYS = 4711


@pytest.fixture
def ids(world: World) -> list[int]:
    """All of a quarter's reviews: figures of all three kinds, one of them corrected, and a draft."""
    store, employee = world.store, world.people.employee
    open_quarter(store, by=world.people.hr)
    fill(store, review_of(store, employee), by=employee)
    with store.begin() as unit:
        _put_figures(unit, employee)
        return list(unit.session.scalars(select(ReviewRow.id).order_by(ReviewRow.id)))


def _put_figures(unit: Unit, employee: Person) -> None:
    session = unit.session
    review = session.scalars(select(ReviewRow).where(ReviewRow.employee_id == employee.id)).one()
    department = session.get_one(PersonRow, employee.id).department_id
    item = session.scalars(select(KpiItemRow).where(KpiItemRow.sheet_id == review.sheet_id)).first()
    assert item is not None
    facts = ("key", "name", "result", "measure", "unit", "target", "source", "anchors", "scored_by")
    same = {name: getattr(item, name) for name in facts}
    sheet = KpiSheetRow(department_id=department, version=99, agreed_at=AT)
    shared = SharedKpiRow(number=1, cycle_id=review.cycle_id, proposed_by_id=employee.id, **same)
    shared.proposed_at, shared.because, shared.state, shared.version = AT, "Both.", "proposed", 1
    session.add_all([sheet, shared])
    session.flush()
    session.add(KpiItemRow(sheet_id=sheet.id, position=1, weight=100, **same))
    session.add(
        KpiItemRow(sheet_id=sheet.id, position=2, weight=10, shared_id=shared.id, **{**same, "key": "shared"})
    )
    session.execute(update(ReviewRow).values(team_sheet_id=sheet.id))
    places = [
        Place(owner=Owner.PERSON, owner_id=employee.id, kpi=item.key),
        Place(owner=Owner.DEPARTMENT, owner_id=department, kpi=item.key),
        Place(owner=Owner.SHARED, owner_id=shared.id, kpi=""),
    ]
    for number, place in enumerate([*places, places[0]]):
        unit.figures.add(
            review.cycle_id,
            [NewFigure(place=place, typed=str(number), value=Decimal(number), source="Web", as_of=None)],
            by_id=employee.id,
            at=AT,
        )


def test_each_is_answered_as_if_it_had_been_asked_for(store: Store, ids: list[int]) -> None:
    with store.read() as unit:
        singly = [_told(unit, each) for each in ids]
    with store.read_many() as unit:
        unit.reviews_ahead.read([*ids, NOBODYS])
        with counted(store.engine) as statements:
            together = [_told(unit, each) for each in ids]
        with pytest.raises(Missing):
            unit.reviews.look(NOBODYS)

    assert together == singly
    assert {len(each[-2]) for each in singly} == {2, 3}
    assert statements == []


def test_it_takes_as_many_statements_for_two_as_for_all(store: Store, ids: list[int]) -> None:
    taken = []
    for some in (ids[:2], ids):
        with store.read_many() as unit, counted(store.engine) as statements:
            unit.reviews_ahead.read(some)
        taken.append(len(statements))

    assert len(ids) > 2
    assert taken[0] == taken[1] <= 10


def test_a_session_that_does_not_remember_reads_nothing_ahead(store: Store, ids: list[int]) -> None:
    with store.begin() as unit, counted(store.engine) as statements:
        unit.reviews_ahead.read(ids)

    assert [each for each in statements if each.startswith("SELECT")] == []


def _told(unit: Unit, review_id: int) -> tuple[object, ...]:
    review = unit.reviews.look(review_id)
    draft = unit.drafts.get(review.employee_id, Form.SELF_SCORE, str(review_id))
    return review, review_facts(unit, review_id), unit.figures.of_review(review), draft
