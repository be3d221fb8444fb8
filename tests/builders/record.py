"""Rows that are otherwise only ever added, written over by a test that needs another past."""

from contextlib import AbstractContextManager

from storage.unit import Unit
from tests.builders.acting import MONDAY


def another_past(unit: Unit) -> AbstractContextManager[None]:
    """Inside it, rows of the record may be changed and deleted; that they were stands in it."""
    return unit.record.opened(why="A test needs another past.", by_id=None, at=MONDAY)
