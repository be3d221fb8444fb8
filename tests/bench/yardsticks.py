"""What Steward is measured against: the least that a Bolt app does over the same HTTP."""

import itertools
from collections.abc import Callable
from typing import Any

from prometheus_client import CollectorRegistry
from slack_bolt import Ack, App
from slack_bolt.adapter.starlette import SlackRequestHandler
from slack_sdk import WebClient
from sqlalchemy import Engine, ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web import web_app
from tests.bench.signed import PATH, SECRET


def stock(client: WebClient, *, listens_to: str) -> Starlette:
    """An empty listener, every default as Bolt has it, and Bolt's own Starlette adapter."""
    app = App(client=client, signing_secret=SECRET, token_verification_enabled=False)
    _listen(app, listens_to, _empty)
    handler = SlackRequestHandler(app)

    async def slack_events(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route(PATH, slack_events, methods=["POST"])])


def fast(client: WebClient, *, listens_to: str) -> Starlette:
    """An empty listener that answers when it has run, each request in a thread: Steward's transport."""
    return _on_threads(client, listens_to=listens_to, listener=_empty)


def work(client: WebClient, *, listens_to: str, url: str) -> Starlette:
    """As fast, plus the least that a use case does: read a row, update one, insert one, commit."""
    return _on_threads(client, listens_to=listens_to, listener=_working(open_work(url)))


def work_app(client: WebClient, *, listens_to: str, engine: Engine) -> App:
    """The same without a server around it."""
    return _app(client, listens_to=listens_to, listener=_working(engine))


def _working(engine: Engine) -> Callable[[Ack], None]:
    numbers = itertools.count()

    def listener(ack: Ack) -> None:
        do_work(engine, next(numbers))
        ack()

    return listener


def _empty(ack: Ack) -> None:
    ack()


def _on_threads(client: WebClient, *, listens_to: str, listener: Callable[[Ack], None]) -> Starlette:
    return web_app(
        _app(client, listens_to=listens_to, listener=listener), problems=list, metrics=CollectorRegistry()
    )


def _app(client: WebClient, *, listens_to: str, listener: Callable[[Ack], None]) -> App:
    app = App(
        client=client,
        signing_secret=SECRET,
        process_before_response=True,
        token_verification_enabled=False,
    )
    _listen(app, listens_to, listener)
    return app


def _listen(app: App, name: str, listener: Callable[[Ack], None]) -> None:
    """To a modal of that name, and to a button."""
    app.view(name)(listener)
    app.action(name)(listener)


class _Base(DeclarativeBase):
    pass


class _Counter(_Base):
    __tablename__ = "counters"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int]


class _Note(_Base):
    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counters.id"))
    text: Mapped[str]


COUNTERS = 100


def open_work(url: str) -> Engine:
    """A hundred rows to work on, in an SQLite file in WAL mode or in PostgreSQL."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"), pool_size=40)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _wal)
    _Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all(_Counter(id=number, value=0) for number in range(COUNTERS))
    return engine


def do_work(engine: Engine, number: int) -> None:
    """Read one row, update it, insert another, commit."""
    with Session(engine) as session, session.begin():
        counter = session.get_one(_Counter, number % COUNTERS)
        counter.value += 1
        session.add(_Note(counter_id=counter.id, text="counted"))


def _wal(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")
