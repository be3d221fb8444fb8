"""Feedback that came too late for the score that leans on it."""

import sqlalchemy as sa
from alembic import op

revision = '0046'
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('feedback') as batch:
        batch.add_column(sa.Column('late_for_id', sa.Integer(), nullable=True))
        batch.create_foreign_key(op.f('fk_feedback_late_for_id_cycles'), 'cycles', ['late_for_id'], ['id'])
    op.create_index(op.f('ix_feedback_late_for_id'), 'feedback', ['late_for_id'])
