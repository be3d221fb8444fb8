"""Whom the desk's figures were told; steps are found by when they were."""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reports_told',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reports_told_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', 'week', name=op.f('pk_reports_told'))
    )
    op.create_index(op.f('ix_request_entries_at'), 'request_entries', ['at'])
    op.create_index(op.f('ix_offered_choices_at'), 'offered_choices', ['at'])
