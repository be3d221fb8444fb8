"""Answers that product managers keep."""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('known_answers',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=30), nullable=False),
    sa.Column('title', sa.String(length=150), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('locale', sa.String(length=16), nullable=False),
    sa.Column('page', sa.String(length=500), nullable=False),
    sa.Column('kept_by_id', sa.Integer(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('retired_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['kept_by_id'], ['people.id'], name=op.f('fk_known_answers_kept_by_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_known_answers'))
    )
    op.create_index(
        'uq_known_answers_name', 'known_answers', ['name'], unique=True,
        sqlite_where=sa.text("name <> '' AND retired_at IS NULL"),
        postgresql_where=sa.text("name <> '' AND retired_at IS NULL"),
    )
