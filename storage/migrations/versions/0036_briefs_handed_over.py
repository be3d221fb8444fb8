"""Briefs that are handed over to developers."""

import sqlalchemy as sa
from alembic import op

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('handovers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('brief', sa.Integer(), nullable=False),
    sa.Column('assignee_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('owed_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('submission', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['assignee_id'], ['people.id'], name=op.f('fk_handovers_assignee_id_people')),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_handovers_by_id_people')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_handovers_request_id_requests')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handovers')),
    sa.UniqueConstraint('submission', name=op.f('uq_handovers_submission'))
    )
    op.create_index(op.f('ix_handovers_request_id'), 'handovers', ['request_id'])
    op.create_index(op.f('ix_handovers_assignee_id'), 'handovers', ['assignee_id'])
    op.create_table('handover_entries',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('source', sa.String(length=80), nullable=True),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), server_default='{}', nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_handover_entries_by_id_people')),
    sa.ForeignKeyConstraint(['handover_id'], ['handovers.id'], name=op.f('fk_handover_entries_handover_id_handovers')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_entries')),
    sa.UniqueConstraint('handover_id', 'number', name=op.f('uq_handover_entries_handover_id_number')),
    sa.UniqueConstraint('source', name=op.f('uq_handover_entries_source'))
    )
