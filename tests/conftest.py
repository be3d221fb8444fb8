"""What every test may use: a real database, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.builders.people import Company
from tests.builders.postgres import Postgres
from tests.builders.world import World

ON_BOTH_DATABASES = ("tests/storage/", "tests/services/", "tests/scenarios/")
ALWAYS_ON_BOTH = (
    "tests/storage/",
    *(
        f"tests/scenarios/test_{story}"
        for story in (
            "approval",
            "brief",
            "crash",
            "desk",
            "home",
            "queue",
            "slack_stumbles",
            "website_issue",
        )
    ),
)
"""Every query, and the stories that have most of transactions, of two at once, of crashes. The others meet
PostgreSQL in a soak.
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_url" in metafunc.fixturenames:
        path = metafunc.definition.nodeid
        soaks = [] if path.startswith(ALWAYS_ON_BOTH) else [pytest.mark.soak]
        both = ["sqlite", pytest.param("postgres", marks=soaks)]
        on = both if path.startswith(ON_BOTH_DATABASES) else ["sqlite"]
        metafunc.parametrize("database_url", on, indirect=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "steward.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database of the kind that this test is run on."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "steward.db")
        yield f"sqlite:///{tmp_path / 'steward.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    yield server.url
    server.empty()


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    engine = taught_engine(database_url)
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def world(store: Store) -> World:
    """A company in which nothing has happened yet."""
    return World(store)


@pytest.fixture
def people(world: World) -> Company:
    """Who is who in it."""
    return world.people
