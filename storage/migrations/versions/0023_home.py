"""What of Home is open before whom, and whose does not show any more what holds. Nobody's is open yet."""

import sqlalchemy as sa
from alembic import op

import storage.types

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

OPEN = sa.text('open_until IS NOT NULL')


def upgrade() -> None:
    moment = storage.types.UtcDateTime()
    op.create_table(
        'home_views',
        sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('tab', sa.String(length=40), nullable=True),
        sa.Column('page', sa.Integer(), nullable=False),
        sa.Column('open_until', moment, nullable=True),
        sa.Column('oversees', sa.Boolean(), nullable=False),
        sa.Column('fingerprint', sa.String(length=64), nullable=True),
        sa.Column('drawn_at', moment, nullable=True),
        sa.Column('leased_until', moment, nullable=True),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_home_views_person_id_people')),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_home_views')),
    )
    op.create_index(
        'ix_home_views_person_id_open', 'home_views', ['person_id'], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        'home_stale',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_home_stale_person_id_people')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_home_stale')),
    )
    op.create_index(op.f('ix_home_stale_person_id'), 'home_stale', ['person_id'])
