"""Which review HR has looked at as somebody else sees it, on record."""

import sqlalchemy as sa
from alembic import op

revision = '0048'
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('viewed_as',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('whom_id', sa.Integer(), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_viewed_as_by_id_people')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_viewed_as_review_id_reviews')),
    sa.ForeignKeyConstraint(['whom_id'], ['people.id'], name=op.f('fk_viewed_as_whom_id_people')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_viewed_as'))
    )
    op.create_index(op.f('ix_viewed_as_review_id'), 'viewed_as', ['review_id'])
    op.create_index(op.f('ix_viewed_as_whom_id'), 'viewed_as', ['whom_id'])
