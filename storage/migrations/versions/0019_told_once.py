"""Who was told of whose step, once; and the day and hour that somebody chose. Nobody was told so far."""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'told_steps',
        sa.Column('reader_id', sa.Integer(), nullable=False),
        sa.Column('person_id', sa.Integer(), nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('subject_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['reader_id'], ['people.id'], name=op.f('fk_told_steps_reader_id_people')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_told_steps_person_id_people')),
        sa.PrimaryKeyConstraint(
            'reader_id', 'person_id', 'kind', 'subject_id', 'since', name=op.f('pk_told_steps')
        ),
    )
    op.create_index(op.f('ix_told_steps_person_id'), 'told_steps', ['person_id'])
    op.create_table(
        'rhythms',
        sa.Column('person_id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('weekday', sa.Integer(), nullable=False),
        sa.Column('hour', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_rhythms_person_id_people')),
        sa.PrimaryKeyConstraint('person_id', name=op.f('pk_rhythms')),
    )
