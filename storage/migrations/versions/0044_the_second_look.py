"""The second look: its day, who takes it; what was approved before is through, and told already."""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('cycles', sa.Column('second_look_due', sa.Date(), nullable=True))
    op.execute("UPDATE cycles SET second_look_due = approval_due")
    with op.batch_alter_table('cycles') as batch:
        batch.alter_column('second_look_due', existing_type=sa.Date(), nullable=False)
    op.create_table('second_looks',
    sa.Column('review_id', sa.Integer(), nullable=False),
    sa.Column('seat', sa.String(length=40), nullable=False),
    sa.Column('person_id', sa.Integer(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_second_looks_person_id_people')),
    sa.ForeignKeyConstraint(['review_id'], ['reviews.id'], name=op.f('fk_second_looks_review_id_reviews')),
    sa.PrimaryKeyConstraint('review_id', 'seat', name=op.f('pk_second_looks'))
    )
    op.create_index(op.f('ix_second_looks_person_id'), 'second_looks', ['person_id'])
    # Nobody is asked about what was approved and told before there was a second look.
    op.execute("""
        INSERT INTO review_history (review_id, number, event, from_state, to_state, by_id, at, note, facts)
        SELECT r.id, r.version + 1, 'settle', 'scored', 'confirmed', NULL, h.at, NULL, '{}'
        FROM reviews r JOIN review_history h ON h.review_id = r.id AND h.number = r.version
        WHERE r.state = 'scored'
    """)
    op.execute("UPDATE reviews SET version = version + 1, state = 'confirmed' WHERE state = 'scored'")
