"""Where people stand in grades and steps, what a year proposes, and what HR decides."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table(
        "pay_proposals",
        _refers("cycle_id", "cycles"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _table(
        "pay_decisions",
        _refers("proposal_id", "pay_proposals"),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=100), nullable=False),
        sa.Column("file_sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        unique=("proposal_id",),
    )
    _table(
        "pay_places",
        _refers("person_id", "people"),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _refers("decision_id", "pay_decisions", nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    _table(
        "pay_proposed",
        _refers("proposal_id", "pay_proposals"),
        _refers("person_id", "people"),
        _refers("place_id", "pay_places", nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
    )
    _table(
        "pay_decided",
        _refers("decision_id", "pay_decisions"),
        _refers("proposed_id", "pay_proposed"),
        _refers("person_id", "people"),
        sa.Column("content", sa.JSON(), nullable=False),
    )
    for table, column in (
        ("pay_proposals", "cycle_id"),
        ("pay_places", "person_id"),
        ("pay_proposed", "proposal_id"),
        ("pay_proposed", "person_id"),
        ("pay_decided", "decision_id"),
        ("pay_decided", "person_id"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _refers(column: str, table: str, *, nullable: bool = False) -> tuple[sa.Column[int], str]:
    return sa.Column(column, sa.Integer(), nullable=nullable), table


def _table(
    name: str, *columns: sa.Column[Any] | tuple[sa.Column[int], str], unique: tuple[str, ...] = ()
) -> None:
    """With an id, and a constraint for each column that refers to another table."""
    plain = [each[0] if isinstance(each, tuple) else each for each in columns]
    keys = [
        sa.ForeignKeyConstraint(
            [column.name], [f"{table}.id"], name=op.f(f"fk_{name}_{column.name}_{table}")
        )
        for column, table in (each for each in columns if isinstance(each, tuple))
    ]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *plain,
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *(sa.UniqueConstraint(each, name=op.f(f"uq_{name}_{each}")) for each in unique),
    )
