"""What the desk puts off, whom it calls, and who was told that an answer is due."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('requests_put_off',
    sa.Column('request_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('until', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_requests_put_off_by_id_people')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_requests_put_off_request_id_requests')),
    sa.PrimaryKeyConstraint('request_id', name=op.f('pk_requests_put_off'))
    )
    op.create_index('ix_requests_put_off_until', 'requests_put_off', ['until'])
    op.create_table('request_pages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('request_id', sa.Integer(), nullable=False),
    sa.Column('developer_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('submission', sa.String(length=64), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_request_pages_by_id_people')),
    sa.ForeignKeyConstraint(['developer_id'], ['people.id'], name=op.f('fk_request_pages_developer_id_people')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_request_pages_request_id_requests')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_pages')),
    sa.UniqueConstraint('submission', name=op.f('uq_request_pages_submission'))
    )
    op.create_index('ix_request_pages_request_id', 'request_pages', ['request_id'])
    op.create_table('answers_due_told',
    sa.Column('request_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
    sa.Column('rung', sa.String(length=40), nullable=False),
    sa.Column('reader_id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['reader_id'], ['people.id'], name=op.f('fk_answers_due_told_reader_id_people')),
    sa.ForeignKeyConstraint(['request_id'], ['requests.id'], name=op.f('fk_answers_due_told_request_id_requests')),
    sa.PrimaryKeyConstraint('request_id', 'hour', 'rung', 'reader_id', name=op.f('pk_answers_due_told'))
    )
