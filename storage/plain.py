"""Rows without the mapper, which takes ten times as long as the statement: for what is only read."""

from collections import namedtuple
from collections.abc import Collection, Sequence
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Table

from storage.models.base import Base

R = TypeVar("R", bound=Base)


class Plain(Generic[R]):
    """The columns of a mapped class for a statement, and what a row of them says, by the class's names.

    Of the class only `value()` works on what `of` gives: it belongs to no session, and cannot be written to.
    `name` tells two of a kind apart in one statement; `without` are columns that nobody asks
    for along with the others.
    """

    def __init__(self, row: type[R], *, name: str | None = None, without: Collection[str] = ()) -> None:
        table = cast(Table, row.__table__)
        self.table = cast(Table, table.alias(name)) if name else table
        self.columns: Sequence[ColumnElement[Any]] = tuple(
            column for column in self.table.c if column.key not in without
        )
        self.width = len(self.columns)
        fields = namedtuple("Fields", [column.key for column in self.columns])  # type: ignore[misc]
        value = {"value": told} if (told := getattr(row, "value", None)) else {}
        self._made = type(row.__name__, (fields,), {"__slots__": (), **value})._make  # type: ignore[attr-defined]

    def of(self, found: Sequence[Any], *, at: int = 0) -> R:
        """What stands in a result's row from column number `at` on."""
        return cast(R, self._made(found[at : at + self.width]))
