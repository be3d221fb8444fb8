"""Evidence pockets: cases with their files and uses, and who was told that theirs is empty. All are empty."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('pocket_cases',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('key', sa.String(length=80), nullable=False),
    sa.Column('rung', sa.Integer(), nullable=True),
    sa.Column('called', sa.JSON(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('names', sa.JSON(), nullable=False),
    sa.Column('is_cut', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('channel', sa.String(length=32), nullable=True),
    sa.Column('channel_name', sa.String(length=255), nullable=True),
    sa.Column('ts', sa.String(length=32), nullable=True),
    sa.Column('thread_ts', sa.String(length=32), nullable=True),
    sa.Column('author_slack_id', sa.String(length=32), nullable=True),
    sa.Column('author', sa.String(length=120), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('said_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('link', sa.Text(), nullable=True),
    sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_pocket_cases_author_id_people')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.id'], name=op.f('fk_pocket_cases_owner_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pocket_cases')),
    sa.UniqueConstraint('owner_id', 'channel', 'ts', name=op.f('uq_pocket_cases_owner_id_channel_ts'))
    )
    op.create_index('ix_pocket_cases_owner_id_kind_key', 'pocket_cases', ['owner_id', 'kind', 'key'])
    op.create_index('ix_pocket_cases_channel_ts', 'pocket_cases', ['channel', 'ts'])
    op.create_index(op.f('ix_pocket_cases_removed_at'), 'pocket_cases', ['removed_at'])
    op.create_table('pocket_files',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('slack_id', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=255), nullable=False),
    sa.Column('mimetype', sa.String(length=80), nullable=False),
    sa.Column('size', sa.Integer(), nullable=True),
    sa.Column('permalink', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['pocket_cases.id'], name=op.f('fk_pocket_files_case_id_pocket_cases')),
    sa.PrimaryKeyConstraint('case_id', 'position', name=op.f('pk_pocket_files'))
    )
    op.create_table('pocket_uses',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(length=40), nullable=False),
    sa.Column('item', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['pocket_cases.id'], name=op.f('fk_pocket_uses_case_id_pocket_cases')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_pocket_uses_review_id_reviews')),
    sa.PrimaryKeyConstraint('case_id', 'review_id', 'section', 'item', name=op.f('pk_pocket_uses'))
    )
    op.create_table('pocket_reminders',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('month', sa.String(length=7), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_pocket_reminders_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', 'month', name=op.f('pk_pocket_reminders'))
    )
    op.create_table('pocket_silences',
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_pocket_silences_person_id_people')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_pocket_silences'))
    )
