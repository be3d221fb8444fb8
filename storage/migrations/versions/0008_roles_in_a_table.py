"""Roles in a table of their own, so that who holds one is looked up rather than searched for."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    held = op.create_table('held_roles',
    sa.Column('role', sa.String(40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_held_roles_person_id_people')),
    sa.PrimaryKeyConstraint('role', 'person_id', name=op.f('pk_held_roles'))
    )
    op.create_index(op.f('ix_held_roles_person_id'), 'held_roles', ['person_id'], unique=False)
    people = sa.table('people', sa.column('id', sa.Integer()), sa.column('roles', sa.JSON()))
    rows = [
        {'role': role, 'person_id': person_id}
        for person_id, roles in op.get_bind().execute(sa.select(people.c.id, people.c.roles))
        for role in dict.fromkeys(roles or [])
    ]
    if rows:
        op.bulk_insert(held, rows)
    op.drop_column('people', 'roles')
