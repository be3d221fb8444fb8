"""The unit of work: one use case, one transaction, rolled back unless it ends well."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from storage.cycles import Cycles
from storage.drafts import Drafts
from storage.engine import WRITES
from storage.intake import Requests
from storage.nudges import Nudges
from storage.outbox import Outbox
from storage.overview import Overview
from storage.owed import Waiting
from storage.passing import Passing
from storage.people import People
from storage.reviews import Reviews
from storage.turnstile import Turnstile


class Unit:
    """What a use case works with: the queries of every feature, in one transaction."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.people = People(session)
        self.cycles = Cycles(session)
        self.reviews = Reviews(session)
        self.requests = Requests(session)
        self.waiting = Waiting(session)
        self.nudges = Nudges(session)
        self.passing = Passing(session)
        self.overview = Overview(session)
        self.drafts = Drafts(session)
        self.outbox = Outbox(session)


class Store:
    """The database. `on_notices` is called after a commit that left something to be sent."""

    def __init__(self, engine: Engine, *, on_notices: Callable[[], None] = lambda: None) -> None:
        self.engine = engine
        self.on_notices = on_notices
        self._writing = engine.execution_options(**{WRITES: True})
        is_sqlite = engine.dialect.name == "sqlite"
        self._turn: AbstractContextManager[None] = Turnstile() if is_sqlite else nullcontext()

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """A transaction that writes; an exception inside it undoes everything."""
        with self._turn, Session(self._writing, expire_on_commit=False) as session, session.begin():
            unit = Unit(session)
            yield unit
        if unit.outbox.was_added_to:
            self.on_notices()

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """A transaction that only reads; it never waits for writers."""
        with Session(self.engine, expire_on_commit=False, autoflush=False) as session:
            yield Unit(session)
