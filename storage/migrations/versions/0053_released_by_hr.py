"""A result is released by HR; what was through the second look before was released with it."""

from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        INSERT INTO review_history (review_id, number, event, from_state, to_state, by_id, at, note, facts)
        SELECT r.id, r.version + 1, 'release', 'confirmed', 'released', NULL, h.at, NULL, '{}'
        FROM reviews r JOIN review_history h ON h.review_id = r.id AND h.number = r.version
        WHERE r.state = 'confirmed'
    """)
    op.execute("UPDATE reviews SET version = version + 1, state = 'released' WHERE state = 'confirmed'")
