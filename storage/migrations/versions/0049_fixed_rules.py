"""The rules of every cycle have a fingerprint, those that were opened before since today."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = "0048"
branch_labels = None
depends_on = None

DAYS = (
    "starts_on",
    "ends_on",
    "goals_due",
    "scoring_opens_on",
    "self_score_due",
    "self_score_closes",
    "approval_due",
    "second_look_due",
)


def upgrade() -> None:
    op.create_table('fixed_rules',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('cycle_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('scheme_version', sa.Integer(), nullable=False),
    sa.Column('days', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_fixed_rules_by_id_people')),
    sa.ForeignKeyConstraint(['cycle_id'], ['cycles.id'], name=op.f('fk_fixed_rules_cycle_id_cycles')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fixed_rules')),
    sa.UniqueConstraint('cycle_id', 'number', name=op.f('uq_fixed_rules_cycle_id_number'))
    )
    cycles = sa.table(
        "cycles",
        sa.column("id", sa.Integer()),
        sa.column("scheme", sa.JSON()),
        sa.column("scheme_version", sa.Integer()),
        *(sa.column(day, sa.Date()) for day in DAYS),
    )
    fixed = sa.table(
        "fixed_rules",
        sa.column("cycle_id", sa.Integer()),
        sa.column("number", sa.Integer()),
        sa.column("fingerprint", sa.String()),
        sa.column("scheme_version", sa.Integer()),
        sa.column("days", sa.JSON()),
        sa.column("at", sa.DateTime(timezone=True)),
    )
    # What was recorded of them before does not tell every day that moved: nothing is claimed of that time.
    now = datetime.now(UTC)
    rows = [_fixed(cycle, now) for cycle in op.get_bind().execute(sa.select(cycles)).mappings()]
    if rows:
        op.get_bind().execute(sa.insert(fixed), rows)


def _fixed(cycle: Mapping[Any, Any], now: datetime) -> dict[str, Any]:
    days = {day: _iso(cycle[day]) for day in DAYS}
    rules = json.dumps(
        {"days": days, "scheme": cycle["scheme"]}, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return {
        "cycle_id": cycle["id"],
        "number": 1,
        "fingerprint": sha256(rules.encode()).hexdigest(),
        "scheme_version": cycle["scheme_version"],
        "days": days,
        "at": now,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
