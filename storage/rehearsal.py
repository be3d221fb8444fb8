"""A database to try things on: all that is written is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from storage.engine import WRITES
from storage.models.people import POLICY
from storage.unit import Store, Unit


class Rehearsal(Store):
    """A store whose units of work are steps of one transaction, and see each other's."""

    def __init__(self, store: Store, connection: Connection) -> None:
        super().__init__(store.engine, policy=store.policy)
        self._connection = connection

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        with self._session() as session, session.begin():
            yield Unit(session)

    @contextmanager
    def read(self) -> Iterator[Unit]:
        with self._session() as session:
            yield Unit(session)

    def _session(self) -> Session:
        return Session(
            self._connection,
            join_transaction_mode="create_savepoint",
            expire_on_commit=False,
            info={POLICY: self.policy},
        )


@contextmanager
def rehearse(store: Store) -> Iterator[Rehearsal]:
    """Inside it use cases can be run for real; afterwards the database is as it was."""
    engine = store.engine.execution_options(**{WRITES: True})
    with engine.connect() as connection, connection.begin() as transaction:
        yield Rehearsal(store, connection)
        transaction.rollback()
