"""The declarative base: how Python types become columns, and how constraints are named."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic

from sqlalchemy import JSON, Enum, ForeignKey, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.domain.history import E, Entry, S, facts_of
from storage.types import Hundredths, SealedJson, SealedText, UtcDateTime


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime(),
        Decimal: Hundredths(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
        # Stored as the member's value, as text: a new member needs no migration.
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
    }


class HistoryColumns(Generic[S, E]):
    """The one shape of history; a subject's table adds whose it is, its events and its states.

    `number` counts from 1 within a subject; `by_id` is None for Steward itself; `facts` are typed
    (bot.domain.history). Rows are only ever added.
    """

    number: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    note: Mapped[str | None] = mapped_column(SealedText())
    facts: Mapped[dict[str, Any]] = mapped_column(SealedJson(), default=dict, server_default="{}")

    def value(self) -> Entry[S, E]:
        row: Any = self  # the subject's table has the columns of its events and states
        return Entry(
            number=row.number,
            event=row.event,
            from_state=row.from_state,
            to_state=row.to_state,
            by_id=row.by_id,
            at=row.at,
            note=row.note,
            facts=facts_of(row.facts),
        )


class VersionColumns:
    """The one shape of data that was added to what is shipped: a version of it never changes."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    data: Mapped[dict[str, Any]]
    added_at: Mapped[datetime]
