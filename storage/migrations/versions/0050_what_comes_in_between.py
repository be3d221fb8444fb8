"""Days that hold for one review alone, and what a former manager contributes to one."""

import sqlalchemy as sa
from alembic import op

revision = '0050'
down_revision = "0049"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('reviews', sa.Column('own_closes', sa.Date(), nullable=True))
    op.add_column('reviews', sa.Column('own_approval_due', sa.Date(), nullable=True))
    op.add_column('reviews', sa.Column('own_second_look_due', sa.Date(), nullable=True))
    op.create_table('contributions',
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_contributions_person_id_people')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_contributions_review_id_reviews')),
    sa.PrimaryKeyConstraint('review_id', 'person_id', name=op.f('pk_contributions'))
    )
