"""Hand-overs as issues of a tracker, and what it told already."""

import sqlalchemy as sa
from alembic import op

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('tracker_issues',
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('tracker', sa.String(length=20), nullable=False),
    sa.Column('key', sa.String(length=60), nullable=False),
    sa.Column('url', sa.String(length=400), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('synced_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['handover_id'], ['handovers.id'], name=op.f('fk_tracker_issues_handover_id_handovers')),
    sa.PrimaryKeyConstraint('handover_id', name=op.f('pk_tracker_issues')),
    sa.UniqueConstraint('tracker', 'key', name=op.f('uq_tracker_issues_tracker_key'))
    )
    op.create_table('tracker_deliveries',
    sa.Column('delivery', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('delivery', name=op.f('pk_tracker_deliveries'))
    )
    op.create_index(op.f('ix_tracker_deliveries_at'), 'tracker_deliveries', ['at'])
