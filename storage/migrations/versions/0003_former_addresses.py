"""A person outlives every key: the company's own number, and the addresses that they had."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('former_addresses',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('address', sa.String(length=254), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_former_addresses_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', 'address', name=op.f('pk_former_addresses'))
    )
    op.create_index(op.f('ix_former_addresses_address'), 'former_addresses', ['address'], unique=False)
    op.add_column('people', sa.Column('number', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_people_number'), 'people', ['number'], unique=True)
    # An account never hangs on somebody who left: whoever has it now is found by address again.
    op.execute(sa.text('UPDATE people SET slack_id = NULL, dm_channel = NULL WHERE left_on IS NOT NULL'))
