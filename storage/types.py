"""Column types that both databases agree on."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, Integer, LargeBinary, Table, Text, event
from sqlalchemy.types import TypeDecorator

from storage.keyring import SEALED, Keyring, open_bytes, open_text, seal_bytes, seal_text


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite has no time zones, so it is stored naive there."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Hundredths(TypeDecorator[Decimal]):
    """A decimal with two places, exact on both databases: 3.75 is stored as 375."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        if value is None:
            return None
        scaled = value * 100
        if scaled != int(scaled):
            raise ValueError("more than two decimal places")
        return int(scaled)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else Decimal(int(value)) / 100


class _Sealed:
    """What is stored under the keys of its engine's dialect, and read in the clear where it is so.

    `place` is the column's own, table.column. A column that is renamed keeps what it had: it is given then.
    """

    def __init__(self, place: str = "") -> None:
        super().__init__()
        self.place = place

    def _keyring(self, dialect: Dialect) -> Keyring | None:
        return getattr(dialect, "steward_keyring", None)


class SealedText(_Sealed, TypeDecorator[str]):
    """A text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal_text(self._keyring(dialect), self.place, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else open_text(self._keyring(dialect), self.place, value)


class SealedWhole(_Sealed, TypeDecorator[int]):
    """A whole number, as text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else seal_text(self._keyring(dialect), self.place, str(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else int(open_text(self._keyring(dialect), self.place, value))


class SealedHundredths(_Sealed, TypeDecorator[Decimal]):
    """A decimal with two places, as the text of `Hundredths`: 3.75 is 375."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        whole = Hundredths().process_bind_param(value, dialect)
        return None if whole is None else seal_text(self._keyring(dialect), self.place, str(whole))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        if value is None:
            return None
        return Decimal(int(open_text(self._keyring(dialect), self.place, value))) / 100


class SealedJson(_Sealed, TypeDecorator[Any]):
    """A list or a mapping; sealed it is a JSON string. One that is empty stays as it is."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        keyring = self._keyring(dialect)
        if keyring is None or not value:
            return value
        return seal_text(keyring, self.place, json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if isinstance(value, str) and value.startswith(SEALED):
            return json.loads(open_text(self._keyring(dialect), self.place, value))
        return value


class SealedBytes(_Sealed, TypeDecorator[bytes]):
    """A file."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        return None if value is None else seal_bytes(self._keyring(dialect), self.place, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bytes | None:
        return None if value is None else open_bytes(self._keyring(dialect), self.place, bytes(value))


@event.listens_for(Column, "after_parent_attach")
def _say_where(column: Column[Any], parent: Any) -> None:
    if isinstance(column.type, _Sealed) and isinstance(parent, Table) and not column.type.place:
        column.type.place = f"{parent.name}.{column.name}"


def is_sealed_type(kind: Any) -> bool:
    """Whether what stands in a column of this type is kept under keys."""
    return isinstance(kind, _Sealed)
