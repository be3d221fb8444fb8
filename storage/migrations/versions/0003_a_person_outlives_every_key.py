"""A person outlives every key: the company's own number, other addresses, an account that is freed."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('number', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_people_number'), 'people', ['number'], unique=True)
    op.create_table('addresses',
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_addresses_person_id_people')),
    sa.PrimaryKeyConstraint('address', 'person_id', name=op.f('pk_addresses'))
    )
    op.execute("UPDATE people SET slack_id = NULL, dm_channel = NULL WHERE left_on IS NOT NULL")
