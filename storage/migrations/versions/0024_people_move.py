"""Since when people are here, who stands in for whom, what happened to them; and sheets that are wanted anew.

Whoever is known already was always here.
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('people', schema=None) as batch_op:
        batch_op.add_column(sa.Column('joined_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('returned_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('stands_in_for_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_people_stands_in_for_id_people'), 'people', ['stands_in_for_id'], ['id'])
        batch_op.create_index(op.f('ix_people_joined_on'), ['joined_on'])
        batch_op.create_index(op.f('ix_people_returned_on'), ['returned_on'])
        batch_op.create_index(op.f('ix_people_stands_in_for_id'), ['stands_in_for_id'])
    with op.batch_alter_table('goals', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wanted_from', sa.Date(), nullable=True))
    op.create_table('moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('move', sa.String(length=40), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.Column('import_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['import_id'], ['imports.id'], name=op.f('fk_moves_import_id_imports')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_moves_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moves'))
    )
    op.create_index(op.f('ix_moves_person_id'), 'moves', ['person_id'])
    op.create_index(op.f('ix_moves_import_id'), 'moves', ['import_id'])
