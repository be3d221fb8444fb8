"""Where cards stood before: what is still written in that thread is heard."""

import sqlalchemy as sa
from alembic import op

revision = '0034'
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('former_cards',
    sa.Column('channel', sa.String(length=32), nullable=False),
    sa.Column('ts', sa.String(length=32), nullable=False),
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'ts', name=op.f('pk_former_cards'))
    )
