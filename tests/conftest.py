"""What every test may use: a real database, made once and copied for each test."""

import gc
import importlib
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import text

from storage.engine import open_engine
from storage.migrations import upgrade
from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.builders.people import Company
from tests.builders.postgres import Postgres
from tests.builders.taught_bolt import teach_bolt
from tests.builders.world import World

settings.register_profile("same", derandomize=True)
settings.register_profile("search", max_examples=400)
# A push fails for what it changes: `make test` has the same examples each time, the soak looks for new ones.
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

teach_bolt()

ON_BOTH_DATABASES = ("tests/storage/", "tests/services/", "tests/scenarios/")
ALWAYS_ON_BOTH = (
    "tests/storage/",
    *(
        f"tests/scenarios/test_approval.py::test_{story}"
        for story in (
            "an_approval_changes_card_and_parent",
            "a_second_click_is_told",
            "a_click_on_an_outdated_card",
            "two_devices_score_one_after_the_other",
        )
    ),
)
"""Every query, a whole story, and the stories of two at once. The others meet PostgreSQL in a soak; processes
that die on it are the fleet's.
"""


def pytest_collection(session: pytest.Session) -> None:
    """Of the workers of a run each reads a part of the modules first; the others find it compiled by then.

    To rewrite the assertions of all of them takes longer than anything else before the first test.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker.startswith("gw") or sys.dont_write_bytecode:
        return
    root = session.config.rootpath
    asked = [root / each.partition("::")[0] for each in session.config.args]
    modules = sorted(path for folder in asked for path in folder.rglob("test_*.py"))
    for path in modules[int(worker[2:]) :: int(os.environ["PYTEST_XDIST_WORKER_COUNT"])]:
        with suppress(Exception):  # it is told where the module is collected
            importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What thirteen thousand tests consist of stays to the end: no need to look through it for rubbish."""
    gc.collect()
    gc.freeze()


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
