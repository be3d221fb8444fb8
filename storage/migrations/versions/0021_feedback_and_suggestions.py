"""Feedback on any day, suggestions, and what happens to both. Nobody has given any yet."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    _feedback()
    _suggestions()


def _feedback() -> None:
    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('giver_id', sa.Integer(), nullable=False),
    sa.Column('receiver_id', sa.Integer(), nullable=False),
    sa.Column('submission', sa.String(length=58), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('behaviour', sa.Text(), nullable=False),
    sa.Column('consequence', sa.Text(), nullable=False),
    sa.Column('tied_to', sa.String(length=40), nullable=True),
    sa.Column('tied_key', sa.String(length=40), nullable=True),
    sa.Column('tied_name', sa.JSON(), server_default='{}', nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['giver_id'], ['people.id'], name=op.f('fk_feedback_giver_id_people')),
    sa.ForeignKeyConstraint(['receiver_id'], ['people.id'], name=op.f('fk_feedback_receiver_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback')),
    sa.UniqueConstraint('submission', name=op.f('uq_feedback_submission'))
    )
    op.create_index('ix_feedback_receiver_id_given_on', 'feedback', ['receiver_id', 'given_on'])
    op.create_index('ix_feedback_giver_id', 'feedback', ['giver_id'])
    _history('feedback_history', of='feedback', by='feedback_id')


def _suggestions() -> None:
    op.create_table('suggestions',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('giver_id', sa.Integer(), nullable=False),
    sa.Column('head_id', sa.Integer(), nullable=True),
    sa.Column('submission', sa.String(length=58), nullable=False),
    sa.Column('behaviour', sa.Text(), nullable=False),
    sa.Column('consequence', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('owed_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['giver_id'], ['people.id'], name=op.f('fk_suggestions_giver_id_people')),
    sa.ForeignKeyConstraint(['head_id'], ['people.id'], name=op.f('fk_suggestions_head_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestions')),
    sa.UniqueConstraint('submission', name=op.f('uq_suggestions_submission'))
    )
    op.create_index('ix_suggestions_giver_id', 'suggestions', ['giver_id'])
    op.create_index('ix_suggestions_head_id', 'suggestions', ['head_id'])
    op.create_index('ix_suggestions_state', 'suggestions', ['state'])
    _history('suggestion_history', of='suggestions', by='suggestion_id')


def _history(table: str, *, of: str, by: str) -> None:
    op.create_table(table,
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column(by, sa.Integer(), nullable=False),
    sa.Column('event', sa.String(length=40), nullable=False),
    sa.Column('from_state', sa.String(length=40), nullable=False),
    sa.Column('to_state', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('note', sa.Text(), nullable=True),
    sa.Column('facts', sa.JSON(), nullable=False, server_default='{}'),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f(f'fk_{table}_by_id_people')),
    sa.ForeignKeyConstraint([by], [f'{of}.id'], name=op.f(f'fk_{table}_{by}_{of}')),
    sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    sa.UniqueConstraint(by, 'number', name=op.f(f'uq_{table}_{by}_number'))
    )
