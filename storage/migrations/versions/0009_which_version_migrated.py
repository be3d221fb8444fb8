"""Which version of Steward brought the database to which revision, for older ones that meet it."""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('migrated_by',
    sa.Column('revision', sa.String(length=32), nullable=False),
    sa.Column('version', sa.String(length=40), nullable=False),
    sa.PrimaryKeyConstraint('revision', name=op.f('pk_migrated_by'))
    )
