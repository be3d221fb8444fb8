"""A session that asks nothing twice, and what is read ahead of many."""

from sqlalchemy import bindparam, select

from storage.models.people import PersonRow
from storage.remembering import OfEach, RememberingSession
from storage.unit import Store
from tests.bench.opening import counted
from tests.builders.people import Company, company

PEOPLE = PersonRow.__table__.c
BY_MANAGER = OfEach(
    select(PEOPLE.id, PEOPLE.name, PEOPLE.manager_id).order_by(PEOPLE.name), PEOPLE.manager_id, "manager_id"
)
BY_NAME = select(PEOPLE.id).where(PEOPLE.name == bindparam("name"))


def session_of(store: Store) -> RememberingSession:
    return RememberingSession(store.engine, autoflush=False)


def test_the_same_is_asked_once_and_something_else_anew(store: Store) -> None:
    people = company(store)
    with session_of(store) as session, counted(store.engine) as statements:
        answers = [session.scalar(BY_NAME, {"name": people.employee.name}) for _ in range(3)]
        nobody = session.scalar(BY_NAME, {"name": "Nobody"})

    assert answers == [people.employee.id] * 3
    assert nobody is None
    assert _asked(statements) == 2


def test_what_was_read_ahead_is_answered_as_if_each_had_been_asked(store: Store) -> None:
    people: Company = company(store)
    managers = [each.id for each in people.everyone]
    with session_of(store) as session:
        singly = {each: session.execute(BY_MANAGER.one, {"manager_id": each}).all() for each in managers}
    with session_of(store) as session, counted(store.engine) as statements:
        rows = BY_MANAGER.ahead(session, [*managers, *managers])
        together = {each: session.execute(BY_MANAGER.one, {"manager_id": each}).all() for each in managers}

    assert together == singly
    assert any(singly.values())
    assert not all(singly.values())
    assert len(rows) == sum(len(each) for each in singly.values())
    assert _asked(statements) == 1


def test_of_nobody_nothing_is_read_ahead(store: Store) -> None:
    with session_of(store) as session, counted(store.engine) as statements:
        assert BY_MANAGER.ahead(session, []) == ()

    assert _asked(statements) == 0


def _asked(statements: list[str]) -> int:
    return sum(each.startswith("SELECT") for each in statements)
