"""What calibration moves: a result's point, with the reason; appended only."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('calibration_moves',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('approval', sa.Integer(), nullable=False),
    sa.Column('was', sa.Integer(), nullable=False),
    sa.Column('now', sa.Integer(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('takes_back', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['by_id'], ['people.id'], name=op.f('fk_calibration_moves_by_id_people')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_calibration_moves_review_id_reviews')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calibration_moves')),
    sa.UniqueConstraint('review_id', 'number', name=op.f('uq_calibration_moves_review_id_number'))
    )
