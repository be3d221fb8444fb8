"""How somebody is reached about what was handed over to them, and their telephone."""

import sqlalchemy as sa
from alembic import op

revision = '0038'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('people', sa.Column('phone', sa.String(length=20), nullable=True))
    op.create_table('handover_contacts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('handover_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rung', sa.String(length=40), nullable=False),
    sa.Column('outcome', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('message_id', sa.String(length=120), nullable=False),
    sa.Column('submission', sa.String(length=64), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_handover_contacts_by_id_people')),
    sa.ForeignKeyConstraint(['handover_id'], ['handovers.id'], name=op.f('fk_handover_contacts_handover_id_handovers')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_handover_contacts_person_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handover_contacts')),
    sa.UniqueConstraint('handover_id', 'number', name=op.f('uq_handover_contacts_handover_id_number')),
    sa.UniqueConstraint('submission', name=op.f('uq_handover_contacts_submission'))
    )
