"""Houses to ask."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


@pytest.fixture
def twins() -> Iterator[Callable[[House], House]]:
    """Twins of houses, closed when the test is over."""
    made: list[House] = []

    def twin(house: House) -> House:
        made.append(house.twin())
        return made[-1]

    yield twin
    for house in made:
        house.close()
