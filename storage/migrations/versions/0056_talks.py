"""The talk about a result: held, acknowledged, appealed against; what is prepared for it is appended only."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('talks',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('employee_id', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=True),
    sa.Column('judge_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('begins_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('owed_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_talks_review_id_reviews')),
    sa.ForeignKeyConstraint(['employee_id'], ['people.id'], name=op.f('fk_talks_employee_id_people')),
    sa.ForeignKeyConstraint(['holder_id'], ['people.id'], name=op.f('fk_talks_holder_id_people')),
    sa.ForeignKeyConstraint(['judge_id'], ['people.id'], name=op.f('fk_talks_judge_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talks')),
    sa.UniqueConstraint('review_id', 'round', name=op.f('uq_talks_review_id_round'))
    )
    op.create_index('ix_talks_state', 'talks', ['state'])
    op.create_index('ix_talks_employee_id', 'talks', ['employee_id'])
    op.create_table('talk_history',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('talk_id', sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_talk_history_by_id_people')),
    sa.ForeignKeyConstraint(['talk_id'], ['talks.id'], name=op.f('fk_talk_history_talk_id_talks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talk_history')),
    sa.UniqueConstraint('talk_id', 'number', name=op.f('uq_talk_history_talk_id_number'))
    )
    op.create_table('talk_preparations',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('talk_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('behaviour', sa.Text(), nullable=False),
    sa.Column('verdict', sa.Text(), nullable=False),
    sa.Column('actions', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_talk_preparations_by_id_people')),
    sa.ForeignKeyConstraint(['talk_id'], ['talks.id'], name=op.f('fk_talk_preparations_talk_id_talks')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_talk_preparations')),
    sa.UniqueConstraint('talk_id', 'number', name=op.f('uq_talk_preparations_talk_id_number'))
    )
