"""Alembic's entry point: runs on the connection that `upgrade` hands over."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum

from storage.models import Base
from storage.types import Hundredths, SealedBytes, SealedJson, UtcDateTime, is_sealed_type


def render_item(kind: str, item: Any, _autogen_context: Any) -> str | Literal[False]:
    """Write our column types as what they are in the database: a migration outlives the code."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, Hundredths):
        return "sa.Integer()"
    if is_sealed_type(item):
        return {SealedJson: "sa.JSON()", SealedBytes: "sa.LargeBinary()"}.get(type(item), "sa.Text()")
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
