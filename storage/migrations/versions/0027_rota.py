"""Who has the website desk in which week, swaps of weeks, and people's own hours there."""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('duty_weeks',
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('stand_in_id', sa.Integer(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_duty_weeks_by_id_people')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_duty_weeks_person_id_people')),
    sa.ForeignKeyConstraint(['stand_in_id'], ['people.id'], name=op.f('fk_duty_weeks_stand_in_id_people')),
    sa.PrimaryKeyConstraint('week', name=op.f('pk_duty_weeks'))
    )
    op.create_table('duty_changes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('was_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('carried', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_duty_changes_person_id_people')),
    sa.ForeignKeyConstraint(['was_id'], ['people.id'], name=op.f('fk_duty_changes_was_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_changes'))
    )
    op.create_table('duty_swaps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asker_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('week', sa.Date(), nullable=False),
    sa.Column('in_return', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('submission', sa.String(length=64), nullable=False),
    sa.ForeignKeyConstraint(['asker_id'], ['people.id'], name=op.f('fk_duty_swaps_asker_id_people')),
    sa.ForeignKeyConstraint(['other_id'], ['people.id'], name=op.f('fk_duty_swaps_other_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_swaps')),
    sa.UniqueConstraint('submission', name=op.f('uq_duty_swaps_submission'))
    )
    op.create_index(op.f('ix_duty_swaps_asker_id'), 'duty_swaps', ['asker_id'])
    op.create_index(op.f('ix_duty_swaps_other_id'), 'duty_swaps', ['other_id'])
    op.create_table('desk_hours',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('periods', sa.String(length=200), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_desk_hours_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_desk_hours'))
    )
