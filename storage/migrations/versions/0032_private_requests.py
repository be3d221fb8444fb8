"""Requests that are private. Those of earlier versions are not."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('requests', schema=None) as batch_op:
        batch_op.add_column(sa.Column('is_private', sa.Boolean(), nullable=False, server_default=sa.false()))
