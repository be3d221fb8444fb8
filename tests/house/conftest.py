"""Houses to ask."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.unit import Store
from tests.builders.engines import taught_engine
from tests.house.asking import House

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""10:00 in Hangzhou, where everybody works."""


@pytest.fixture(scope="module")
def empty_house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One in which nothing has happened: whoever wants to do something does it in a twin of it."""
    database = tmp_path_factory.mktemp("houses") / "house.db"
    shutil.copy(sqlite_template, database)
    house = House.empty(database, opens_at=MONDAY)
    yield house
    house.close()


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One database for every twin, for what is known of its statements is dear to learn anew."""
    engine = taught_engine(f"sqlite:///{tmp_path_factory.mktemp('stage') / 'stage.db'}")
    yield Store(engine)
    engine.dispose()


@pytest.fixture
def twin(stage: Store) -> Callable[[House], House]:
    """A twin of a house, in the place of the one before."""
    return lambda house: house.twin_on(stage)
